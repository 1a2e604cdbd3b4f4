import { beforeEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../src/clock.ts'
import { countDeadMessages, listDeadMessages, requeueMessage } from '../../src/store/dead-messages.ts'
import type { Store } from '../../src/store/open-store.ts'
import {
  claimMessages,
  enqueue,
  markDead,
  markRetry,
  markSent,
  type NewMessage,
} from '../../src/store/outbox.ts'
import { databases, useTestStore } from '../support/databases.ts'

const start = '2026-11-23T01:00:00.000Z'
const place = { channel: 'D1', ts: '1700000000.000100' }

describe.each(databases)('outbox on %s', (provider) => {
  const database = useTestStore(provider)
  const clock = fixedClock(start)
  let store: Store

  beforeEach(async () => {
    store = database().store
    await database().clear()
    clock.set(start)
  })

  const message = (dedupeKey: string, more: Partial<NewMessage> = {}): NewMessage => ({
    platform: 'slack',
    target: 'person:p1',
    card: { title: '周计划', lines: ['一', '二'] },
    dedupeKey,
    ...more,
  })
  const add = (...messages: NewMessage[]) =>
    store.transaction(async (tx) => {
      const added = []
      for (const each of messages) added.push(await enqueue(tx, each, clock.now()))
      return added
    })
  const claim = (more: { limit?: number; owner?: string; from?: Store } = {}) =>
    claimMessages(more.from ?? store, {
      limit: more.limit ?? 10,
      now: clock.now(),
      owner: more.owner ?? 'a',
      leaseMs: 30_000,
    })
  const claimOne = async () => {
    const [first] = await claim({ limit: 1 })
    if (!first) throw new Error('nothing to claim')
    return first
  }
  const keysOf = (messages: { dedupeKey: string }[]) => messages.map(({ dedupeKey }) => dedupeKey)

  it('tells a key once, however often it is enqueued', async () => {
    expect(await add(message('m1'), message('m1'))).toEqual([true, false])
    expect(await add(message('m1'))).toEqual([false])
    await markSent(store, await claimOne(), place, clock.now())
    expect(await add(message('m1'))).toEqual([false])
    expect(await claim()).toEqual([])
  })

  it('forgets what a rolled-back transaction wanted to tell', async () => {
    const failing = store.transaction(async (tx) => {
      await enqueue(tx, message('m1'), clock.now())
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await claim()).toEqual([])
  })

  it('hands over the whole message with its picture', async () => {
    const png = Uint8Array.from([137, 80, 78, 71])
    await add(message('m1', { slotKey: 's', threadOf: 't', picture: { name: 'kpi.png', png } }))
    expect(await claimOne()).toMatchObject({
      platform: 'slack',
      target: 'person:p1',
      card: { title: '周计划', lines: ['一', '二'] },
      dedupeKey: 'm1',
      slotKey: 's',
      threadOf: 't',
      attempts: 1,
      uncertain: false,
      claimedBy: 'a',
      createdAt: new Date(start),
      picture: { name: 'kpi.png', png },
      sentAs: null,
      thread: null,
    })
  })

  it('keeps the order of each target, one message at a time', async () => {
    await add(
      message('a1'),
      message('a2'),
      message('b1', { target: 'channel:team' }),
      message('w1', { platform: 'wecom' }),
      message('a3'),
    )
    const first = await claim()
    expect(keysOf(first)).toEqual(['a1', 'b1', 'w1'])
    expect(await claim()).toEqual([])
    for (const each of first) await markSent(store, each, place, clock.now())
    expect(keysOf(await claim())).toEqual(['a2'])
  })

  it('lets a message that waits for its retry hold those behind it, and a dead one not', async () => {
    await add(message('a1'), message('a2'), message('a3'))
    const later = new Date('2026-11-23T01:05:00Z')
    expect(await markRetry(store, await claimOne(), { nextAt: later, error: 'rate limited' })).toBe(true)
    expect(await claim()).toEqual([])
    clock.set(later)
    const again = await claimOne()
    expect(again).toMatchObject({ dedupeKey: 'a1', attempts: 2, uncertain: false })
    expect(await markDead(store, again, 'channel_not_found')).toBe(true)
    expect(keysOf(await claim())).toEqual(['a2'])
  })

  it('does not send before its time', async () => {
    await add(message('m1', { sendAt: new Date('2026-11-23T02:00:00Z') }))
    expect(await claim()).toEqual([])
    clock.set('2026-11-23T02:00:00Z')
    expect(keysOf(await claim())).toEqual(['m1'])
  })

  it('gives the message of a dead process to another, as uncertain', async () => {
    await add(message('m1'), message('m2'))
    const lost = await claimOne()
    clock.advance(29_999)
    expect(await claim({ owner: 'b' })).toEqual([])
    clock.advance(1)
    const [taken] = await claim({ owner: 'b' })
    expect(taken).toMatchObject({ dedupeKey: 'm1', uncertain: true, attempts: 2, claimedBy: 'b' })
    const nextAt = clock.now()
    expect(await markRetry(store, lost, { nextAt, error: 'late' })).toBe(false)
    expect(await markDead(store, lost, 'late')).toBe(false)
    await markSent(store, lost, place, clock.now())
    expect(keysOf(await claim())).toEqual(['m2'])
  })

  it('stays uncertain after a time-out until the platform has answered', async () => {
    await add(message('m1'))
    const nextAt = clock.now()
    await markRetry(store, await claimOne(), { nextAt, error: 'time-out', uncertain: true })
    const second = await claimOne()
    expect(second.uncertain).toBe(true)
    await markRetry(store, second, { nextAt, error: 'ratelimited' })
    expect((await claimOne()).uncertain).toBe(false)
  })

  it('remembers where a slot stands, so that the next card edits it and answers find its thread', async () => {
    await add(message('m1', { slotKey: 'plan' }))
    await markSent(store, await claimOne(), place, clock.now())
    await add(message('m2', { slotKey: 'plan' }), message('m3', { threadOf: 'plan' }))
    const edit = await claimOne()
    expect(edit).toMatchObject({ dedupeKey: 'm2', sentAs: place, thread: null })
    const moved = { channel: 'D1', ts: '1700000099.000100' }
    await markSent(store, edit, moved, clock.now())
    expect(await claimOne()).toMatchObject({ dedupeKey: 'm3', sentAs: null, thread: moved })
  })

  it('lets nobody wait for what is meant for later, but what changes or answers it', async () => {
    const sendAt = new Date(clock.now().getTime() + 60_000)
    await add(
      message('later', { sendAt, slotKey: 's1' }),
      message('now'),
      message('change', { slotKey: 's1' }),
      message('reply', { threadOf: 's1' }),
      message('behind'),
    )
    for (const key of ['now', 'behind']) {
      expect((await claimOne()).dedupeKey).toBe(key)
      await store.db.outbox.deleteMany({ where: { dedupeKey: key } })
    }
    expect(await claim()).toEqual([])
    clock.advance(60_000)
    expect((await claimOne()).dedupeKey).toBe('later')
  })

  it('keeps dead letters and gives one another chance', async () => {
    await add(message('m1'), message('m2', { target: 'person:p2' }))
    for (const each of await claim()) {
      await markDead(store, each, 'user_disabled', each.dedupeKey === 'm1' ? 'left' : undefined)
    }
    for (const [id, teamId] of [
      ['p1', 't1'],
      ['p2', 't2'],
    ] as const) {
      await store.db.team.create({ data: { id: teamId, key: teamId, name: teamId } })
      const at = { createdAt: clock.now(), updatedAt: clock.now() }
      const person = { id, name: id, teamId, language: 'en', zone: 'UTC', ...at }
      await store.db.person.create({ data: person })
    }
    const page = { take: 10, skip: 0 }
    const of = (teamIds: readonly string[], isRefused: boolean) => ({
      teamIds,
      isRefused,
      refusals: ['left'],
    })
    const list = (isRefused: boolean) => listDeadMessages(store, of(['t1', 't2'], isRefused), page)
    expect(
      [...(await list(false)), ...(await list(true))].map((m) => [m.target, m.error, m.refusal]),
    ).toEqual([
      ['person:p2', 'user_disabled', null],
      ['person:p1', 'user_disabled', 'left'],
    ])
    expect(await countDeadMessages(store, of(['t1', 't2'], true))).toBe(1)
    // Whoever administers one team sees that team's alone.
    expect(await countDeadMessages(store, of(['t1'], false))).toBe(0)
    const [own] = await listDeadMessages(store, of(['t1'], true), page)
    expect(own?.target).toBe('person:p1')
    const id = own?.id ?? 0
    const requeue = (teamIds: readonly string[]) =>
      store.transaction((tx) => requeueMessage(store, tx, { id, teamIds, now: clock.now() }))
    expect(await requeue(['t2'])).toBe(false)
    expect(await requeue(['t1', 't2'])).toBe(true)
    expect(await requeue(['t1', 't2'])).toBe(false)
    expect(await claimOne()).toMatchObject({ dedupeKey: 'm1', attempts: 1 })
  })

  it('lets two processes deliver everything once and in order', async () => {
    const another = await database().openAnother()
    const targets = Array.from({ length: 8 }, (_, i) => `person:p${i}`)
    await add(...Array.from({ length: 80 }, (_, i) => message(`m${i}`, { target: targets[i % 8] ?? '' })))
    const sent: string[] = []
    const deliver = async (from: Store, owner: string) => {
      for (let idle = 0; idle < 3; ) {
        const claimed = await claim({ limit: 3, owner, from })
        idle = claimed.length === 0 ? idle + 1 : 0
        for (const each of claimed) {
          sent.push(each.dedupeKey)
          await markSent(from, each, place, clock.now())
        }
      }
    }
    await Promise.all([
      deliver(store, 'a'),
      deliver(another, 'b'),
      deliver(store, 'c'),
      deliver(another, 'd'),
    ])
    await deliver(store, 'e')
    expect(sent).toHaveLength(80)
    expect(new Set(sent).size).toBe(80)
    for (const [i] of targets.entries()) {
      const numbers = sent.map((key) => Number(key.slice(1))).filter((n) => n % 8 === i)
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    }
  })
})
