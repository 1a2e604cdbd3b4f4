import { expect, test } from 'vitest'
import { createSpread } from './spread.ts'

const spread = createSpread(new Map([['busy', new Set([0, 30])]]))
const to = (target: string, platform = 'busy') => ({ platform, target })
const at = (time: string) => new Date(`2026-11-18T${time}Z`)

test('moves what falls into a crowded minute into the four after it', () => {
  const targets = Array.from({ length: 500 }, (_, n) => `person:${n}`)
  for (const minute of ['01:00', '01:30']) {
    const moments = targets.map((target) => spread(to(target), at(`${minute}:59.900`)).getTime())
    const first = at(`${minute}:00`).getTime() + 60_000
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(first)
    expect(Math.max(...moments)).toBeLessThan(first + 240_000)
    const byMinute = [0, 1, 2, 3].map(
      (n) => moments.filter((moment) => Math.floor((moment - first) / 60_000) === n).length,
    )
    expect(Math.max(...byMinute)).toBeLessThan(170)
  }
})

test('keeps together, and in order, what goes to one target in one minute', () => {
  const moment = spread(to('person:a'), at('01:00:05'))
  expect(spread(to('person:a'), at('01:00:40'))).toEqual(moment)
})

test('leaves other minutes and other platforms alone', () => {
  for (const time of ['00:59:59', '01:01:00', '01:15:00', '01:29:59'])
    expect(spread(to('person:a'), at(time))).toEqual(at(time))
  expect(spread(to('person:a', 'calm'), at('01:00:00'))).toEqual(at('01:00:00'))
})
