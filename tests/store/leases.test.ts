import { beforeEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../src/clock.ts'
import { dropLease, findLease, takeLease } from '../../src/store/leases.ts'
import type { Store } from '../../src/store/open-store.ts'
import { databases, useTestStore } from '../support/databases.ts'

const start = '2026-11-23T01:00:00.000Z'
const leaseMs = 20_000

describe.each(databases)('leases on %s', (provider) => {
  const database = useTestStore(provider)
  const clock = fixedClock(start)
  let store: Store

  beforeEach(async () => {
    store = database().store
    await database().clear()
    clock.set(start)
  })

  const take = (owner: string, more: { from?: Store; isOnlyProcess?: boolean; note?: string } = {}) =>
    takeLease(more.from ?? store, { name: 'line', owner, leaseMs, now: clock.now(), note: 'well', ...more })

  it('gives it to one of many who ask from two processes', async () => {
    const another = await database().openAnother()
    const asked = Array.from({ length: 20 }, (_, i) => take(`o${i}`, { from: i % 2 ? store : another }))
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1)
  })

  it('is its holder’s while that renews it, since when it was first taken', async () => {
    expect(await take('a')).toBe(true)
    clock.advance(leaseMs - 1)
    expect(await take('b')).toBe(false)
    expect(await take('a', { note: 'busy' })).toBe(true)
    clock.advance(leaseMs - 1)
    expect(await take('b')).toBe(false)
    expect(await findLease(store, 'line')).toMatchObject({
      owner: 'a',
      heldSince: new Date(start),
      note: 'busy',
    })
  })

  it('is another’s once it has run out, and then no longer the first one’s', async () => {
    await take('a')
    clock.advance(leaseMs)
    expect(await take('b')).toBe(true)
    expect(await take('a')).toBe(false)
    expect(await findLease(store, 'line')).toMatchObject({ owner: 'b', heldSince: clock.now() })
  })

  it('is free at once when its holder lets go, and only then', async () => {
    await take('a')
    await dropLease(store, { name: 'line', owner: 'b', now: clock.now(), note: 'gone' })
    expect(await take('b')).toBe(false)
    await dropLease(store, { name: 'line', owner: 'a', now: clock.now(), note: 'gone' })
    expect(await take('b')).toBe(true)
  })

  it('is taken over at once by a process that is alone', async () => {
    await take('a')
    expect(await take('b', { isOnlyProcess: true })).toBe(true)
  })

  it('is one of several by its name', async () => {
    await take('a')
    expect(await takeLease(store, { name: 'other', owner: 'b', leaseMs, now: clock.now(), note: '' })).toBe(
      true,
    )
  })
})
