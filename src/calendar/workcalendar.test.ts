import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HolidayDataMissing } from './calendar-error.ts'
import { daysBetween } from './days.ts'
import { type CalendarSettings, createCalendar } from './workcalendar.ts'

const CHINA: CalendarSettings = { country: 'CN', weekend: [6, 7], overrides: {}, zone: 'Asia/Shanghai' }
const china = createCalendar(CHINA)

describe('the Chinese calendar', () => {
  it('knows the days around National Day 2026 with their make-up workdays', () => {
    const kinds = daysBetween('2026-09-19', '2026-10-11').map((day) => `${day} ${china.dayKind(day)}`)
    expect(kinds).toEqual([
      '2026-09-19 weekend',
      '2026-09-20 make-up-workday',
      '2026-09-21 workday',
      '2026-09-22 workday',
      '2026-09-23 workday',
      '2026-09-24 workday',
      '2026-09-25 holiday',
      '2026-09-26 holiday',
      '2026-09-27 holiday',
      '2026-09-28 workday',
      '2026-09-29 workday',
      '2026-09-30 workday',
      '2026-10-01 holiday',
      '2026-10-02 holiday',
      '2026-10-03 holiday',
      '2026-10-04 holiday',
      '2026-10-05 holiday',
      '2026-10-06 holiday',
      '2026-10-07 holiday',
      '2026-10-08 workday',
      '2026-10-09 workday',
      '2026-10-10 make-up-workday',
      '2026-10-11 weekend',
    ])
  })

  it('steps over the holiday in both directions', () => {
    expect(china.nextWorkday('2026-09-30')).toBe('2026-10-08')
    expect(china.addWorkdays('2026-09-30', 3)).toBe('2026-10-10')
    expect(china.addWorkdays('2026-10-03', 1)).toBe('2026-10-08')
    expect(china.previousWorkday('2026-10-08')).toBe('2026-09-30')
    expect(china.addWorkdays('2026-10-12', -3)).toBe('2026-10-08')
    expect(china.addWorkdays('2026-10-03', 0)).toBe('2026-10-03')
    expect(china.workdaysBetween('2026-09-28', '2026-10-11')).toHaveLength(6)
  })

  it.each([
    ['previous-workday', '2026-09-30'],
    ['next-workday', '2026-10-08'],
    ['stay', '2026-10-02'],
  ] as const)('moves a deadline of 2 October by the rule %s', (rule, moved) => {
    expect(china.moveToWorkday('2026-10-02', rule)).toBe(moved)
    expect(china.moveToWorkday('2026-10-10', rule)).toBe('2026-10-10')
  })

  it('lets the company override any day', () => {
    const calendar = createCalendar({
      ...CHINA,
      overrides: {
        '2026-10-02': 'workday',
        '2026-10-08': 'holiday',
        '2026-12-31': 'half',
        '2027-01-04': 'workday',
      },
    })
    expect(calendar.isWorkday('2026-10-02')).toBe(true)
    expect(calendar.isWorkday('2026-10-08')).toBe(false)
    expect(calendar.workHalves('2026-12-31')).toEqual({ am: true, pm: false })
    expect(calendar.workFraction('2026-12-31')).toBe(0.5)
    // The override answers even in a year without data.
    expect(calendar.isWorkday('2027-01-04')).toBe(true)
    expect(() => calendar.isWorkday('2027-01-05')).toThrow(HolidayDataMissing)
  })

  it('counts a one-day weekend and still keeps public holidays', () => {
    const calendar = createCalendar({ ...CHINA, weekend: [7] })
    expect(calendar.dayKind('2026-11-21')).toBe('workday')
    expect(calendar.dayKind('2026-10-03')).toBe('holiday')
  })

  it('throws for a year without data rather than guess', () => {
    expect(() => china.isWorkday('2027-03-01')).toThrow(HolidayDataMissing)
    expect(() => china.addWorkdays('2026-12-31', 1)).toThrow('add the year to the policy file')
    expect(() => china.isWorkday('2003-03-03')).toThrow(HolidayDataMissing)
    expect(china.isWorkday('2026-12-31')).toBe(true)
  })

  it('takes a later year from the table of the policy', () => {
    const calendar = createCalendar({
      ...CHINA,
      years: { '2027': { holidays: ['2027-01-01'], workdays: ['2027-01-02'] } },
    })
    expect(calendar.addWorkdays('2026-12-31', 1)).toBe('2027-01-02')
    expect(calendar.dayKind('2027-01-02')).toBe('make-up-workday')
    expect(calendar.isWorkday('2027-01-04')).toBe(true)
  })

  it('reports missing data from a month before the year, by the clock of its own zone', () => {
    expect(china.holidayDataGap(new Date('2026-11-30T15:59:00Z'))).toBeNull()
    expect(china.holidayDataGap(new Date('2026-11-30T16:00:00Z'))).toEqual({ year: 2027, urgent: false })
    expect(china.holidayDataGap(new Date('2026-12-31T16:00:00Z'))).toEqual({ year: 2027, urgent: true })
    const supplied = createCalendar({ ...CHINA, years: { 2027: { holidays: [], workdays: [] } } })
    expect(supplied.holidayDataGap(new Date('2026-12-15T00:00:00Z'))).toBeNull()
  })
})

describe('personal leave', () => {
  it('is counted in halves', () => {
    const leaves = [{ from: '2026-11-18', fromHalf: 'pm', to: '2026-11-20', toHalf: 'am' }] as const
    expect(daysBetween('2026-11-17', '2026-11-21').map((day) => china.workFraction(day, leaves))).toEqual([
      1, 0.5, 0, 0.5, 0,
    ])
    expect(china.workHalves('2026-11-18', leaves)).toEqual({ am: true, pm: false })
    expect(china.workHalves('2026-11-20', leaves)).toEqual({ am: false, pm: true })
    expect(china.workFractionBetween('2026-11-16', '2026-11-22', leaves)).toBe(3)
    expect(china.addWorkdays('2026-11-18', 1, leaves)).toBe('2026-11-20')
    expect(china.addWorkdays('2026-11-18', 1, [{ from: '2026-11-19', to: '2026-11-20' }])).toBe('2026-11-23')
  })

  it('of one morning leaves the afternoon', () => {
    expect(china.workHalves('2026-11-18', [{ from: '2026-11-18', to: '2026-11-18', toHalf: 'am' }])).toEqual({
      am: false,
      pm: true,
    })
  })

  it('that ends before it starts is an error', () => {
    const backwards = [{ from: '2026-11-18', fromHalf: 'pm', to: '2026-11-18', toHalf: 'am' }] as const
    expect(() => china.workFraction('2026-11-18', backwards)).toThrow('invalid-leave')
  })
})

describe('a calendar without public holidays', () => {
  const plain = createCalendar({ country: 'none', weekend: [6, 7], overrides: {}, zone: 'America/New_York' })

  it('knows weekends of every year and lacks nothing', () => {
    expect(plain.dayKind('2031-10-01')).toBe('workday')
    expect(plain.dayKind('2031-10-04')).toBe('weekend')
    expect(plain.holidayDataGap(new Date('2031-12-31T12:00:00Z'))).toBeNull()
  })

  it('gives up when no day is ever worked', () => {
    const never = createCalendar({
      country: 'none',
      weekend: [1, 2, 3, 4, 5, 6, 7],
      overrides: {},
      zone: 'UTC',
    })
    expect(() => never.nextWorkday('2026-01-01')).toThrow('no-workday-in-reach')
  })

  it('adds and subtracts workdays as inverses and in line with counting', () => {
    const day = fc.integer({ min: 0, max: 360 }).map((n) => daysBetween('2026-01-01', '2026-12-27')[n] ?? '')
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (start, count) => {
        const end = plain.addWorkdays(start, count)
        expect(plain.workdaysBetween(start, end)).toHaveLength(count + (plain.isWorkday(start) ? 1 : 0))
        if (plain.isWorkday(start)) expect(plain.addWorkdays(end, -count)).toBe(start)
      }),
    )
  })
})

it('takes a year nobody has supplied for one without holidays, where that is asked for', () => {
  const settings = { country: 'CN', weekend: [6, 7], overrides: {}, zone: 'Asia/Shanghai' } as const
  const calendar = createCalendar(settings)
  expect(() => calendar.isWorkday('2031-01-01')).toThrow('holiday-data-missing')
  const plain = calendar.withPlainYears()
  expect(['2031-01-01', '2031-01-04'].map((day) => plain.isWorkday(day))).toEqual([true, false])
  // Known years stay what they are.
  expect(plain.isWorkday('2026-10-01')).toBe(false)
  expect(() => calendar.isWorkday('2031-01-01')).toThrow('holiday-data-missing')
})
