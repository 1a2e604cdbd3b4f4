import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOfNumber } from './days.ts'
import { daysOf, nextPeriod, PERIOD_KINDS, parsePeriod, periodOf, previousPeriod } from './periods.ts'

describe('periods', () => {
  it.each([
    ['2026-11-18', 'day', '2026-11-18', '2026-11-18', 2026, 18],
    ['2026-W48', 'week', '2026-11-23', '2026-11-29', 2026, 48],
    ['2026-W53', 'week', '2026-12-28', '2027-01-03', 2026, 53],
    ['2026-W01', 'week', '2025-12-29', '2026-01-04', 2026, 1],
    ['2026-02', 'month', '2026-02-01', '2026-02-28', 2026, 2],
    ['2026-12', 'month', '2026-12-01', '2026-12-31', 2026, 12],
    ['2026-Q4', 'quarter', '2026-10-01', '2026-12-31', 2026, 4],
    ['2028-Q1', 'quarter', '2028-01-01', '2028-03-31', 2028, 1],
    ['2026', 'year', '2026-01-01', '2026-12-31', 2026, 1],
  ])('reads %s', (key, kind, start, end, year, index) => {
    expect(parsePeriod(key)).toEqual({ key, kind, start, end, year, index })
  })

  it.each([
    '2025-W53',
    '2026-W00',
    '2026-W54',
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-02-29',
    '26',
    '2026-w48',
    '',
  ])('refuses %j', (key) => {
    expect(() => parsePeriod(key)).toThrow('invalid-period')
  })

  it('puts New Year 2027 in the last week of 2026', () => {
    expect(periodOf('2027-01-01', 'week').key).toBe('2026-W53')
    expect(nextPeriod(parsePeriod('2026-W53')).key).toBe('2027-W01')
    expect(previousPeriod(parsePeriod('2027-W01')).key).toBe('2026-W53')
    expect(nextPeriod(parsePeriod('2026-Q4')).key).toBe('2027-Q1')
    expect(previousPeriod(parsePeriod('2026-01')).key).toBe('2025-12')
  })

  it('covers every day once, in order, with keys that read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }).map(dayOfNumber),
        fc.constantFrom(...PERIOD_KINDS),
        (day, kind) => {
          const period = periodOf(day, kind)
          expect(daysOf(period)).toContain(day)
          expect(parsePeriod(period.key)).toEqual(period)
          expect(nextPeriod(period).start).toBe(addDays(period.end, 1))
          expect(previousPeriod(nextPeriod(period))).toEqual(period)
        },
      ),
      { numRuns: 300 },
    )
  })
})
