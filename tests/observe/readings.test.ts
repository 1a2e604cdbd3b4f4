import { describe, expect, it, vi } from 'vitest'
import { msPerMinute } from '../../src/clock.ts'
import type { Meter } from '../../src/meter.ts'
import { createReadings } from '../../src/services/watch/take-readings.ts'
import { claimRun, failRun, finishRun } from '../../src/store/jobs.ts'
import { meterStore } from '../../src/store/meter-store.ts'
import { claimMessages, enqueue, markDead, markRetry } from '../../src/store/outbox.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'

describe.each(databases)('readings on %s', (provider) => {
  const opened = useTestOffice(provider)
  const minutesAgo = (minutes: number) => new Date(opened().clock.now().getTime() - minutes * msPerMinute)

  it('count what waits, what was given up, what is owed, and how late a job is', async () => {
    const { office, clock, actors, teamIds } = opened()
    const { store } = office
    const now = clock.now()
    for (const [deliveryId, doneAt] of [
      ['done', now],
      ['waits', null],
    ] as const)
      await store.db.inbox.create({
        data: {
          ...{ platform: 'p', deliveryId, doneAt, kind: 'text', body: '{}' },
          ...{ receivedAt: minutesAgo(5), retryAt: now },
        },
      })
    const tell = (key: string, target: string, at: Date) =>
      store.transaction((tx) =>
        enqueue(tx, { platform: 'p', target, card: { title: '周报' }, dedupeKey: key }, at),
      )
    await tell('dead', 'person:a', minutesAgo(9))
    await tell('again', 'person:b', minutesAgo(9))
    const claims = await claimMessages(store, { limit: 9, now, owner: 'o', leaseMs: 1 })
    const claimOf = (key: string) => {
      const claim = claims.find(({ dedupeKey }) => dedupeKey === key)
      if (!claim) throw new Error(key)
      return claim
    }
    await markDead(store, claimOf('dead'), 'gone')
    await markRetry(store, claimOf('again'), { nextAt: new Date(now.getTime() + 60_000), error: 'away' })
    await tell('ripe', 'person:c', minutesAgo(2))
    const run = { job: 'backup', owner: 'o', leaseMs: 60_000, now }
    const backupAt = new Date('2026-11-16T19:40:00Z')
    await claimRun(store, { ...run, slot: 'a', slotAt: backupAt })
    await finishRun(store, { job: 'backup', slot: 'a', owner: 'o' }, backupAt, 'well')
    await claimRun(store, { ...run, job: 'purge', slot: 'a', slotAt: new Date('2026-11-17T19:20:00Z') })
    await failRun(store, { job: 'purge', slot: 'a', owner: 'o' }, now, 'Error', null)
    await store.db.duty.createMany({
      data: ['weekly-plan', 'review:018f'].map((kind) => ({
        ...{ id: kind, kind, personId: actors.rep.personId, teamId: teamIds.nanwan, periodKey: '2026-W48' },
        ...{ dueAt: now, createdAt: now, state: 'pending' },
      })),
    })

    const readings = await createReadings(office)()
    const value = (name: string, label?: string) =>
      readings.find((r) => r.name === name && (!label || Object.values(r.labels)[0] === label))?.value
    expect(value('inbox_waiting')).toBe(1)
    expect(value('inbox_oldest_seconds')).toBe(300)
    expect(value('outbox_waiting')).toBe(1)
    // The one that comes again has waited longest, though it is not ripe at the moment.
    expect(value('outbox_oldest_seconds')).toBe(540)
    expect(value('outbox_retried')).toBe(1)
    expect(value('outbox_dead')).toBe(1)
    // Its slot of the night before, at 19:40 UTC, was taken by nobody.
    expect(value('job_late_seconds', 'backup')).toBe((12 * 60 + 20) * 60)
    expect(value('job_last_success_timestamp_seconds', 'backup')).toBe(backupAt.getTime() / 1000)
    expect(value('job_late_seconds', 'purge')).toBe(0)
    expect(value('job_failed_runs', 'purge')).toBe(1)
    expect(value('job_late_seconds', 'leaderboard')).toBe(0)
    expect(value('duties_open', 'weekly-plan')).toBe(1)
    expect(value('duties_open', 'other')).toBe(1)
    expect(JSON.stringify(readings)).not.toMatch(/018f|person:/)
  })

  it('count a database that fails, and neither a key that is taken nor what a use-case refuses', async () => {
    const { office } = opened()
    const count = vi.fn<Meter['count']>()
    const store = meterStore(office.store, { count, took: () => undefined, show: () => undefined })
    await expect(
      store.transaction((tx) => tx.$executeRawUnsafe('SELECT nonsense FROM "Nowhere"')),
    ).rejects.toThrow()
    expect(count.mock.calls.map(([name]) => name)).toEqual(['storeErrors'])
    count.mockClear()
    await expect(
      store.transaction(() => {
        throw new TypeError('a fault of ours')
      }),
    ).rejects.toThrow('a fault of ours')
    expect(count).not.toHaveBeenCalled()
  })
})
