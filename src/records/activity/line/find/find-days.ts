import { NUMERAL_CHARS } from '../../../../text/read-numeral.ts'
import type { Span } from '../spans.ts'
import {
  DAY_PARTS,
  NOT_DAYS,
  RELATIVE_DAYS,
  SAME_DAYS,
  VAGUE_DAYS,
  VAGUE_FUTURE,
} from '../words/day-words.ts'
import { DAY_FORMS } from './day-forms.ts'
import { findFeasts } from './find-feasts.ts'
import { findWords, makeWordTable, standsAlone } from './find-words.ts'
import { type Day, type DayReference, daysFrom } from './near-days.ts'

export interface DayToken extends Span {
  /** One day when sure, several when it has to be asked, none when nobody can tell (前几天). */
  days: Day[]
  /** All of it lies ahead, also where no single day is known (下周). */
  ahead?: boolean
  /** A feast is talked about more often than it is reported on. */
  feast?: boolean
  /** 当天: the day of what was told before. */
  same?: boolean
}

export interface DayPartToken extends Span {
  /** Minutes after midnight before which this part of the day has not begun. */
  beginsAt: number
}

export function findDayParts(open: string): DayPartToken[] {
  return findWords(open, DAY_PART_TABLE).map(({ start, end, value }) => ({
    start,
    end,
    beginsAt: value * 60,
  }))
}

const DAY_PART_TABLE = makeWordTable(Object.entries(DAY_PARTS))
const NOT_A_DAY = 99
type DayWord = number | 'vague' | 'ahead' | 'same'

const RELATIVE_TABLE = makeWordTable<DayWord>([
  ...SAME_DAYS.map((word) => [word, 'same'] as const),
  ...Object.entries(RELATIVE_DAYS),
  ...NOT_DAYS.map((word) => [word, NOT_A_DAY] as const),
  ...VAGUE_DAYS.map((word) => [word, VAGUE_FUTURE.includes(word) ? 'ahead' : 'vague'] as const),
])

export function findDays(open: string, cased: string, reference: DayReference): DayToken[] {
  const { today } = reference
  const words = findWords(open, RELATIVE_TABLE)
  const byStart = new Map(words.map((word) => [word.start, word]))
  const feasts = new Map(findFeasts(open, today).map((feast) => [feast.start, feast]))
  const found: DayToken[] = []
  for (let at = 0; at < open.length; ) {
    const patterned = formAt(open, cased, at, reference, found.at(-1)?.end)
    const word = byStart.get(at)
    const feast = feasts.get(at)
    if (feast) {
      found.push(feast)
      at = feast.end
    } else if (patterned && !(word && word.end > patterned.end)) {
      found.push(patterned)
      at = patterned.end
    } else if (word) {
      const token = wordToken(word.start, word.end, word.value, today)
      if (token) found.push(token)
      at = word.end
    } else at += 1
  }
  return found.map((token) =>
    token.days.length > 0 && token.days.every((day) => daysFrom(today, day) > 0)
      ? { ...token, ahead: true }
      : token,
  )
}

function wordToken(start: number, end: number, value: DayWord, today: Day): DayToken | null {
  if (value === NOT_A_DAY) return null
  if (typeof value === 'number') return { start, end, days: [today.add({ days: value })] }
  return { start, end, days: [], ...(value === 'vague' ? {} : { [value]: true }) }
}

const MAY_BEGIN = new RegExp(
  `[\\d${NUMERAL_CHARS}去前今明上本这此下周星礼每半好几数农阴正腊冬大年初头早近过那往第a-z]`,
)

function formAt(
  open: string,
  cased: string,
  at: number,
  reference: DayReference,
  lastEnd: number | undefined,
): DayToken | null {
  if (!MAY_BEGIN.test(open[at] ?? '')) return null
  // 一周三次 and 每周二 name no day; 周一周二 names two.
  if (
    /[周星礼]/.test(open[at] ?? '') &&
    lastEnd !== at &&
    /[一两二三四五六七八九十\d每几逢隔半]/.test(open[at - 1] ?? '')
  )
    return null
  for (const { form, read } of DAY_FORMS) {
    form.lastIndex = at
    const match = form.exec(open)
    if (!match || !standsAlone(open, at, at + match[0].length)) continue
    if (/[a-z]/.test(match[0]) && !looksLikeEnglishDay(match, cased)) continue
    const days = read(reference.today, match.slice(1), match, reference)
    if (days === null) continue
    const end = at + match[0].length
    return days === 'ahead' ? { start: at, end, days: [], ahead: true } : { start: at, end, days }
  }
  return null
}

/** "sat", "sun", "mon" and "may" are words too: without a capital, on, last, this or next they are no day. */
function looksLikeEnglishDay(match: RegExpExecArray, cased: string): boolean {
  if (!/^(?:sat|sun|mon|wed|may|mar|march)\b/.test(match[0])) return true
  return /^[A-Z]/.test(cased.slice(match.index))
}
