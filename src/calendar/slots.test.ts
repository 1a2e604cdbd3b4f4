import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysBetween } from './days.ts'
import {
  type CatchUp,
  findCronFault,
  type OffDaySlots,
  parseSlotKey,
  selectSlots,
  slotKeyOf,
  slotsBetween,
  workdaySlotsBetween,
} from './slots.ts'
import { createCalendar } from './workcalendar.ts'
import { localOf, readLocal } from './zones.ts'

const NEW_YORK = 'America/New_York'
const keys = (slots: readonly Date[]) => slots.map(slotKeyOf)

function slots(cron: string, zone: string, after: string, until: string, limit = 1_000): string[] {
  return keys(slotsBetween(cron, zone, new Date(after), new Date(until), limit))
}

describe('slotsBetween', () => {
  it('gives slots after the first instant and up to the second', () => {
    expect(slots('30 9 * * 5', 'Asia/Shanghai', '2026-11-13T01:30:00Z', '2026-11-27T01:30:00Z')).toEqual([
      '2026-11-20T01:30Z',
      '2026-11-27T01:30Z',
    ])
    expect(slots('* * * * *', 'UTC', '2026-11-13T01:30:00Z', '2026-11-13T01:30:00Z')).toEqual([])
    expect(slots('* * * * *', 'UTC', '2026-11-13T01:31:00Z', '2026-11-13T01:30:00Z')).toEqual([])
  })

  it('stops at the limit, oldest first', () => {
    expect(slots('*/5 * * * *', 'UTC', '2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z', 2)).toEqual([
      '2026-01-01T00:05Z',
      '2026-01-01T00:10Z',
    ])
  })

  it.each([
    // [zone, expression, window, slots]
    [
      'skipped hour',
      NEW_YORK,
      '30 2 * * *',
      '2026-03-07T12:00Z',
      '2026-03-09T12:00Z',
      '03-08T07:30 03-09T06:30',
    ],
    ['skipped and next', NEW_YORK, '0 2,3 * * *', '2026-03-08T00:00Z', '2026-03-08T23:00Z', '03-08T07:00'],
    [
      'repeated hour',
      NEW_YORK,
      '30 1 * * *',
      '2026-10-31T12:00Z',
      '2026-11-02T12:00Z',
      '11-01T05:30 11-02T06:30',
    ],
    [
      'every half hour through the repeated hour',
      NEW_YORK,
      '*/30 * * * *',
      '2026-11-01T04:40Z',
      '2026-11-01T07:10Z',
      '11-01T05:00 11-01T05:30 11-01T06:00 11-01T06:30 11-01T07:00',
    ],
    [
      'every half hour through the gap',
      NEW_YORK,
      '*/30 * * * *',
      '2026-03-08T06:10Z',
      '2026-03-08T08:10Z',
      '03-08T06:30 03-08T07:00 03-08T07:30 03-08T08:00',
    ],
    [
      'half-hour gap',
      'Australia/Lord_Howe',
      '15 2 * * *',
      '2026-10-02T20:00Z',
      '2026-10-05T00:00Z',
      '10-03T15:45 10-04T15:15',
    ],
    [
      'midnight that does not exist',
      'America/Santiago',
      '0 0 * * *',
      '2026-09-05T12:00Z',
      '2026-09-07T12:00Z',
      '09-06T04:00 09-07T03:00',
    ],
    [
      'later on a day without its midnight',
      'America/Santiago',
      '30 1 * * *',
      '2026-09-05T12:00Z',
      '2026-09-07T12:00Z',
      '09-06T04:30 09-07T04:30',
    ],
  ])('is right about the %s', (_name, zone, cron, after, until, expected) => {
    expect(slots(cron, zone, after, until)).toEqual(expected.split(' ').map((slot) => `2026-${slot}Z`))
  })

  it('runs a daily job exactly once each local day in any zone', () => {
    const zones = fc.constantFrom(
      NEW_YORK,
      'Australia/Lord_Howe',
      'America/Santiago',
      'Europe/Dublin',
      'Asia/Shanghai',
    )
    const days = daysBetween('2026-01-02', '2026-12-30')
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 1_439 }), (zone, minutes) => {
        const cron = `${minutes % 60} ${Math.floor(minutes / 60)} * * *`
        const found = slotsBetween(
          cron,
          zone,
          readLocal('2026-01-02', 0, zone).earlier,
          readLocal('2026-12-31', 0, zone).earlier,
          1_000,
        )
        const wanted = days.map((day) => {
          const reading = readLocal(day, minutes, zone)
          return reading.kind === 'gap' ? reading.later : reading.earlier
        })
        // The window leaves out its own first instant and takes in its last.
        expect(keys(found)).toEqual(
          keys(minutes === 0 ? [...wanted.slice(1), readLocal('2026-12-31', 0, zone).earlier] : wanted),
        )
      }),
      { numRuns: 8 },
    )
  })

  it('finds the same slots in one look as in many small ones', () => {
    const zones = fc.constantFrom(NEW_YORK, 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Shanghai')
    const crons = fc.constantFrom(
      '*/20 * * * *',
      '15 2 * * *',
      '0,30 0-3 * * *',
      '45 23 * * *',
      '0 9 * * 1-5',
    )
    const starts = fc.constantFrom('2026-03-07', '2026-04-04', '2026-09-05', '2026-10-03', '2026-10-31')
    const stepMinutes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 5, maxLength: 20 })
    fc.assert(
      fc.property(zones, crons, starts, stepMinutes, (zone, cron, start, steps) => {
        const first = Date.parse(`${start}T00:00:00Z`)
        let at = first
        const pieces = steps.flatMap((minutes) => {
          const from = new Date(at)
          at += minutes * 60_000
          return slotsBetween(cron, zone, from, new Date(at), 1_000)
        })
        expect(keys(pieces)).toEqual(keys(slotsBetween(cron, zone, new Date(first), new Date(at), 1_000)))
      }),
      { numRuns: 25 },
    )
  })

  it.each(['', '* * *', '* * * * * *', '60 * * * *', '0 0 31 2 *', 'H 3 * * *', '0 9 * * 8', 'every friday'])(
    'refuses the expression %j',
    (cron) => {
      expect(findCronFault(cron)).toMatch(/\S/)
    },
  )

  it('accepts names, ranges, the last day and 29 February', () => {
    expect(
      ['0 9 * * MON-FRI', '0 9 L * *', '*/5 8-20 * * *', '0 0 29 2 *', '0 9 * * THU'].map(findCronFault),
    ).toEqual([null, null, null, null, null])
  })
})

describe('workdaySlotsBetween', () => {
  const calendar = createCalendar({ country: 'CN', weekend: [6, 7], overrides: {}, zone: 'Asia/Shanghai' })
  const friday = (offDays: OffDaySlots) =>
    keys(
      workdaySlotsBetween(
        { cron: '30 17 * * 5', zone: 'Asia/Shanghai', offDays },
        calendar,
        new Date('2026-09-29T00:00:00Z'),
        new Date('2026-10-16T16:00:00Z'),
        10,
      ),
    )

  it.each([
    ['run', ['2026-10-02T09:30Z', '2026-10-09T09:30Z', '2026-10-16T09:30Z']],
    ['skip', ['2026-10-09T09:30Z', '2026-10-16T09:30Z']],
    ['previous-workday', ['2026-09-30T09:30Z', '2026-10-09T09:30Z', '2026-10-16T09:30Z']],
    ['next-workday', ['2026-10-08T09:30Z', '2026-10-09T09:30Z', '2026-10-16T09:30Z']],
  ] as const)('with %s over National Day', (offDays, expected) => {
    expect(friday(offDays)).toEqual(expected)
  })

  it('finds a moved slot in the small window of a scheduler tick', () => {
    const tick = (offDays: 'previous-workday' | 'next-workday', minute: string) =>
      keys(
        workdaySlotsBetween(
          { cron: '30 17 * * 5', zone: 'Asia/Shanghai', offDays },
          calendar,
          new Date(Date.parse(minute) - 60_000),
          new Date(minute),
          10,
        ),
      )
    expect(tick('previous-workday', '2026-09-30T09:30:00Z')).toEqual(['2026-09-30T09:30Z'])
    expect(tick('next-workday', '2026-10-08T09:30:00Z')).toEqual(['2026-10-08T09:30Z'])
    expect(tick('previous-workday', '2026-10-02T09:30:00Z')).toEqual([])
  })

  it('asks only about days that could matter, so a missing year hurts when it must', () => {
    const window = (day: string) =>
      workdaySlotsBetween(
        { cron: '30 17 * * 5', zone: 'Asia/Shanghai', offDays: 'previous-workday' },
        calendar,
        new Date(`${day}T09:00:00Z`),
        new Date(`${day}T10:00:00Z`),
        10,
      )
    expect(window('2026-12-30')).toEqual([])
    // Whether Friday, 1 January 2027 is worked decides whether the slot moves to this day.
    expect(() => window('2026-12-31')).toThrow('holiday-data-missing')
  })

  it('makes one slot of several that land on the same workday', () => {
    const found = workdaySlotsBetween(
      { cron: '0 9 * * *', zone: 'Asia/Shanghai', offDays: 'next-workday' },
      calendar,
      new Date('2026-10-02T00:00:00Z'),
      new Date('2026-10-09T00:00:00Z'),
      10,
    )
    expect(keys(found)).toEqual(['2026-10-08T01:00Z'])
  })
})

describe('slot keys', () => {
  it('read back, and nothing else is read', () => {
    expect(parseSlotKey('2026-11-20T09:30Z')).toEqual(new Date('2026-11-20T09:30:00Z'))
    expect(() => parseSlotKey('2026-11-20')).toThrow('invalid-time')
    expect(() => parseSlotKey('2026-11-31T09:30Z')).toThrow('invalid-time')
    expect(localOf(parseSlotKey('2026-11-20T09:30Z'), 'Asia/Shanghai').minutes).toBe(17 * 60 + 30)
  })
})

describe('selectSlots', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  const missed = ['T08:00', 'T11:00', 'T11:59'].map((time) => new Date(`2026-11-20${time}:30Z`))
  const decide = (catchUp: CatchUp, list: readonly Date[]) =>
    selectSlots(list, { now, catchUp, onTimeWithinMs: 60_000 }).map(({ run, reason }) => `${run} ${reason}`)

  it.each<[string, CatchUp, string[]]>([
    ['all', 'all', ['true caught-up', 'true caught-up', 'true on-time']],
    ['latest', 'latest', ['false superseded', 'false superseded', 'true on-time']],
    ['skip', 'skip', ['false not-caught-up', 'false not-caught-up', 'true on-time']],
    [
      'two hours, all',
      { withinMs: 7_200_000, keep: 'all' },
      ['false too-old', 'true caught-up', 'true on-time'],
    ],
    [
      'two hours, latest',
      { withinMs: 7_200_000, keep: 'latest' },
      ['false superseded', 'false superseded', 'true on-time'],
    ],
  ])('under %s', (_name, catchUp, expected) => {
    expect(decide(catchUp, missed)).toEqual(expected)
  })

  it('runs the latest missed slot once, unless it is too old or not to be caught up', () => {
    const old = missed.slice(0, 2)
    expect(decide('latest', old)).toEqual(['false superseded', 'true caught-up'])
    expect(decide({ withinMs: 60_000, keep: 'latest' }, old)).toEqual(['false superseded', 'false too-old'])
    expect(decide('skip', old)).toEqual(['false not-caught-up', 'false not-caught-up'])
    expect(decide('all', [])).toEqual([])
  })
})
