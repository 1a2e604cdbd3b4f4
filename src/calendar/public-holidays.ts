import chineseDays from 'chinese-days'
import { daysBetween } from './days.ts'

/** One year's statutory holidays and 调休 make-up workdays, as ISO days. Weekends are not listed. */
export interface HolidayYear {
  readonly holidays: ReadonlySet<string>
  readonly makeUpWorkdays: ReadonlySet<string>
}

const knownYears = new Map<number, HolidayYear | null>()

/** The State Council's arrangement for a year, or null when the installed data does not reach it. */
export function findChineseHolidays(year: number): HolidayYear | null {
  const known = knownYears.get(year)
  if (known !== undefined) return known
  const found = readChineseHolidays(year)
  knownYears.set(year, found)
  return found
}

function readChineseHolidays(year: number): HolidayYear | null {
  const holidays = new Set<string>()
  const makeUpWorkdays = new Set<string>()
  for (const day of daysBetween(`${year}-01-01`, `${year}-12-31`)) {
    // chinese-days names an arranged day "National Day,国庆节,3" and any other by its weekday, without a comma.
    const detail = chineseDays.getDayDetail(day)
    if (!detail.name.includes(',')) continue
    if (detail.work) makeUpWorkdays.add(day)
    else holidays.add(day)
  }
  return holidays.size > 0 ? { holidays, makeUpWorkdays } : null
}
