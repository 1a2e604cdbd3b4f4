import { beforeEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../src/clock.ts'
import { claimRun, failRun, finishRun, lastSlot, listUnfinishedRuns } from '../../src/store/jobs.ts'
import type { Store } from '../../src/store/open-store.ts'
import { databases, useTestStore } from '../support/databases.ts'

const start = '2026-11-23T01:00:00.000Z'
const run = { job: 'digest', slot: '2026-11-23T09:00+08:00' }

describe.each(databases)('job runs on %s', (provider) => {
  const database = useTestStore(provider)
  const clock = fixedClock(start)
  let store: Store

  beforeEach(async () => {
    store = database().store
    await database().clear()
    clock.set(start)
  })

  const claim = (owner: string, more: { from?: Store; slot?: string; slotAt?: Date; again?: boolean } = {}) =>
    claimRun(more.from ?? store, {
      ...run,
      slotAt: new Date(start),
      ...more,
      owner,
      leaseMs: 60_000,
      now: clock.now(),
    })

  it('gives a slot to one of many who ask from two processes', async () => {
    const another = await database().openAnother()
    const claims = Array.from({ length: 20 }, (_, i) => claim(`o${i}`, { from: i % 2 ? store : another }))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
  })

  it('runs a finished or failed slot again only when an operator says so', async () => {
    await claim('a')
    expect(await finishRun(store, { ...run, owner: 'a' }, clock.now(), '3 sent')).toBe(true)
    clock.advance(3_600_000)
    expect(await claim('b')).toBeUndefined()
    expect(await claim('b', { again: true })).toBe(2)
    expect(await failRun(store, { ...run, owner: 'b' }, clock.now(), 'no policy', null)).toBe(true)
    expect(await claim('c')).toBeUndefined()
    expect(await store.db.jobRun.findFirst()).toMatchObject({
      state: 'failed',
      summary: 'no policy',
      attempts: 2,
    })
  })

  it('does not run a slot again while its run goes on, whoever wishes it', async () => {
    await claim('a')
    expect(await claim('b', { again: true })).toBeUndefined()
  })

  it('lets a run be taken over when its lease is over, and no longer ended by its first process', async () => {
    await claim('a')
    clock.advance(59_999)
    expect(await claim('b')).toBeUndefined()
    expect(await listUnfinishedRuns(store, clock.now())).toEqual([])
    clock.advance(1)
    expect(await listUnfinishedRuns(store, clock.now())).toEqual([{ ...run, slotAt: new Date(start) }])
    expect(await claim('b')).toBe(2)
    expect(await finishRun(store, { ...run, owner: 'a' }, clock.now(), 'late')).toBe(false)
    expect(await finishRun(store, { ...run, owner: 'b' }, clock.now(), 'ok')).toBe(true)
  })

  it('gives a run that failed to whoever comes when its wait is over', async () => {
    expect(await claim('a')).toBe(1)
    const retryAt = new Date(clock.now().getTime() + 60_000)
    expect(await failRun(store, { ...run, owner: 'a' }, clock.now(), 'locked', retryAt)).toBe(true)
    clock.advance(59_999)
    expect([await claim('b'), await listUnfinishedRuns(store, clock.now())]).toEqual([undefined, []])
    clock.advance(1)
    expect(await listUnfinishedRuns(store, clock.now())).toHaveLength(1)
    expect(await claim('b')).toBe(2)
  })

  it('names the latest slot of a job, where catching up begins', async () => {
    const last = (job: string) => lastSlot(store, job, new Date('2026-11-23'))
    expect(await last('digest')).toBeNull()
    // The last was claimed by a clock that ran ahead.
    const slots = ['2026-11-20', '2026-11-22', '2026-11-21', '2027-01-01']
    for (const slot of slots) await claim('a', { slot, slotAt: new Date(slot) })
    expect(await last('digest')).toEqual({
      slot: '2026-11-22',
      slotAt: new Date('2026-11-22'),
      state: 'running',
    })
    expect(await last('purge')).toBeNull()
  })
})
