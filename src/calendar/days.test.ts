import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayNumber, dayOfNumber, daysBetween, isDay, weekdayOf } from './days.ts'

describe('days', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00', '', '2026-00-10'])(
    'refuses %j as a day',
    (text) => {
      expect(isDay(text)).toBe(false)
      expect(() => dayNumber(text)).toThrow('invalid-day')
    },
  )

  it('knows leap days and weekdays', () => {
    expect(isDay('2028-02-29')).toBe(true)
    expect(weekdayOf('2026-10-01')).toBe(4)
    expect(weekdayOf('2026-10-04')).toBe(7)
    expect(weekdayOf('1969-12-29')).toBe(1)
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  })

  it('lists days with both ends and none backwards', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
    expect(daysBetween('2026-03-01', '2026-02-27')).toEqual([])
  })

  it('turns numbers into days and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 60_000 }), (number) => {
        expect(dayNumber(dayOfNumber(number))).toBe(number)
      }),
    )
  })
})
