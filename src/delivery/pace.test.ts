import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPace } from './pace.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

const slept: number[] = []
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => void slept.push(Math.round(ms)),
}))
beforeEach(() => void slept.splice(0))

test('lets a burst through and then keeps its distance', async () => {
  const pace = createPace({ gapMs: 1000, burst: 3 })
  for (let i = 0; i < 5; i += 1) await pace.wait('slack', 'channel:sales-all')
  expect(slept).toEqual([1000, 2000])
})

test('keeps places apart from one another', async () => {
  const pace = createPace({ gapMs: 1000, burst: 1 })
  for (const place of ['person:a', 'person:b', 'channel:c']) await pace.wait('slack', place)
  await pace.wait('wecom', 'person:a')
  expect(slept).toEqual([])
})

test('a place that was quiet has its burst again, and no more', async () => {
  const pace = createPace({ gapMs: 1000, burst: 2 })
  await pace.wait('slack', 'person:a')
  vi.advanceTimersByTime(60_000)
  for (let i = 0; i < 3; i += 1) await pace.wait('slack', 'person:a')
  expect(slept).toEqual([1000])
})

test('a hold quietens the whole platform, and the longest one counts', async () => {
  const pace = createPace({ gapMs: 0, burst: 1 })
  pace.hold('slack', 30_000)
  pace.hold('slack', 5_000)
  await pace.wait('slack', 'person:a')
  await pace.wait('slack', 'channel:c')
  await pace.wait('wecom', 'person:a')
  expect(slept).toEqual([30_000, 30_000])
  vi.advanceTimersByTime(30_001)
  await pace.wait('slack', 'person:a')
  expect(slept).toEqual([30_000, 30_000])
})
