import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTime, instantOf, isZone, localOf, offsetMsAt, parseTime, readLocal } from './zones.ts'

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kathmandu',
]

describe('zones', () => {
  it('tells zones by their IANA name only', () => {
    expect(isZone('Asia/Shanghai')).toBe(true)
    expect(isZone('UTC')).toBe(true)
    expect(isZone('+08:00')).toBe(false)
    expect(isZone('Asia/Nanwan')).toBe(false)
    expect(() => offsetMsAt(new Date(0), 'Asia/Nanwan')).toThrow('invalid-zone')
    expect(() => instantOf('2026-01-01', 0, 'Asia/Nanwan')).toThrow('invalid-zone')
    expect(() => instantOf('2026-02-30', 0, 'UTC')).toThrow('invalid-day')
  })

  it('reads times up to 24:00', () => {
    expect(parseTime('09:05')).toBe(545)
    expect(parseTime('24:00')).toBe(1_440)
    expect(['9:00', '24:01', '12:60', '1200', ''].map(findTime)).toEqual([null, null, null, null, null])
    expect(() => parseTime('25:00')).toThrow('invalid-time')
  })

  it('turns a local day and time into an instant and back', () => {
    const noon = instantOf('2026-10-01', 12 * 60, 'Asia/Shanghai')
    expect(noon.toISOString()).toBe('2026-10-01T04:00:00.000Z')
    expect(localOf(noon, 'America/New_York')).toEqual({ day: '2026-10-01', minutes: 0 })
    expect(localOf(new Date('2026-10-01T03:59:59.999Z'), 'America/New_York')).toEqual({
      day: '2026-09-30',
      minutes: 1_439,
    })
    expect(instantOf('2026-12-31', 1_440, 'UTC').toISOString()).toBe('2027-01-01T00:00:00.000Z')
  })

  it('makes a skipped time explicit and moves it forward by the gap', () => {
    expect(readLocal('2026-03-08', 150, 'America/New_York')).toEqual({
      kind: 'gap',
      earlier: new Date('2026-03-08T06:30:00Z'),
      later: new Date('2026-03-08T07:30:00Z'),
    })
    expect(localOf(instantOf('2026-03-08', 150, 'America/New_York'), 'America/New_York').minutes).toBe(210)
  })

  it('makes a repeated time explicit and takes its first', () => {
    expect(readLocal('2026-11-01', 90, 'America/New_York')).toEqual({
      kind: 'overlap',
      earlier: new Date('2026-11-01T05:30:00Z'),
      later: new Date('2026-11-01T06:30:00Z'),
    })
    expect(instantOf('2026-11-01', 90, 'America/New_York').toISOString()).toBe('2026-11-01T05:30:00.000Z')
  })

  it('agrees with the platform about every instant', () => {
    const minute = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2036, 0) / 60_000 })
    fc.assert(
      fc.property(minute, fc.constantFrom(...ZONES), (minutes, zone) => {
        const instant = new Date(minutes * 60_000)
        const local = localOf(instant, zone)
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'short',
        }).format(instant)
        const [hours, rest] = [Math.floor(local.minutes / 60), local.minutes % 60]
        expect(`${local.day} ${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`).toBe(shown)
        const { earlier, later } = readLocal(local.day, local.minutes, zone)
        expect([earlier.getTime(), later.getTime()]).toContain(instant.getTime())
      }),
      { numRuns: 300 },
    )
  })
})
