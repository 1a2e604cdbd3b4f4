import { describe, expect, it } from 'vitest'
import { findJump, readWallClock, writeWallClock } from './workspace-time.ts'

const SHANGHAI = 'Asia/Shanghai'
const jump = (kind: Parameters<typeof findJump>[0], now: string, zone = SHANGHAI) =>
  findJump(kind, Date.parse(now), zone)

describe('jumps of the clock', () => {
  it('go to the next workday at nine, later today if nine is still to come', () => {
    expect(jump('next-workday', '2026-11-18T08:00:00Z')).toBe('2026-11-19T01:00:00Z')
    expect(jump('next-workday', '2026-11-18T00:30:00Z')).toBe('2026-11-18T01:00:00Z')
  })

  it('skip the weekend', () => {
    expect(jump('next-workday', '2026-11-20T09:00:00Z')).toBe('2026-11-23T01:00:00Z')
  })

  it('go to this Friday, or to the next one when five has passed', () => {
    expect(jump('friday', '2026-11-18T08:00:00Z')).toBe('2026-11-20T10:45:00Z')
    expect(jump('friday', '2026-11-20T10:45:00Z')).toBe('2026-11-27T10:45:00Z')
  })

  it('keep the wall clock over a change of daylight saving', () => {
    expect(jump('monday', '2026-10-23T12:00:00Z', 'Europe/London')).toBe('2026-10-26T09:00:00Z')
    expect(jump('monday', '2026-10-16T12:00:00Z', 'Europe/London')).toBe('2026-10-19T08:00:00Z')
  })
})

it('reads what it writes', () => {
  const ms = Date.parse('2026-11-18T08:05:00Z')
  expect(writeWallClock(ms, SHANGHAI)).toBe('2026-11-18T16:05')
  expect(readWallClock('2026-11-18T16:05', SHANGHAI)).toBe('2026-11-18T08:05:00Z')
  expect(readWallClock('soon', SHANGHAI)).toBeNull()
})
