import { addDays, dayNumber, isDay, weekdayOf } from '../../../calendar/days.ts'
import type { ReadAt } from '../template-reading.ts'

/** `2026-11-20` of its parts; undefined for a day that no calendar has. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(text) ? text : undefined
}

const anchorOf = ({ today, week }: ReadAt) => week?.start ?? today

/** Month and day without a year: the one nearest to what is asked about. */
export function nearestDay(month: number, day: number, at: ReadAt): string[] {
  const anchor = dayNumber(anchorOf(at))
  const year = Number(anchorOf(at).slice(0, 4))
  const days = [year - 1, year, year + 1].flatMap((y) => dayOf(y, month, day) ?? [])
  const far = (each: string) => Math.abs(dayNumber(each) - anchor)
  return days.toSorted((a, b) => far(a) - far(b)).slice(0, 1)
}

/** A day of the month alone: in the week asked about, else the next or the last of that number. */
export function daysByNumber(day: number, at: ReadAt): string[] {
  const { today, week, looks = 'ahead' } = at
  const months = [-1, 0, 1].flatMap((offset) => {
    const month = Number(today.slice(5, 7)) - 1 + offset
    const year = Number(today.slice(0, 4)) + Math.floor(month / 12)
    return dayOf(year, (((month % 12) + 12) % 12) + 1, day) ?? []
  })
  const within = week ? months.filter((each) => week.start <= each && each <= week.end) : []
  if (within.length > 0) return within
  const found =
    looks === 'ahead' ? months.find((each) => each >= today) : months.findLast((each) => each <= today)
  return found === undefined ? [] : [found]
}

/** A weekday alone: in the week asked about, else the next or the last; today's own weekday may mean either. */
export function daysByWeekday(weekday: number, at: ReadAt): string[] {
  const { today, week, looks = 'ahead' } = at
  if (week) return [addDays(week.start, weekday - weekdayOf(week.start))]
  const away = weekday - weekdayOf(today)
  if (looks === 'ahead') {
    return away === 0 ? [today, addDays(today, 7)] : [addDays(today, (away + 7) % 7)]
  }
  return away === 0 ? [today, addDays(today, -7)] : [addDays(today, ((away + 7) % 7) - 7)]
}

/** The weekday `weeks` weeks away. Said of this week while the form asks about another, it may be in either. */
export function weekdayIn(weeks: number, weekday: number, at: ReadAt): string[] {
  const { today, week } = at
  const said = addDays(today, weekday - weekdayOf(today) + weeks * 7)
  if (weeks !== 0 || !week || (week.start <= said && said <= week.end)) return [said]
  return [said, addDays(week.start, weekday - weekdayOf(week.start))]
}
