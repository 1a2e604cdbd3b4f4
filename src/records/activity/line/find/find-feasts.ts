import { surnameAt } from '../../../../text/surnames.ts'
import { FEASTS, MOVING_FEASTS, NOT_A_FEAST_BEFORE } from '../words/day-words.ts'
import type { DayToken } from './find-days.ts'
import { findWords, makeWordTable } from './find-words.ts'
import { type Day, dayOf, nearestDays } from './near-days.ts'

const TABLE = makeWordTable<readonly [number, number, number] | null>([
  ...Object.entries(FEASTS),
  ...MOVING_FEASTS.map((word) => [word, null] as const),
])
const YEAR_BEFORE = /(去年|前年|今年|明年|(20\d{2}) ?年)的?$/
const YEARS: Readonly<Record<string, number>> = { 前年: -2, 去年: -1, 今年: 0, 明年: 1 }
const GOODS = new RegExp(`^ ?的?(?:${NOT_A_FEAST_BEFORE})`)

/** 双十一, 国庆节, 中秋: a single day when it has a date and no days off, several or none otherwise. */
export function findFeasts(open: string, today: Day): DayToken[] {
  return findWords(open, TABLE).flatMap(({ start, end, text, value }) => {
    if (GOODS.test(open.slice(end, end + 12)) || isOtherWord(open, start, end, text)) return []
    const year = YEAR_BEFORE.exec(open.slice(Math.max(0, start - 8), start))
    const from = start - (year?.[0].length ?? 0)
    const first = value ? datesOf(today, value[0], value[1], year) : []
    const days = first.flatMap((day) =>
      Array.from({ length: value?.[2] ?? 0 }, (_, after) => day.add({ days: after })),
    )
    return [{ start: from, end, days, feast: true }]
  })
}

function datesOf(today: Day, month: number, day: number, year: RegExpExecArray | null): Day[] {
  if (!year) return nearestDays(today, month, day)
  const wanted = year[2] ? Number(year[2]) : today.year + (YEARS[year[1] ?? ''] ?? 0)
  return [dayOf(wanted, month, day)].filter((found) => found !== null)
}

/** 李国庆 is a person, 周五一点 a time and 六一路 a street. */
function isOtherWord(open: string, start: number, end: number, text: string): boolean {
  if (/^[五六]一$/.test(text))
    return (
      /[\d零一二三四五六七八九十百周期拜第月]/.test(open[start - 1] ?? '') ||
      /^[\d一二两三四五六七八九十百点次家个盒位号千万人分]/.test(open.slice(end))
    )
  const before = open[start - 1] ?? ''
  return (
    /^(?:国庆|元旦|清明|立[春夏秋冬]|[冬夏]至)$/.test(text) &&
    surnameAt(before, 0) !== null &&
    !/[于和在]/.test(before)
  )
}
