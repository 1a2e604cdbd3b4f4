import { X509Certificate } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { msPerDay, msPerHour, msPerMinute } from '../../src/clock.ts'
import { PlatformRefused, PlatformUnreachable } from '../../src/errors.ts'
import { type Card, cardToText } from '../../src/forms/card.ts'
import { lookAhead } from '../../src/services/alerts/look-ahead.ts'
import { watchHouse } from '../../src/services/alerts/watch-house.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import type { Office } from '../../src/services/office.ts'
import { claimRun, failRun, finishRun } from '../../src/store/jobs.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { databases } from '../support/databases.ts'
import { localCertificate } from '../support/local-certificate.ts'
import { type TestOffice, useTestOffice } from '../support/office.ts'

/** What the administrator was told since the last time, and nobody else. */
async function readTold({ office, actors }: TestOffice): Promise<string[]> {
  const { outbox } = office.store.db
  const rows = await outbox.findMany({
    where: { dedupeKey: { startsWith: 'alert:' } },
    orderBy: { id: 'asc' },
  })
  await outbox.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  for (const { target } of rows) expect(target).toBe(`person:${actors.admin.personId}`)
  return rows.map(({ card }) => cardToText(card as unknown as Card))
}

const deliver = (office: Office, deliveryId: string, receivedAt: Date, doneAt: Date | null) =>
  office.store.db.inbox.create({
    data: {
      ...{ platform: 'p', kind: 'text', body: '', deliveryId, receivedAt, doneAt },
      retryAt: receivedAt,
    },
  })

describe.each(databases)('alerts on %s', (provider) => {
  const opened = useTestOffice(provider)
  const look = async (afterMs = 5 * msPerMinute, platforms: Office['platforms'] = []) => {
    const { office, clock } = opened()
    clock.advance(afterMs)
    await watchHouse({ ...office, platforms })
    return readTold(opened())
  }

  it('tell of what piles up once it was seen twice, and again when it is over', async () => {
    const { office, clock } = opened()
    const { store } = office
    const longAgo = new Date(clock.now().getTime() - msPerHour)
    await deliver(office, 'old', longAgo, null)
    await store.transaction((tx) =>
      enqueue(tx, { platform: 'q', target: 'person:x', card: { title: '周报' }, dedupeKey: 'old' }, longAgo),
    )
    expect(await look()).toEqual([])
    const begun = await look()
    expect(begun).toHaveLength(2)
    expect(begun[0]).toContain('p 送来的消息积压了，最早的一条已等 70 分钟')
    expect(begun[1]).toContain('发往 q 的消息积压了，最早的一条已等 70 分钟')
    expect(await look()).toEqual([])
    await store.db.inbox.updateMany({ data: { doneAt: clock.now() } })
    await store.db.outbox.updateMany({ data: { state: 'sent', nextAt: null } })
    const over = await look()
    expect(over.map((text) => text.includes('已恢复'))).toEqual([true, true])
    expect(await look()).toEqual([])
    expect(await store.db.alert.count()).toBe(0)
    await store.db.inbox.deleteMany()
  })

  it('do not tell what a start or a jump of the clock makes late, when it is made good at once', async () => {
    const { office, clock } = opened()
    await deliver(office, 'jump', clock.now(), null)
    expect(await look(12 * msPerHour)).toEqual([])
    // Again a jump: the second look does not follow the first.
    expect(await look(12 * msPerHour)).toEqual([])
    await office.store.db.inbox.deleteMany()
    expect(await look()).toEqual([])
  })

  it('tell of a job that failed or is late', async () => {
    const { office, clock } = opened()
    const { store } = office
    const claim = async (slotAt: Date) => {
      const run = { job: 'purge', slot: slotAt.toISOString(), owner: 'o' }
      await claimRun(store, { ...run, slotAt, leaseMs: 60_000, now: clock.now() })
      return run
    }
    clock.set('2026-11-20T19:30:00Z')
    await failRun(store, await claim(new Date('2026-11-20T19:20:00Z')), clock.now(), 'Error', null)
    expect(await look()).toEqual([])
    expect(await look()).toEqual([expect.stringContaining('定时任务 purge 最近一次没有成功')])
    // The next night's slot, at 19:20 UTC, is taken by nobody.
    clock.set('2026-11-21T19:50:00Z')
    expect(await look(msPerMinute)).toEqual([])
    expect(await look()).toEqual([expect.stringContaining('定时任务 purge 已晚了 36 分钟')])
    await finishRun(store, await claim(new Date('2026-11-21T19:20:00Z')), clock.now(), 'well')
    const over = await look()
    expect(over).toHaveLength(2)
    expect(over.join('\n')).toContain('定时任务 purge 又正常了')
  })

  it('tell of silence in working hours, where there was none on the workdays before', async () => {
    const { office, clock } = opened()
    await office.store.db.jobRun.deleteMany()
    await office.store.db.alert.deleteMany()
    // Friday the 20th, Monday and Tuesday; on Tuesday the last at 10:00 in Shanghai.
    for (const day of ['20', '23', '24'])
      await deliver(office, day, new Date(`2026-11-${day}T02:00:00Z`), new Date(`2026-11-${day}T02:00:01Z`))
    // Four working hours after 10:00 end at 15:30, after the noon's rest.
    clock.set('2026-11-24T07:15:00Z')
    expect(await look()).toEqual([])
    expect(await look()).toEqual([])
    expect(await look()).toEqual([])
    const [quiet] = await look()
    expect(quiet).toContain('p 已有 4 个工作小时没有送来任何消息')
    // It goes on over the night, and is not said again.
    clock.set('2026-11-25T01:00:00Z')
    expect(await look()).toEqual([])
    await deliver(office, 'again', clock.now(), clock.now())
    expect(await look()).toEqual([expect.stringContaining('p 又有消息送来了')])
    await office.store.db.inbox.deleteMany()
    // Who did not deliver on each workday before may be silent.
    for (const day of ['20', '24'])
      await deliver(office, day, new Date(`2026-11-${day}T02:00:00Z`), new Date(`2026-11-${day}T02:00:01Z`))
    expect([await look(), await look()]).toEqual([[], []])
  })

  it('tell a month before that the holidays of a year are missing, in the administrator’s language', async () => {
    const { office, clock, actors } = opened()
    clock.set('2026-11-30T04:00:00Z')
    await lookAhead(office)
    expect(await readTold(opened())).toEqual([])
    clock.set('2026-12-01T04:00:00Z')
    await office.store.db.person.update({ where: { id: actors.admin.personId }, data: { language: 'en' } })
    await lookAhead(office)
    await lookAhead(office)
    expect(await readTold(opened())).toEqual([
      expect.stringContaining('public holidays and make-up workdays of 2027'),
    ])
    await office.store.db.person.update({ where: { id: actors.admin.personId }, data: { language: 'zh-CN' } })
  })

  it('tell of a platform that shuts us out, over another one', async () => {
    const { office, actors, clock } = opened()
    const { db } = office.store
    clock.set('2026-11-26T02:00:00Z')
    await db.alert.deleteMany()
    await db.jobRun.deleteMany()
    const at = clock.now()
    const wecom = { platform: 'wecom', workspace: 'w', platformUserId: 'song', displayName: '宋悦' }
    const { personId } = actors.admin
    // Written to last on the platform that refuses us.
    await db.identity.create({ data: { ...wecom, personId, createdAt: at, updatedAt: new Date(0) } })
    await db.outbox.create({
      data: {
        ...{ platform: 'slack', target: 'x', dedupeKey: 'shut', card: {}, state: 'pending', attempts: 1 },
        ...{ createdAt: at, nextAt: at, refusal: 'credentials' },
      },
    })
    expect(await look()).toEqual([])
    clock.advance(5 * msPerMinute)
    await watchHouse({ ...office, platforms: [] })
    const rows = await db.outbox.findMany({ where: { dedupeKey: { startsWith: 'alert:shut' } } })
    expect(rows.map(({ platform, target }) => [platform, target])).toEqual([['wecom', `person:${personId}`]])
    expect(await readTold(opened())).toEqual([expect.stringContaining('有 1 条消息在等')])
    await db.outbox.update({
      where: { dedupeKey: 'shut' },
      data: { state: 'sent', nextAt: null, refusal: null },
    })
    expect(await look()).toEqual([expect.stringContaining('slack 又收下我们的消息了')])
    await db.identity.deleteMany({ where: { platform: 'wecom' } })
  })

  it('tell of a platform that shuts us out while nothing waits, and not that it is over while it does not answer', async () => {
    let access: () => Promise<void> = async () => undefined
    const asked = () => look(5 * msPerMinute, [{ platform: 'slack', checkAccess: () => access() }])
    expect(await asked()).toEqual([])
    access = async () => {
      throw new PlatformRefused('token_revoked', { kind: 'credentials' })
    }
    expect(await asked()).toEqual([])
    expect(await asked()).toEqual([expect.stringContaining('slack 不认我们的令牌')])
    access = async () => {
      throw new PlatformUnreachable('away')
    }
    expect(await asked()).toEqual([])
    // It answers, and does not like what was asked.
    access = async () => {
      throw new PlatformRefused('no_permission', { kind: 'permission' })
    }
    expect(await asked()).toEqual([expect.stringContaining('slack 又收下我们的消息了')])
  })

  it('tell of a key that is missing for what it sealed, until it is back', async () => {
    const { office, actors } = opened()
    const { rep } = actors
    const { recordId } = await submitForm(office, rep, {
      purpose: { kind: 'file', type: 'customer' },
      answers: { name: '康民诊所', kind: 'clinic' },
      submissionKey: 'sealed',
      platform: 'web',
    })
    const sealed = { keyId: 'k2025', sealed: new Uint8Array(40) }
    await office.store.db.sensitiveValue.create({
      data: { recordId, field: 'x', ...sealed, updatedAt: office.clock.now() },
    })
    const told = async () => {
      await lookAhead(office)
      return (await readTold(opened())).filter((text) => text.includes('密钥'))
    }
    expect(await told()).toEqual([expect.stringContaining('密钥 k2025 已不在配置里，它加密的 1 项')])
    expect(await told()).toEqual([])
    await office.store.db.sensitiveValue.deleteMany()
    expect(await told()).toEqual([expect.stringContaining('又能打开了')])
  })
})

describe('the certificate of our own address', () => {
  const opened = useTestOffice('sqlite')

  it('is told two weeks before it ends, and what cannot be reached is not', async () => {
    const server = createServer(localCertificate)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { office, clock } = opened()
    const address = `https://127.0.0.1:${port}`
    const endsAt = new Date(new X509Certificate(localCertificate.cert).validTo).getTime()
    const toldAt = async (daysBefore: number, publicUrl = address) => {
      clock.set(new Date(endsAt - daysBefore * msPerDay))
      await lookAhead({ ...office, publicUrl })
      return (await readTold(opened())).filter((text) => text.includes('证书'))
    }
    try {
      expect(await toldAt(15)).toEqual([])
      expect(await toldAt(10)).toEqual([expect.stringMatching(/127\.0\.0\.1:\d+ 的证书还有 10 天到期/)])
      expect(await toldAt(9)).toEqual([])
      server.close()
      // Nobody knows what it shows by now.
      expect(await toldAt(8)).toEqual([])
      expect(await toldAt(8, 'http://127.0.0.1:1')).toEqual([expect.stringContaining('已经更新')])
    } finally {
      server.close()
    }
  })
})
