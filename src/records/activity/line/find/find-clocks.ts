import { NUMERAL_CHARS, readNumeral } from '../../../../text/read-numeral.ts'
import type { Span } from '../spans.ts'
import { DAY_PARTS } from '../words/day-words.ts'

/** A time of day, or a range of them. */
export interface ClockToken extends Span {
  /** Length of a range; absent for a single time, and null when a range was said that makes no clear length. */
  minutes?: number | null
  /** Minutes after midnight where the time begins, when morning or afternoon is certain. */
  beginsAt?: number
}

const PART = '凌晨|清晨|早晨|早上|上午|中午|下午|午后|傍晚|晚上|晚间|今早|今晚|早|晚'
const HOUR = `(?:\\d{1,2}|[${NUMERAL_CHARS}]{1,3})`
const MINUTE = `(?:半|一刻|三刻|整|钟|(?:\\d{1,2}|[${NUMERAL_CHARS}]{1,4})分?(?!钟|\\d))`
const MERIDIEM = '(?: ?[ap]\\.?m\\.?(?![a-z]))'
/** A time that is surely one: 3点, 3点半, 3:20, 3pm. */
const SURE = `(?:(?:\\d{1,2}:\\d{2}(?!\\d)${MERIDIEM}?)|(?:${HOUR} ?[点時时](?:${MINUTE})?)|(?:\\d{1,2}${MERIDIEM}))`
const LOOSE = `(?:${SURE}|${HOUR})`
const GAP = ' ?(?:到|至|-|~|–|—|to |until |till ) ?'
const RANGE = new RegExp(
  `(?<![\\d.:/-])(?:(${PART}) ?)?(${LOOSE})(多|左右|来钟)?${GAP}(?:(${PART}) ?)?(${SURE})(多|左右)?(?![\\d:])`,
  'g',
)
const SINGLE = new RegExp(
  `(?<![\\d.:/-])(?:(${PART}) ?)?(${SURE})(?![${NUMERAL_CHARS}\\d]{0,3} ?个?(?:半?小时|半?钟头))(?![\\d:])`,
  'g',
)

export function findClockRanges(open: string): ClockToken[] {
  return [...open.matchAll(RANGE)].map((match) => {
    const [whole, part1, from = '', about1, part2, to = '', about2] = match
    const span = { start: match.index, end: match.index + whole.length }
    const length =
      about1 || about2 ? null : rangeLength(readTime(from, part1), readTime(to, part2), part2 !== undefined)
    const begin = readTime(from, part1)
    return { ...span, minutes: length, ...(begin?.sure ? { beginsAt: begin.at } : {}) }
  })
}

export function findClocks(open: string): ClockToken[] {
  return [...open.matchAll(SINGLE)].flatMap((match) => {
    const [whole, part, text = ''] = match
    const time = readTime(text, part)
    if (!time) return []
    const beginsAt = time.sure ? { beginsAt: time.at } : {}
    return [{ start: match.index, end: match.index + whole.length, ...beginsAt }]
  })
}

interface TimeOfDay {
  at: number
  /** Whether morning or afternoon was said, or the hour is written so that it can be only one (14:00). */
  sure: boolean
  meridiem?: 'am' | 'pm'
}

function readTime(text: string, part: string | undefined): TimeOfDay | null {
  const match = /^(.+?)(?: ?[点時时:](.*?))?(?: ?([ap])\.?m\.?)?$/.exec(text)
  if (!match) return null
  const [, hourText = '', minuteText = '', letter] = match
  const hour = readNumeral(hourText)
  const minute = readMinute(minuteText)
  if (hour === null || minute === null || hour > 24 || minute > 59) return null
  const late = letter === 'p' || (part !== undefined && isLatePart(part, hour))
  const known = letter !== undefined || part !== undefined || hour > 12
  const hour24 = late && hour < 12 ? hour + 12 : letter === 'a' && hour === 12 ? 0 : hour
  return { at: hour24 * 60 + minute, sure: known, ...(known ? { meridiem: hour24 >= 12 ? 'pm' : 'am' } : {}) }
}

function isLatePart(part: string, hour: number): boolean {
  if (part === '晚') return true
  // 中午 11点 is before noon, 中午 1点 after it.
  if (part === '中午') return hour < 6
  return (DAY_PARTS[part] ?? 0) >= 12
}

function readMinute(text: string): number | null {
  const word = text.trim()
  if (word === '' || word === '整' || word === '钟') return 0
  if (word === '半') return 30
  if (word === '一刻') return 15
  if (word === '三刻') return 45
  return readNumeral(word.replace(/分$/, ''))
}

const HALF_DAY = 720
const LONGEST = 600

function rangeLength(from: TimeOfDay | null, to: TimeOfDay | null, partSaid: boolean): number | null {
  if (!from || !to) return null
  let length = to.at - from.at
  // 下午2点到3点半, 2-3pm, 11点到1点: one half of the day was said or none, so the other follows.
  if (length > HALF_DAY && to.meridiem === 'pm' && from.meridiem === undefined) length -= HALF_DAY
  if (length <= 0 && !(to.sure && partSaid)) length += HALF_DAY
  if (
    to.meridiem === 'pm' &&
    from.meridiem === undefined &&
    !partSaid &&
    length > HALF_DAY / 2 &&
    length - HALF_DAY > 0
  )
    length -= HALF_DAY
  return length > 0 && length <= LONGEST ? length : null
}
