import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../tests/support/default-policy.ts'
import { localOf } from '../calendar/zones.ts'
import {
  calendarFor,
  closesAtOf,
  dueAtOf,
  hasObligation,
  isFiledLate,
  isOnOwnClock,
  openPeriodsAt,
  opensAtOf,
} from './duty-times.ts'
import { calendarOf } from './policy-settings.ts'
import type { DutyPolicy } from './schema-duties.ts'

const { policy } = defaultPolicy()
const calendar = calendarOf(policy)

function dutyOf(id: string): DutyPolicy {
  const duty = policy.duties[id]
  if (!duty) throw new Error(`no duty ${id}`)
  return duty
}

function shown(instant: Date): string {
  const { day, minutes } = localOf(instant, policy.zone)
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function timesOf(dutyId: string, periodKey: string): string[] {
  const duty = dutyOf(dutyId)
  const dueAt = dueAtOf(duty, periodKey, calendar)
  return [opensAtOf(duty, periodKey, calendar), dueAt, closesAtOf(duty, periodKey, calendar, { dueAt })].map(
    shown,
  )
}

describe('the times of a duty', () => {
  // Each row: opens, due, closes.
  it.each([
    ['weekly-plan', '2026-W48', '2026-11-19 00:00', '2026-11-20 18:00', '2026-11-26 00:00'],
    ['weekly-report', '2026-W47', '2026-11-19 00:00', '2026-11-20 18:00', '2026-11-26 00:00'],
    ['daily-log', '2026-11-18', '2026-11-18 09:00', '2026-11-18 20:00', '2026-11-19 09:00'],
    ['daily-log', '2026-11-20', '2026-11-20 09:00', '2026-11-20 20:00', '2026-11-23 09:00'],
  ])('of a plain %s for %s', (dutyId, periodKey, ...times) => {
    expect(timesOf(dutyId, periodKey)).toEqual(times)
  })

  it.each([
    // National Day 2026: 1 to 7 October off, 20 September and 10 October worked instead.
    ['weekly-report', '2026-W40', '2026-09-29 00:00', '2026-09-30 18:00', '2026-10-10 18:00'],
    ['weekly-plan', '2026-W41', '2026-09-29 00:00', '2026-09-30 18:00', '2026-10-10 18:00'],
    ['weekly-report', '2026-W41', '2026-10-08 00:00', '2026-10-09 18:00', '2026-10-15 00:00'],
    ['weekly-plan', '2026-W42', '2026-10-08 00:00', '2026-10-09 18:00', '2026-10-15 00:00'],
    ['daily-log', '2026-09-30', '2026-09-30 09:00', '2026-09-30 20:00', '2026-10-08 09:00'],
    ['daily-log', '2026-10-10', '2026-10-10 09:00', '2026-10-10 20:00', '2026-10-12 09:00'],
    // Mid-Autumn Friday, 25 September.
    ['weekly-report', '2026-W39', '2026-09-23 00:00', '2026-09-24 18:00', '2026-09-30 18:00'],
    // Spring Festival: the week of 16 February is off altogether, 14 February is worked.
    ['weekly-plan', '2026-W09', '2026-02-13 00:00', '2026-02-14 18:00', '2026-02-26 18:00'],
  ])('of %s for %s around holidays', (dutyId, periodKey, ...times) => {
    expect(timesOf(dutyId, periodKey)).toEqual(times)
  })

  it('do not exist for a period without work: no obligation is not zero', () => {
    const [plan, log] = [dutyOf('weekly-plan'), dutyOf('daily-log')]
    expect(hasObligation(plan, '2026-W08', calendar)).toBe(false)
    expect(hasObligation(plan, '2026-W40', calendar)).toBe(true)
    expect(hasObligation(log, '2026-10-01', calendar)).toBe(false)
    expect(hasObligation(log, '2026-10-10', calendar)).toBe(true)
    const leaves = [{ from: '2026-11-16', to: '2026-11-20' }]
    expect(hasObligation(plan, '2026-W47', calendar, leaves)).toBe(false)
    const halfBack = [{ from: '2026-11-16', to: '2026-11-20', toHalf: 'am' as const }]
    expect(hasObligation(plan, '2026-W47', calendar, halfBack)).toBe(true)
    expect(() => hasObligation(plan, '2026-11', calendar)).toThrow('not a week')
  })

  it('move off the person’s leave to the day of return', () => {
    const report = dutyOf('weekly-report')
    const leaves = [{ from: '2026-11-20', to: '2026-11-24' }]
    expect(shown(dueAtOf(report, '2026-W47', calendar, leaves))).toBe('2026-11-25 18:00')
    // An afternoon off does not move it.
    const afternoon = [{ from: '2026-11-20', fromHalf: 'pm' as const, to: '2026-11-20' }]
    expect(shown(dueAtOf(report, '2026-W47', calendar, afternoon))).toBe('2026-11-20 18:00')
  })

  it('close later when the deadline was extended', () => {
    const extended = new Date('2026-11-25T10:00:00Z')
    const closes = closesAtOf(dutyOf('weekly-report'), '2026-W47', calendar, { dueAt: extended })
    expect(shown(closes)).toBe('2026-11-30 18:00')
  })

  it('take days of a period from either end', () => {
    const monthly = (dayOfPeriod: number): DutyPolicy => ({
      ...dutyOf('weekly-report'),
      period: 'month',
      due: { in: 'next', dayOfPeriod, at: 720 },
      onHoliday: 'next-workday',
    })
    expect(shown(dueAtOf(monthly(3), '2026-08', calendar))).toBe('2026-09-03 12:00')
    expect(shown(dueAtOf(monthly(3), '2026-09', calendar))).toBe('2026-10-08 12:00')
    expect(shown(dueAtOf(monthly(-1), '2026-08', calendar))).toBe('2026-09-30 12:00')
    expect(shown(dueAtOf(monthly(31), '2026-08', calendar))).toBe('2026-09-30 12:00')
    expect(shown(dueAtOf(monthly(-40), '2026-08', calendar))).toBe('2026-09-01 12:00')
  })

  it('count as late only after the grace', () => {
    const dueAt = new Date('2026-11-20T10:00:00Z')
    expect(isFiledLate(dutyOf('weekly-plan'), dueAt, new Date('2026-11-20T10:15:00Z'))).toBe(false)
    expect(isFiledLate(dutyOf('weekly-plan'), dueAt, new Date('2026-11-20T10:15:01Z'))).toBe(true)
  })
})

describe('whose clocks a duty’s times are read on', () => {
  const dueIn = (dutyId: string, periodKey: string, zone: string) => {
    const duty = dutyOf(dutyId)
    return dueAtOf(duty, periodKey, calendarFor(duty, calendar, zone)).toISOString()
  }
  // The clocks of London go back on 25 October, those of New York on 1 November.
  it.each([
    ['Asia/Shanghai', '2026-11-18', '2026-11-18T12:00:00.000Z'],
    ['Europe/London', '2026-10-23', '2026-10-23T19:00:00.000Z'],
    ['Europe/London', '2026-10-26', '2026-10-26T20:00:00.000Z'],
    ['America/New_York', '2026-10-30', '2026-10-31T00:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-03T01:00:00.000Z'],
  ])('%s owes the log of %s in its own evening', (zone, day, due) => {
    expect(dueIn('daily-log', day, zone)).toBe(due)
  })

  it('asks for the week’s plan everywhere at one moment', () => {
    for (const zone of ['Asia/Shanghai', 'Europe/London', 'America/New_York'])
      expect(dueIn('weekly-plan', '2026-W48', zone)).toBe('2026-11-20T10:00:00.000Z')
  })

  it('takes days for the person’s own and weeks for the company’s, where the policy does not say', () => {
    const { zone: _, ...log } = dutyOf('daily-log')
    expect([isOnOwnClock(log), isOnOwnClock(dutyOf('weekly-plan'))]).toEqual([true, false])
    expect(isOnOwnClock({ ...log, zone: 'policy' })).toBe(false)
  })
})

describe('openPeriodsAt', () => {
  const keysAt = (dutyId: string, instant: string) => {
    const { periods, unknownYear } = openPeriodsAt(dutyOf(dutyId), calendar, new Date(instant))
    return [
      ...periods.map((period) => period.key),
      ...(unknownYear === null ? [] : [`unknown ${unknownYear}`]),
    ]
  }

  it('gives what can be filed or made up', () => {
    expect(keysAt('weekly-plan', '2026-11-18T08:00:00Z')).toEqual(['2026-W47'])
    expect(keysAt('weekly-plan', '2026-11-18T16:00:00Z')).toEqual(['2026-W48'])
    expect(keysAt('daily-log', '2026-11-18T00:59:00Z')).toEqual(['2026-11-17'])
    expect(keysAt('daily-log', '2026-11-18T01:00:00Z')).toEqual(['2026-11-18'])
  })

  it('leaves out holidays and reaches over them', () => {
    expect(keysAt('daily-log', '2026-10-03T04:00:00Z')).toEqual(['2026-09-30'])
    expect(keysAt('weekly-plan', '2026-02-13T04:00:00Z')).toEqual(['2026-W09'])
    expect(keysAt('weekly-report', '2026-10-08T04:00:00Z')).toEqual(['2026-W40', '2026-W41'])
  })

  it('gives what is known and names the year that is not', () => {
    expect(keysAt('daily-log', '2026-12-31T04:00:00Z')).toEqual(['2026-12-31', 'unknown 2027'])
    expect(keysAt('weekly-report', '2026-12-28T04:00:00Z')).toEqual(['2026-W52', 'unknown 2027'])
  })
})
