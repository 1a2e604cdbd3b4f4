import { CalendarError } from './calendar-error.ts'
import { addDays, dayNumber, daysBetween, isDay, weekdayOf } from './days.ts'

export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/**
 * A span of days under a key: `2026-11-18`, `2026-W48` (ISO week), `2026-11`, `2026-Q4`, `2026`.
 * `year` and `index` (week, month or quarter number, day of the month; 1 for a year) are what a label needs;
 * for a week `year` is the ISO year, so `2027-01-01` lies in week 53 of 2026.
 */
export interface Period {
  readonly key: string
  readonly kind: PeriodKind
  readonly start: string
  readonly end: string
  readonly year: number
  readonly index: number
}

/** Reads a key; throws CalendarError `invalid-period` for anything that is not one, such as `2025-W53`. */
export function parsePeriod(key: string): Period {
  const period = isDay(key) ? periodOf(key, 'day') : periodOfLongerKey(key)
  if (period === null || period.key !== key) throw new CalendarError('invalid-period', key)
  return period
}

/** The same for a key from outside, which may be anything. */
export function findPeriod(key: string): Period | undefined {
  try {
    return parsePeriod(key)
  } catch (error) {
    if (error instanceof CalendarError) return undefined
    throw error
  }
}

function periodOfLongerKey(key: string): Period | null {
  const match = /^(\d{4})(?:-(?:W(\d{2})|Q([1-4])|(\d{2})))?$/.exec(key)
  if (!match) return null
  const [, year, week, quarter, month] = match
  if (week) return periodOf(addDays(mondayOfWeekOne(Number(year)), (Number(week) - 1) * 7), 'week')
  const firstMonth = quarter ? String(Number(quarter) * 3 - 2).padStart(2, '0') : (month ?? '01')
  const start = `${year}-${firstMonth}-01`
  if (!isDay(start)) return null
  return periodOf(start, quarter ? 'quarter' : month ? 'month' : 'year')
}

/** The period of a kind that a day lies in. */
export function periodOf(day: string, kind: PeriodKind): Period {
  dayNumber(day)
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  if (kind === 'day') return { key: day, kind, start: day, end: day, year, index: Number(day.slice(8)) }
  if (kind === 'week') return weekOf(day)
  if (kind === 'month') return monthSpan(day.slice(0, 7), kind, year, month, 1, month)
  if (kind === 'year') return monthSpan(day.slice(0, 4), kind, year, 1, 12, 1)
  const quarter = Math.ceil(month / 3)
  return monthSpan(`${day.slice(0, 4)}-Q${quarter}`, kind, year, quarter * 3 - 2, 3, quarter)
}

export function nextPeriod(period: Period): Period {
  return periodOf(addDays(period.end, 1), period.kind)
}

export function previousPeriod(period: Period): Period {
  return periodOf(addDays(period.start, -1), period.kind)
}

export function daysOf(period: Period): string[] {
  return daysBetween(period.start, period.end)
}

function weekOf(day: string): Period {
  const start = addDays(day, 1 - weekdayOf(day))
  // ISO 8601: a week belongs to the year of its Thursday.
  const year = Number(addDays(start, 3).slice(0, 4))
  const index = (dayNumber(start) - dayNumber(mondayOfWeekOne(year))) / 7 + 1
  const key = `${String(year).padStart(4, '0')}-W${String(index).padStart(2, '0')}`
  return { key, kind: 'week', start, end: addDays(start, 6), year, index }
}

function mondayOfWeekOne(year: number): string {
  // 4 January always lies in week 1.
  const fourth = `${String(year).padStart(4, '0')}-01-04`
  return addDays(fourth, 1 - weekdayOf(fourth))
}

function monthSpan(
  key: string,
  kind: PeriodKind,
  year: number,
  firstMonth: number,
  months: number,
  index: number,
): Period {
  const start = firstOfMonth(year, firstMonth)
  const end = addDays(firstOfMonth(year, firstMonth + months), -1)
  return { key, kind, start, end, year, index }
}

function firstOfMonth(year: number, month: number): string {
  const [y, m] = month > 12 ? [year + 1, month - 12] : [year, month]
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-01`
}
