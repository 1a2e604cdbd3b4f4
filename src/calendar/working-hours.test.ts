import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from './workcalendar.ts'
import { addWorkdaysAt, addWorkingHours, type WorkingTime } from './working-hours.ts'
import { instantOf, localOf, parseTime } from './zones.ts'

const ZONE = 'Asia/Shanghai'
const calendar = createCalendar({
  country: 'CN',
  weekend: [6, 7],
  overrides: { '2026-12-30': 'half' },
  zone: ZONE,
})
const hours = {
  intervals: [
    { startMinutes: parseTime('09:00'), endMinutes: parseTime('12:00') },
    { startMinutes: parseTime('13:30'), endMinutes: parseTime('18:00') },
  ],
  noonMinutes: parseTime('12:00'),
}
const work: WorkingTime = { hours, calendar }

function at(text: string, zone = ZONE): Date {
  return instantOf(text.slice(0, 10), parseTime(text.slice(11)), zone)
}

function shown(instant: Date, zone = ZONE): string {
  const { day, minutes } = localOf(instant, zone)
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

describe('addWorkingHours', () => {
  it.each([
    ['2026-11-20 18:00', 4, '2026-11-23 14:30', 'over a weekend'],
    ['2026-11-18 10:00', 2, '2026-11-18 12:00', 'to the end of the morning'],
    ['2026-11-18 10:00', 2.5, '2026-11-18 14:00', 'over lunch'],
    ['2026-11-18 12:30', 1, '2026-11-18 14:30', 'from the lunch break'],
    ['2026-11-18 06:00', 0, '2026-11-18 09:00', 'to the start of work'],
    ['2026-11-18 10:15', 0, '2026-11-18 10:15', 'not at all while at work'],
    ['2026-09-30 18:00', 4, '2026-10-08 14:30', 'over National Day'],
    ['2026-10-09 17:00', 4, '2026-10-10 12:00', 'into a make-up Saturday'],
    ['2026-12-30 11:00', 4, '2026-12-31 12:00', 'over an afternoon the company gives off'],
  ])('from %s by %f hours gives %s (%s)', (from, count, to) => {
    expect(shown(addWorkingHours(at(from), count, work))).toBe(to)
  })

  it('leaves out half days of leave', () => {
    const leaves = [{ from: '2026-11-23', to: '2026-11-23', toHalf: 'am' }] as const
    expect(shown(addWorkingHours(at('2026-11-20 18:00'), 4, { ...work, leaves }))).toBe('2026-11-23 17:30')
  })

  it('reads the hours on the clocks of another zone when told', () => {
    const zone = 'America/New_York'
    const end = addWorkingHours(at('2026-11-20 18:00', zone), 1, { ...work, zone })
    expect(shown(end, zone)).toBe('2026-11-23 10:00')
  })

  it('counts the time that passes in a night shift across a change of clocks', () => {
    const zone = 'America/New_York'
    const night = createCalendar({ country: 'none', weekend: [], overrides: {}, zone })
    const shift = { intervals: [{ startMinutes: 0, endMinutes: 360 }], noonMinutes: 720 }
    const start = at('2026-03-08 00:00', zone)
    // 02:00–03:00 does not exist that night: the shift lasts five hours, the sixth is worked the next night.
    expect(shown(addWorkingHours(start, 6, { hours: shift, calendar: night }), zone)).toBe('2026-03-09 01:00')
    expect(
      shown(addWorkingHours(at('2026-11-01 00:00', zone), 7, { hours: shift, calendar: night }), zone),
    ).toBe('2026-11-01 06:00')
  })

  it('refuses to go back and to wait for ever', () => {
    expect(() => addWorkingHours(at('2026-11-20 18:00'), -1, work)).toThrow(RangeError)
    expect(() => addWorkingHours(at('2026-11-20 18:00'), Number.NaN, work)).toThrow(RangeError)
    const idle = createCalendar({
      country: 'none',
      weekend: [1, 2, 3, 4, 5, 6, 7],
      overrides: {},
      zone: ZONE,
    })
    expect(() => addWorkingHours(at('2026-11-20 18:00'), 1, { hours, calendar: idle })).toThrow(
      'no-workday-in-reach',
    )
  })

  it('adds up: a and then b is a + b', () => {
    const quarters = fc.integer({ min: 0, max: 80 }).map((n) => n / 4)
    const start = fc
      .integer({ min: 0, max: 200 * 1_440 })
      .map((n) => new Date(Date.UTC(2026, 1, 1) + n * 60_000))
    fc.assert(
      fc.property(start, quarters, quarters, (from, a, b) => {
        // Zero moves an end of work to the next start, which is the same working time but another instant.
        fc.pre(b > 0)
        const twice = addWorkingHours(addWorkingHours(from, a, work), b, work)
        expect(twice).toEqual(addWorkingHours(from, a + b, work))
      }),
    )
  })
})

describe('addWorkdaysAt', () => {
  it('keeps the time of day over holidays and changes of clocks', () => {
    expect(shown(addWorkdaysAt(at('2026-09-30 18:00'), 2, calendar))).toBe('2026-10-09 18:00')
    const zone = 'America/New_York'
    const plain = createCalendar({ country: 'none', weekend: [6, 7], overrides: {}, zone })
    expect(addWorkdaysAt(at('2026-03-06 18:00', zone), 1, plain).toISOString()).toBe(
      '2026-03-09T22:00:00.000Z',
    )
    expect(
      shown(addWorkdaysAt(at('2026-11-20 18:00'), 1, calendar, [{ from: '2026-11-23', to: '2026-11-24' }])),
    ).toBe('2026-11-25 18:00')
  })
})
