import { expect, it } from 'vitest'
import { readLocalTime, writeLocalTime } from './local-time.ts'

it('reads a wall clock in its zone and writes it back', () => {
  const seconds = readLocalTime('2026-11-18T16:05', 'Asia/Shanghai')
  expect(seconds).toBe(Date.parse('2026-11-18T08:05:00Z') / 1000)
  expect(writeLocalTime(seconds, 'Asia/Shanghai')).toBe('2026-11-18T16:05')
})
