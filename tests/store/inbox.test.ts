import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../src/clock.ts'
import { createInbox, type Delivery, type Inbox } from '../../src/store/inbox.ts'
import type { Store } from '../../src/store/open-store.ts'
import { databases, useTestStore } from '../support/databases.ts'

const start = '2026-11-23T01:00:00.000Z'
const lease = { platform: 'slack', limit: 100, leaseMs: 30_000 }

describe.each(databases)('inbox on %s', (provider) => {
  const database = useTestStore(provider)
  const clock = fixedClock(start)
  let store: Store
  let inbox: Inbox

  beforeEach(async () => {
    store = database().store
    await database().clear()
    clock.set(start)
    inbox = createInbox(store, clock)
  })

  const delivery = (deliveryId: string, body = '/log 拜访'): Delivery => ({
    platform: 'slack',
    deliveryId,
    kind: 'command',
    body,
    receivedAt: clock.now(),
  })
  const idsOf = (deliveries: { deliveryId: string }[]) => deliveries.map(({ deliveryId }) => deliveryId)

  it('keeps what is delivered and tells the second delivery apart', async () => {
    expect(await inbox.keep(delivery('a'))).toBe('kept')
    expect(await inbox.keep(delivery('a'))).toBe('duplicate')
    expect(await inbox.keep({ ...delivery('a'), platform: 'wecom' })).toBe('kept')
    expect(await store.db.inbox.findMany({ where: { platform: 'slack' } })).toMatchObject([
      { deliveryId: 'a', body: '/log 拜访', receivedAt: clock.now(), doneAt: null, attempts: 0 },
    ])
  })

  it('forgets what was delivered once it is done, and still tells the second delivery apart', async () => {
    await inbox.keep(delivery('a', '/log 拜访康民'))
    await inbox.done({ platform: 'slack', deliveryId: 'a' })
    await inbox.flush()
    const [row] = await store.db.inbox.findMany()
    expect(row).toMatchObject({ body: '', doneAt: clock.now() })
    expect(await inbox.keep(delivery('a', '/log 拜访康民'))).toBe('duplicate')
  })

  it('keeps one of many that come at once with the same id', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 1_000 }, (_, i) => inbox.keep(delivery(String(i % 400)))),
    )
    expect(outcomes.filter((outcome) => outcome === 'kept')).toHaveLength(400)
    expect(await store.db.inbox.count()).toBe(400)
  })

  it('fails one delivery that the database refuses without its neighbours', async () => {
    const spoilt = { ...delivery('bad'), body: null as unknown as string }
    const outcomes = await Promise.allSettled([
      inbox.keep(delivery('a')),
      inbox.keep(spoilt),
      inbox.keep(delivery('b')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await store.db.inbox.count()).toBe(2)
  })

  it('does not wait behind all the transactions that wait', async () => {
    const order: string[] = []
    const addTeam = (id: string) =>
      store
        .transaction((tx) => tx.team.create({ data: { id, key: id, name: id } }))
        .then(() => order.push(`transaction ${id}`))
    const work = Array.from({ length: 40 }, (_, i) => addTeam(`${i}`))
    await Promise.all([...work, inbox.keep(delivery('a')).then(() => order.push('kept'))])
    expect(order).toHaveLength(41)
    expect(order.indexOf('kept')).toBeLessThan(40)
  })

  it('refuses to keep inside a transaction, where it would wait for itself', async () => {
    await store.transaction(async () => {
      await expect(inbox.keep(delivery('a'))).rejects.toThrow('through the tx')
    })
  })

  it('takes up again only what is not done, and not while another has it', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => inbox.keep(delivery(id))))
    await inbox.done(delivery('b'))
    expect(await inbox.takePending(lease)).toEqual([])
    clock.advance(60_000)
    const taken = await inbox.takePending(lease)
    expect(idsOf(taken).sort()).toEqual(['a', 'c'])
    expect(taken[0]).toMatchObject({ platform: 'slack', kind: 'command', attempts: 1, error: null })
    expect(taken[0]?.receivedAt).toEqual(new Date(start))
    expect(await inbox.takePending(lease)).toEqual([])
    clock.advance(30_000)
    expect(await inbox.takePending(lease)).toMatchObject([{ attempts: 2 }, { attempts: 2 }])
  })

  it('hands a platform what came from it, and nothing else', async () => {
    await inbox.keep(delivery('a'))
    await inbox.keep({ ...delivery('b'), platform: 'another' })
    const options = { ...lease, orphans: 'all' } as const
    expect(idsOf(await inbox.takePending({ ...options, platform: 'another' }))).toEqual(['b'])
    expect(idsOf(await inbox.takePending(options))).toEqual(['a'])
  })

  it('takes up at once what a dead process left, when there is no other', async () => {
    await inbox.keep(delivery('a'))
    expect(idsOf(await inbox.takePending({ ...lease, orphans: 'all' }))).toEqual(['a'])
  })

  it('sets a failed delivery aside until its time, and for good when it is given up', async () => {
    await Promise.all(['a', 'b'].map((id) => inbox.keep(delivery(id))))
    const retryAt = new Date('2026-11-23T01:10:00Z')
    await inbox.failed(delivery('a'), { error: 'not yet', retryAt })
    await inbox.failed(delivery('b'), { error: 'never', retryAt: null })
    clock.set('2026-11-23T01:09:59Z')
    expect(await inbox.takePending(lease)).toEqual([])
    clock.set(retryAt)
    expect(await inbox.takePending(lease)).toMatchObject([{ deliveryId: 'a', error: 'not yet' }])
    expect(await store.db.inbox.findMany({ where: { error: 'never' } })).toMatchObject([
      { doneAt: new Date(start) },
    ])
  })

  it('gives each pending delivery to one of two processes', async () => {
    const another = createInbox(await database().openAnother(), clock)
    await Promise.all(Array.from({ length: 60 }, (_, i) => inbox.keep(delivery(String(i)))))
    clock.advance(60_000)
    const taken: string[] = []
    const take = async (one: Inbox) => {
      for (;;) {
        const some = await one.takePending({ ...lease, limit: 7 })
        if (some.length === 0) return
        taken.push(...idsOf(some))
      }
    }
    await Promise.all([take(inbox), take(another), take(inbox), take(another)])
    expect(taken).toHaveLength(60)
    expect(new Set(taken).size).toBe(60)
  })

  it('still holds every delivery that was acknowledged when its process is killed', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, '../support/keep-until-killed.ts'), database().url],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const acknowledged: string[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line)
      if (acknowledged.length === 2_000) child.kill('SIGKILL')
    }
    if (child.signalCode === null) await once(child, 'exit')
    const kept = new Set(idsOf(await store.db.inbox.findMany({ select: { deliveryId: true } })))
    expect(acknowledged.length).toBeGreaterThanOrEqual(2_000)
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  })
})
