import { msPerDay } from '../clock.ts'
import { CalendarError } from './calendar-error.ts'

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/

// Sweeps over 100,000 duties ask about the same few hundred days millions of times; formatting them was half the cost.
const MAX_CACHED = 20_000
const numbers = new Map<string, number>()
const texts = new Map<number, string>()

/** True for a real calendar day written `YYYY-MM-DD` (`2026-02-30` is not one). */
export function isDay(text: string): boolean {
  return numbers.has(text) || (DAY_PATTERN.test(text) && dayOfNumber(epochDays(text)) === text)
}

/** Days since 1970-01-01. Throws CalendarError `invalid-day` unless the text is a real day. */
export function dayNumber(day: string): number {
  const known = numbers.get(day)
  if (known !== undefined) return known
  if (!isDay(day)) throw new CalendarError('invalid-day', day)
  const number = epochDays(day)
  if (numbers.size >= MAX_CACHED) numbers.clear()
  numbers.set(day, number)
  return number
}

/** The inverse of `dayNumber`. */
export function dayOfNumber(number: number): string {
  const known = texts.get(number)
  if (known !== undefined) return known
  const date = new Date(number * msPerDay)
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
  if (texts.size >= MAX_CACHED) texts.clear()
  texts.set(number, text)
  return text
}

export function addDays(day: string, count: number): string {
  return dayOfNumber(dayNumber(day) + count)
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** Every day from `from` to `to`, both included; empty when `to` is earlier. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  const last = dayNumber(to)
  for (let number = dayNumber(from); number <= last; number++) days.push(dayOfNumber(number))
  return days
}

function epochDays(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / msPerDay
}
