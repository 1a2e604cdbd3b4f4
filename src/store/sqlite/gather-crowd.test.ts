import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createCrowdGatherer } from './gather-crowd.ts'

let now = 0
beforeEach(() => {
  now = 1_000
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => void vi.restoreAllMocks())

/** Begins a batch to which `waiting` have come so far; what comes later is counted up. */
function begin(gather: ReturnType<typeof createCrowdGatherer>, waiting: number) {
  const batch = { waiting, isClosed: false }
  gather(
    () => {
      batch.isClosed = true
    },
    () => batch.waiting,
  )
  return batch
}

async function openCrowd() {
  const gather = createCrowdGatherer()
  expect(begin(gather, 2)).toMatchObject({ isClosed: false })
  await turn()
  return gather
}

it('closes at the end of the turn for one alone', async () => {
  const gather = createCrowdGatherer()
  for (const waiting of [1, 1, 3]) {
    const batch = begin(gather, waiting)
    await turn()
    expect(batch.isClosed).toBe(true)
  }
})

it('waits while others of a crowd are coming, until none came for a while', async () => {
  const batch = begin(await openCrowd(), 1)
  for (const waiting of [2, 3, 4]) {
    now += 0.09
    batch.waiting = waiting
    await turn()
    expect(batch.isClosed).toBe(false)
  }
  now += 0.11
  await turn()
  await turn()
  expect(batch.isClosed).toBe(true)
})

it('lets nobody wait for more than two milliseconds, however many come', async () => {
  const batch = begin(await openCrowd(), 1)
  for (let turns = 0; !batch.isClosed; turns += 1) {
    now += 0.05
    batch.waiting += 1
    await turn()
    expect(turns).toBeLessThan(45)
  }
  expect(now).toBeGreaterThan(1_001.9)
})

it('expects nobody once the crowd has passed', async () => {
  const gather = await openCrowd()
  now += 11
  const batch = begin(gather, 1)
  await turn()
  expect(batch.isClosed).toBe(true)
})
