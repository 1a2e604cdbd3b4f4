import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runJobDry } from '../../cron/dry-run.ts'
import backup from '../../cron/jobs/backup.ts'
import { msPerDay } from '../../src/clock.ts'
import { backUp } from '../../src/services/upkeep/back-up.ts'
import { purgeOld } from '../../src/services/upkeep/purge-old.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'

describe.each(databases)('upkeep on %s', (provider) => {
  const opened = useTestOffice(provider)
  const daysAgo = (days: number) => new Date(opened().clock.now().getTime() - days * msPerDay)

  it('forgets what the policy lets us keep no longer, and nothing else', async () => {
    const { office, actors } = opened()
    const { db } = office.store
    const personId = actors.rep.personId
    for (const days of [29, 31]) {
      await db.draft.create({ data: { personId, formKey: `d${days}`, values: {}, updatedAt: daysAgo(days) } })
      for (const doneAt of [daysAgo(days), null]) {
        await db.inbox.create({
          data: {
            platform: 'slack',
            deliveryId: `${days} ${doneAt !== null}`,
            kind: 'command',
            body: '{}',
            receivedAt: daysAgo(days),
            doneAt,
            retryAt: daysAgo(days),
          },
        })
      }
    }
    for (const days of [89, 91, 92]) {
      const message = {
        platform: 'slack',
        target: 'channel:c',
        card: { title: '周报' },
        dedupeKey: `o${days}`,
      }
      await office.store.transaction((tx) => enqueue(tx, message, daysAgo(days)))
      for (const job of ['purge', days === 91 ? 'backup' : 'leaderboard']) {
        await db.jobRun.create({
          data: {
            job,
            slot: `${days}`,
            slotAt: daysAgo(days),
            state: 'done',
            claimedBy: 'p',
            claimedAt: daysAgo(days),
            leaseTill: daysAgo(days),
          },
        })
      }
    }
    // One of the old messages has not been sent yet.
    await db.outbox.updateMany({
      where: { dedupeKey: { not: 'o92' } },
      data: { state: 'sent', nextAt: null },
    })
    for (const [platform, days] of [
      ['here', 31],
      ['there', 29],
    ] as const) {
      await db.question.create({ data: { platform, personId, about: '[]', askedAt: daysAgo(days) } })
    }
    for (const [tokenHash, days] of [
      ['old', 1],
      ['new', -1],
    ] as const) {
      const shared = { tokenHash, personId, expiresAt: daysAgo(days) }
      await db.secureLink.create({ data: { ...shared, purpose: 'login' } })
      await db.webSession.create({ data: { ...shared, csrfToken: 'c', createdAt: daysAgo(2) } })
    }

    expect(await purgeOld(office)).toEqual({
      drafts: 1,
      questions: 1,
      inbox: 1,
      outbox: 1,
      jobRuns: 3,
      logins: 2,
      patients: 0,
    })
    expect((await db.inbox.findMany()).map((row) => row.deliveryId).toSorted()).toEqual([
      '29 false',
      '29 true',
      '31 false',
    ])
    expect((await db.outbox.findMany({ orderBy: { id: 'asc' } })).map((row) => row.dedupeKey)).toEqual([
      'o89',
      'o92',
    ])
    // The newest run of each job stays, however old: catching up begins behind it.
    const runs = await db.jobRun.findMany({ orderBy: [{ job: 'asc' }, { slot: 'asc' }] })
    expect(runs.map(({ job, slot }) => `${job} ${slot}`)).toEqual(['backup 91', 'leaderboard 89', 'purge 89'])
    expect(await db.webSession.findMany()).toMatchObject([{ tokenHash: 'new' }])
    expect(await purgeOld(office)).toMatchObject({ drafts: 0, inbox: 0, outbox: 0, jobRuns: 0, logins: 0 })
  })

  it('forgets who a patient was a year after the last step of the referral, whatever its state, and tells how many', async () => {
    const { office, actors } = opened()
    const { db } = office.store
    const referrals = [
      ['RF-1', 'ready', 366],
      ['RF-2', 'cancelled', 400],
      ['RF-3', 'ready', 364],
      ['RF-4', 'disputed', 364],
      ['RF-5', 'disputed', 400],
      ['RF-6', 'expected', 400],
    ] as const
    for (const [number, status, days] of referrals) {
      const at = daysAgo(days)
      const owner = { ownerId: actors.rep.personId, teamId: actors.rep.teamId }
      const times = { createdAt: at, updatedAt: at, statusAt: at }
      await db.record.create({
        data: { id: number, type: 'referral', number, status, revision: 1, ...owner, ...times },
      })
      for (const field of ['patientName', 'patientPhone']) {
        const sealed = office.vault.seal('何晓云', `${number}:${field}`)
        await db.sensitiveValue.create({ data: { recordId: number, field, ...sealed, updatedAt: at } })
      }
    }
    expect(await purgeOld(office)).toMatchObject({ patients: 4 })
    const left = await db.sensitiveValue.findMany({ distinct: ['recordId'], orderBy: { recordId: 'asc' } })
    expect(left.map((row) => row.recordId)).toEqual(['RF-3', 'RF-4'])
    const events = await db.event.findMany({ where: { kind: 'record.purged' } })
    expect(events).toMatchObject([
      { actorId: null, recordId: null, diff: { what: 'patient-identity', records: 4, answers: 8 } },
    ])
    expect(await purgeOld(office)).toMatchObject({ patients: 0 })
    expect(await db.event.count({ where: { kind: 'record.purged' } })).toBe(1)
  })

  it('copies the SQLite file beside itself, and leaves PostgreSQL to its own tools', async () => {
    const { office, database, clock } = opened()
    const line = await backUp(office)
    if (provider === 'postgresql') {
      expect(line).toBe('PostgreSQL is backed up by its own tools, such as pg_dump')
      return
    }
    expect(line).toBe('fieldpost-20261118T080000Z.db written, 0 old removed')
    const folder = join(dirname(database.url.slice('file:'.length)), 'backups')
    expect(existsSync(join(folder, 'fieldpost-20261118T080000Z.db'))).toBe(true)
    clock.advance(msPerDay)
    const dry = await runJobDry(office, backup, clock.now())
    expect(dry).toEqual({ summary: 'backup would run: not everything it does can be undone', messages: [] })
    expect(existsSync(join(folder, 'fieldpost-20261119T080000Z.db'))).toBe(false)
  })
})
