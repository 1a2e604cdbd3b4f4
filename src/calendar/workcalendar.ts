import { CalendarError, HolidayDataMissing } from './calendar-error.ts'
import { addDays, daysBetween, weekdayOf } from './days.ts'
import { isOnLeave, type LeaveInterval } from './leave.ts'
import { findChineseHolidays, type HolidayYear } from './public-holidays.ts'
import { localOf } from './zones.ts'

/** What the company declares for one day. A `half` day is worked in the morning only. */
type DayOverride = 'workday' | 'holiday' | 'half'
type DayKind = 'workday' | 'make-up-workday' | 'half-workday' | 'weekend' | 'holiday'
/** Where a deadline goes when its day is not worked. */
export type OffDayRule = 'previous-workday' | 'next-workday' | 'stay'

export interface CalendarSettings {
  readonly country: 'CN' | 'none'
  /** ISO weekdays that are not worked: 1 is Monday, 7 is Sunday. */
  readonly weekend: readonly number[]
  /** Company days; they win over everything else. */
  readonly overrides: Readonly<Record<string, DayOverride>>
  /** Whole years by number; a year given here replaces the installed data of that year. */
  readonly years?: Readonly<
    Record<string, { readonly holidays: readonly string[]; readonly workdays: readonly string[] }>
  >
  /** IANA zone in which the company's days begin and end. */
  readonly zone: string
}

/** `urgent` once the year without data has begun: days in it can no longer be told. */
interface HolidayDataGap {
  readonly year: number
  readonly urgent: boolean
}

/**
 * The company's calendar. With `leaves`, a day counts as worked only when part of it is left.
 * Any question about a year without holiday data throws HolidayDataMissing, unless an override names the day.
 */
export interface Workcalendar {
  readonly zone: string
  dayKind(day: string): DayKind
  isWorkday(day: string, leaves?: readonly LeaveInterval[]): boolean
  workHalves(day: string, leaves?: readonly LeaveInterval[]): { readonly am: boolean; readonly pm: boolean }
  /** 0, 0.5 or 1. */
  workFraction(day: string, leaves?: readonly LeaveInterval[]): number
  /** Worked days from `from` to `to`, both included; halves count 0.5, so the sum is exact. */
  workFractionBetween(from: string, to: string, leaves?: readonly LeaveInterval[]): number
  workdaysBetween(from: string, to: string, leaves?: readonly LeaveInterval[]): string[]
  /** The n-th workday after (or, when negative, before) `day`; `day` itself for 0. */
  addWorkdays(day: string, count: number, leaves?: readonly LeaveInterval[]): string
  nextWorkday(day: string, leaves?: readonly LeaveInterval[]): string
  previousWorkday(day: string, leaves?: readonly LeaveInterval[]): string
  moveToWorkday(day: string, rule: OffDayRule, leaves?: readonly LeaveInterval[]): string
  /**
   * The same, but a year nobody has supplied has weekends and no holidays: for figures and for wishes that must not
   * fail for want of it, never for reminders.
   */
  withPlainYears(): Workcalendar
  /** Reports the present year, or from one month before it starts the coming one, when it has no data. */
  holidayDataGap(now: Date): HolidayDataGap | null
}

/** Longest run of days without work that is believed: a wrong weekend list must not loop for ever. */
const MAX_REACH_DAYS = 800
const NO_LEAVE: readonly LeaveInterval[] = []
const NO_HOLIDAYS: HolidayYear = { holidays: new Set(), makeUpWorkdays: new Set() }

export function createCalendar(settings: CalendarSettings): Workcalendar {
  return buildCalendar(settings, false)
}

function buildCalendar(settings: CalendarSettings, takesYearsForPlain: boolean): Workcalendar {
  let plain: Workcalendar | undefined
  const kinds = new Map<string, DayKind>()
  const years = new Map<number, HolidayYear>()
  for (const [year, table] of Object.entries(settings.years ?? {})) {
    years.set(Number(year), {
      holidays: new Set(table.holidays),
      makeUpWorkdays: new Set(table.workdays),
    })
  }

  function findYear(year: number): HolidayYear | null {
    const supplied = years.get(year) ?? (settings.country === 'none' ? null : findChineseHolidays(year))
    const isPlain = settings.country === 'none' || takesYearsForPlain
    return supplied ?? (isPlain ? NO_HOLIDAYS : null)
  }

  function dayKind(day: string): DayKind {
    const known = kinds.get(day)
    if (known !== undefined) return known
    const kind = readKind(day)
    kinds.set(day, kind)
    return kind
  }

  function readKind(day: string): DayKind {
    const weekday = weekdayOf(day)
    const override = Object.hasOwn(settings.overrides, day) ? settings.overrides[day] : undefined
    if (override !== undefined) return override === 'half' ? 'half-workday' : override
    const yearNumber = Number(day.slice(0, 4))
    const year = findYear(yearNumber)
    if (year === null) throw new HolidayDataMissing(yearNumber)
    if (year.makeUpWorkdays.has(day)) return 'make-up-workday'
    if (year.holidays.has(day)) return 'holiday'
    return settings.weekend.includes(weekday) ? 'weekend' : 'workday'
  }

  function workHalves(day: string, leaves = NO_LEAVE) {
    const kind = dayKind(day)
    const works = kind !== 'weekend' && kind !== 'holiday'
    if (leaves.length === 0) return { am: works, pm: works && kind !== 'half-workday' }
    return {
      am: works && !isOnLeave(day, 'am', leaves),
      pm: works && kind !== 'half-workday' && !isOnLeave(day, 'pm', leaves),
    }
  }

  function workFraction(day: string, leaves = NO_LEAVE): number {
    const { am, pm } = workHalves(day, leaves)
    return (am ? 0.5 : 0) + (pm ? 0.5 : 0)
  }

  const isWorkday = (day: string, leaves = NO_LEAVE) => workFraction(day, leaves) > 0

  function addWorkdays(day: string, count: number, leaves = NO_LEAVE): string {
    const step = count < 0 ? -1 : 1
    let current = day
    for (let left = Math.abs(count); left > 0; left--) {
      current = nearestWorkday(addDays(current, step), step, leaves)
    }
    return current
  }

  function nearestWorkday(day: string, step: 1 | -1, leaves: readonly LeaveInterval[]): string {
    let current = day
    for (let tried = 0; tried < MAX_REACH_DAYS; tried++) {
      if (isWorkday(current, leaves)) return current
      current = addDays(current, step)
    }
    throw new CalendarError('no-workday-in-reach', `${day}, ${step > 0 ? 'forwards' : 'backwards'}`)
  }

  return {
    zone: settings.zone,
    dayKind,
    isWorkday,
    workHalves,
    workFraction,
    workFractionBetween: (from, to, leaves = NO_LEAVE) =>
      daysBetween(from, to).reduce((sum, day) => sum + workFraction(day, leaves), 0),
    workdaysBetween: (from, to, leaves = NO_LEAVE) =>
      daysBetween(from, to).filter((day) => isWorkday(day, leaves)),
    addWorkdays,
    nextWorkday: (day, leaves = NO_LEAVE) => addWorkdays(day, 1, leaves),
    previousWorkday: (day, leaves = NO_LEAVE) => addWorkdays(day, -1, leaves),
    moveToWorkday(day, rule, leaves = NO_LEAVE) {
      if (rule === 'stay') return day
      return nearestWorkday(day, rule === 'next-workday' ? 1 : -1, leaves)
    },
    withPlainYears() {
      plain ??= buildCalendar(settings, true)
      return plain
    },
    holidayDataGap(now) {
      const today = localOf(now, settings.zone).day
      const year = Number(today.slice(0, 4))
      if (findYear(year) === null) return { year, urgent: true }
      const isLastMonth = today.slice(5, 7) === '12'
      return isLastMonth && findYear(year + 1) === null ? { year: year + 1, urgent: false } : null
    },
  }
}
