import { Temporal } from 'temporal-polyfill'

export type Day = Temporal.PlainDate

/** What the days of a line are read against. */
export interface DayReference {
  today: Day
  /** Whoever types may write the day before the month as well as behind it: 5/11. */
  isEitherFirst?: boolean | undefined
}

/** A report older than this without a year is unlikely enough to be asked about. */
const LONGEST_SILENCE_DAYS = 62

export function localNow(now: Date, zone: string): { today: Day; minutesIntoDay: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  return { today: local.toPlainDate(), minutesIntoDay: local.hour * 60 + local.minute }
}

export function dayOf(year: number, month: number, day: number): Day | null {
  if (
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > Temporal.PlainDate.from({ year, month, day: 1 }).daysInMonth
  )
    return null
  return Temporal.PlainDate.from({ year, month, day })
}

export function daysFrom(today: Day, other: Day): number {
  return today.until(other, { largestUnit: 'day' }).days
}

/**
 * Month and day without a year: the nearest such day, before or after. In January 12月30日 is last year's, in
 * November 1月5日 is next year's. Farther than two months either way, both stay possible.
 */
export function nearestDays(today: Day, month: number, day: number): Day[] {
  const all = [-1, 0, 1].flatMap((years) => dayOf(today.year + years, month, day) ?? [])
  const sorted = all.sort((a, b) => Math.abs(daysFrom(today, a)) - Math.abs(daysFrom(today, b)))
  const nearest = sorted[0]
  if (!nearest) return []
  return Math.abs(daysFrom(today, nearest)) <= LONGEST_SILENCE_DAYS ? [nearest] : sorted.slice(0, 2)
}

/**
 * 5/11 and 11/5 of whoever may mean either. A log tells of what was lately: of both days the one of the last two months
 * is meant, nearest first where both are.
 */
export function daysOfEither(today: Day, a: number, b: number): Day[] {
  const near = [nearestDays(today, a, b), nearestDays(today, b, a)].flatMap((days) =>
    days.length === 1 ? days : [],
  )
  return looksBack(today, near)
}

/** The different ones of these days, the latest first; those ahead only where there are no others. */
export function looksBack(today: Day, days: readonly Day[]): Day[] {
  const sorted = [...new Map(days.map((day) => [day.toString(), day])).values()].sort((a, b) =>
    daysFrom(a, b),
  )
  const past = sorted.filter((day) => daysFrom(today, day) <= 0)
  return past.length > 0 ? past : sorted
}

/** A day of the month alone: this month's when it is not ahead; otherwise last month's or this month's. */
export function daysByNumber(today: Day, day: number): Day[] {
  const here = dayOf(today.year, today.month, day)
  if (here && daysFrom(today, here) <= 0) return [here]
  const last = today.subtract({ months: 1 })
  const before = dayOf(last.year, last.month, day)
  return [before, here].filter((found) => found !== null)
}

/**
 * A weekday alone. Earlier this week it is this week's. Today's own weekday or a later one is unsure: a log looks
 * back, yet people also plan in it, so last week's and this week's both stay possible.
 */
export function daysByWeekday(today: Day, weekday: number): Day[] {
  const here = today.add({ days: weekday - today.dayOfWeek })
  if (weekday < today.dayOfWeek) return [here]
  const before = here.subtract({ days: 7 })
  return weekday === today.dayOfWeek ? [here, before] : [before, here]
}

/** Monday to Sunday of the week `weeks` away. */
export function weekOf(today: Day, weeks: number): Day[] {
  const monday = today.add({ days: 1 - today.dayOfWeek + weeks * 7 })
  return [0, 1, 2, 3, 4, 5, 6].map((days) => monday.add({ days }))
}
