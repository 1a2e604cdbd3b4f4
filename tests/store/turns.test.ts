import { beforeEach, describe, expect, it } from 'vitest'
import { holdTurns, takeTurn } from '../../src/store/turns.ts'
import { databases, useTestStore } from '../support/databases.ts'

const now = Date.parse('2026-11-18T08:00:00Z')
const rule = { gapMs: 4_000, burst: 5 }

describe.each(databases)('turns at a place, on %s', (provider) => {
  const database = useTestStore(provider)
  beforeEach(() => database().clear())

  it('are five at once and then one every four seconds: never more than twenty in a minute', async () => {
    const { store } = database()
    const waits: number[] = []
    for (let turn = 0; turn < 25; turn += 1) waits.push(await takeTurn(store, 'robot a', rule, now))
    expect(waits.slice(0, 7)).toEqual([0, 0, 0, 0, 0, 4_000, 8_000])
    for (const from of waits) {
      expect(waits.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(20)
    }
    expect(await takeTurn(store, 'robot b', rule, now)).toBe(0)
    // A quiet place has saved up its burst, and no more.
    const later: number[] = []
    for (let turn = 0; turn < 6; turn += 1)
      later.push(await takeTurn(store, 'robot a', rule, now + 3_600_000))
    expect(later).toEqual([0, 0, 0, 0, 0, 4_000])
  })

  it('count for as many as a message is read by', async () => {
    const { store } = database()
    const readers = { gapMs: 10, burst: 100, count: 60 }
    const waits: number[] = []
    for (let turn = 0; turn < 4; turn += 1) waits.push(await takeTurn(store, 'groups', readers, now))
    expect(waits).toEqual([0, 0, 210, 810])
  })

  it('are shared by two processes', async () => {
    const another = await database().openAnother()
    const stores = [database().store, another]
    const waits = await Promise.all(
      Array.from({ length: 20 }, (_, n) => takeTurn(stores[n % 2] ?? another, 'member a', rule, now)),
    )
    const gaps = Array.from({ length: 15 }, (_, n) => (n + 1) * 4_000)
    expect(waits.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, ...gaps])
  })

  it('wait for the end of a hold that another process was told, and the longest one counts', async () => {
    const { store, openAnother } = database()
    const another = await openAnother()
    await holdTurns(store, 'slack held', now + 30_000)
    await holdTurns(another, 'slack held', now + 5_000)
    const take = (place: string, heldBy?: string) =>
      takeTurn(another, place, { ...rule, ...(heldBy ? { heldBy } : {}) }, now)
    expect(await take('slack a', 'slack held')).toBe(30_000)
    expect(await take('slack b', 'slack held')).toBe(30_000)
    expect(await take('wecom a', 'wecom held')).toBe(0)
    expect(await takeTurn(store, 'slack a', { ...rule, heldBy: 'slack held' }, now + 30_000)).toBe(0)
  })
})
