import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPace, type Pace } from './pace.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** How long each of these waits that are begun at once lasts, in ms. */
async function waitsOf(...waits: readonly (() => ReturnType<Pace['wait']>)[]): Promise<number[]> {
  const from = performance.now()
  const lasted = waits.map(async (wait) => {
    await wait()
    return Math.round(performance.now() - from)
  })
  await vi.runAllTimersAsync()
  return Promise.all(lasted)
}

const times = <T>(count: number, each: T): T[] => Array.from({ length: count }, () => each)

test('lets a burst through and then keeps its distance', async () => {
  const pace = createPace({ gapMs: 1000, burst: 3 })
  const waits = times(5, () => pace.wait('slack', 'channel:sales-all'))
  expect(await waitsOf(...waits)).toEqual([0, 0, 0, 1000, 2000])
})

test('counts what goes to many for as many', async () => {
  const pace = createPace({ gapMs: 10, burst: 100 })
  const waits = times(4, () => pace.wait('wecom', 'groups', 60))
  expect(await waitsOf(...waits)).toEqual([0, 0, 210, 810])
})

test('keeps places apart from one another', async () => {
  const pace = createPace({ gapMs: 1000, burst: 1 })
  const places = ['person:a', 'person:b', 'channel:c'].map((place) => () => pace.wait('slack', place))
  expect(await waitsOf(...places, () => pace.wait('wecom', 'person:a'))).toEqual([0, 0, 0, 0])
})

test('a place that was quiet has its burst again, and no more', async () => {
  const pace = createPace({ gapMs: 1000, burst: 2 })
  const wait = () => pace.wait('slack', 'person:a')
  expect(await waitsOf(wait)).toEqual([0])
  vi.advanceTimersByTime(60_000)
  expect(await waitsOf(wait, wait, wait)).toEqual([0, 0, 1000])
})

test('a hold quietens the whole platform, and the longest one counts', async () => {
  const pace = createPace({ gapMs: 0, burst: 1 })
  pace.hold('slack', 30_000)
  pace.hold('slack', 5_000)
  expect(
    await waitsOf(
      () => pace.wait('slack', 'person:a'),
      () => pace.wait('slack', 'channel:c'),
      () => pace.wait('wecom', 'person:a'),
    ),
  ).toEqual([30_000, 30_000, 0])
  expect(await waitsOf(() => pace.wait('slack', 'person:a'))).toEqual([0])
})
