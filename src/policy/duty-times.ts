import { HolidayDataMissing } from '../calendar/calendar-error.ts'
import { addDays } from '../calendar/days.ts'
import type { LeaveInterval } from '../calendar/leave.ts'
import {
  nextPeriod,
  type Period,
  type PeriodKind,
  parsePeriod,
  periodOf,
  previousPeriod,
} from '../calendar/periods.ts'
import type { Workcalendar } from '../calendar/workcalendar.ts'
import { addWorkdaysAt } from '../calendar/working-hours.ts'
import { instantOf, localOf } from '../calendar/zones.ts'
import { msPerMinute } from '../clock.ts'
import type { DutyPolicy } from './schema-duties.ts'

const NO_LEAVE: readonly LeaveInterval[] = []
/** Periods looked through for the next one with work in it; a year of holidays in a row is not believed. */
const MAX_EMPTY_PERIODS = 366
/** How many periods back and forth can be open at once, the longest holidays included. */
const SCANNED_PERIODS: Record<PeriodKind, number> = { day: 21, week: 4, month: 3, quarter: 2, year: 2 }

/** The company's calendar on the clocks that a person's times of this duty are read on. */
export function calendarFor(duty: DutyPolicy, calendar: Workcalendar, personZone: string): Workcalendar {
  return isOnOwnClock(duty) && personZone !== calendar.zone ? { ...calendar, zone: personZone } : calendar
}

/** Whether its times come at another moment in each zone; days are lived on one's own clock unless told. */
export const isOnOwnClock = ({ zone, period }: DutyPolicy): boolean =>
  (zone ?? (period === 'day' ? 'person' : 'policy')) === 'person'

/**
 * Whether a person owes the duty for a period at all. A period spent wholly on holidays or leave makes no obligation,
 * which is not the same as one that was missed. Half a day of work makes one.
 */
export function hasObligation(
  duty: DutyPolicy,
  periodKey: string,
  calendar: Workcalendar,
  leaves: readonly LeaveInterval[] = NO_LEAVE,
): boolean {
  return hasWork(periodFor(duty, periodKey), calendar, leaves)
}

/** The deadline: the duty's day and time in the calendar's zone, moved off holidays and then off the person's leave. */
export function dueAtOf(
  duty: DutyPolicy,
  periodKey: string,
  calendar: Workcalendar,
  leaves: readonly LeaveInterval[] = NO_LEAVE,
): Date {
  return instantOf(dueDayOf(duty, periodKey, calendar, leaves), duty.due.at, calendar.zone)
}

/** From when on the duty can be filed and is shown: some workdays before the deadline. */
export function opensAtOf(
  duty: DutyPolicy,
  periodKey: string,
  calendar: Workcalendar,
  leaves: readonly LeaveInterval[] = NO_LEAVE,
): Date {
  const dueDay = dueDayOf(duty, periodKey, calendar, leaves)
  const openDay = calendar.addWorkdays(dueDay, -duty.opens.workdaysBefore)
  return instantOf(openDay, duty.opens.at, calendar.zone)
}

/**
 * Until when it can be made up: when the next period that has work opens, but not before the person had the declared
 * number of workdays after the deadline. `dueAt` is the deadline in force, an extended one included.
 */
export function closesAtOf(
  duty: DutyPolicy,
  periodKey: string,
  calendar: Workcalendar,
  options: { readonly dueAt: Date; readonly leaves?: readonly LeaveInterval[] },
): Date {
  const leaves = options.leaves ?? NO_LEAVE
  let next = nextPeriod(periodFor(duty, periodKey))
  for (let tried = 0; tried < MAX_EMPTY_PERIODS && !hasWork(next, calendar, NO_LEAVE); tried++) {
    next = nextPeriod(next)
  }
  const opens = opensAtOf(duty, next.key, calendar)
  const earliest = addWorkdaysAt(options.dueAt, duty.makeUp.atLeastWorkdays, calendar, leaves)
  return new Date(Math.max(opens.getTime(), earliest.getTime()))
}

/** Filed after the deadline and its grace. Late is late, not missed. */
export function isFiledLate(duty: DutyPolicy, dueAt: Date, filedAt: Date): boolean {
  return filedAt.getTime() > dueAt.getTime() + duty.graceMinutes * msPerMinute
}

/** What a sweep has to make; `unknownYear` names a year whose holidays are missing and that hid further periods. */
export interface OpenPeriods {
  readonly periods: readonly Period[]
  readonly unknownYear: number | null
}

/**
 * The periods of a duty that can be filed at an instant, by the company's calendar, oldest first. A process that was
 * down for a week still finds those that can be made up.
 */
export function openPeriodsAt(duty: DutyPolicy, calendar: Workcalendar, now: Date): OpenPeriods {
  const periods: Period[] = []
  const reach = SCANNED_PERIODS[duty.period]
  let period = periodOf(localOf(now, calendar.zone).day, duty.period)
  for (let back = 0; back < reach; back++) period = previousPeriod(period)
  try {
    for (let index = 0; index <= 2 * reach; index++, period = nextPeriod(period)) {
      if (!hasWork(period, calendar, NO_LEAVE)) continue
      if (opensAtOf(duty, period.key, calendar) > now) break
      if (!isClosed(duty, period.key, calendar, now)) periods.push(period)
    }
    return { periods, unknownYear: null }
  } catch (error) {
    if (error instanceof HolidayDataMissing) return { periods, unknownYear: error.year }
    throw error
  }
}

function isClosed(duty: DutyPolicy, periodKey: string, calendar: Workcalendar, now: Date): boolean {
  const dueAt = dueAtOf(duty, periodKey, calendar)
  if (now < dueAt) return false
  try {
    return closesAtOf(duty, periodKey, calendar, { dueAt }) <= now
  } catch (error) {
    // It closes some time in a year nobody knows yet, so it is open.
    if (error instanceof HolidayDataMissing) return false
    throw error
  }
}

function dueDayOf(
  duty: DutyPolicy,
  periodKey: string,
  calendar: Workcalendar,
  leaves: readonly LeaveInterval[],
): string {
  const onCalendar = calendar.moveToWorkday(nominalDueDay(duty, periodKey), duty.onHoliday)
  const isOnLeave =
    leaves.length > 0 && calendar.isWorkday(onCalendar) && !calendar.isWorkday(onCalendar, leaves)
  return isOnLeave ? calendar.moveToWorkday(onCalendar, duty.onLeave, leaves) : onCalendar
}

function nominalDueDay(duty: DutyPolicy, periodKey: string): string {
  const period = periodFor(duty, periodKey)
  const { in: where, weekday, dayOfPeriod = 1 } = duty.due
  const anchor =
    where === 'previous' ? previousPeriod(period) : where === 'next' ? nextPeriod(period) : period
  if (weekday !== undefined) return addDays(anchor.start, weekday - 1)
  const day = dayOfPeriod > 0 ? addDays(anchor.start, dayOfPeriod - 1) : addDays(anchor.end, dayOfPeriod + 1)
  if (day < anchor.start) return anchor.start
  if (day > anchor.end) return anchor.end
  return day
}

function periodFor(duty: DutyPolicy, periodKey: string): Period {
  const period = parsePeriod(periodKey)
  if (period.kind === duty.period) return period
  throw new RangeError(`${periodKey} is not a ${duty.period}`)
}

function hasWork(period: Period, calendar: Workcalendar, leaves: readonly LeaveInterval[]): boolean {
  for (let day = period.start; day <= period.end; day = addDays(day, 1)) {
    if (calendar.isWorkday(day, leaves)) return true
  }
  return false
}
