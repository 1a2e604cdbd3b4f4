import { expect, test } from 'vitest'
import { backOffMs } from './back-off.ts'

test('waits twice as long after each attempt, up to a quarter of an hour', () => {
  expect([0, 1, 2, 3, 4].map(backOffMs)).toEqual([2_000, 2_000, 4_000, 8_000, 16_000])
  expect([10, 11, 100, 10_000].map(backOffMs)).toEqual([900_000, 900_000, 900_000, 900_000])
})
