import { NUMERAL_CHARS, readNumeral } from '../../../../text/read-numeral.ts'
import { endsWithWord, type Span } from '../spans.ts'
import {
  BOUND_BEFORE,
  EACH_AFTER,
  EACH_BEFORE,
  ENGLISH_NUMBERS,
  NOT_SPENT_AFTER,
  NOT_SPENT_BEFORE,
  SCORE_AFTER,
  SCORE_BEFORE,
  TOTAL_BEFORE,
  TRAVEL,
} from '../words/time-words.ts'

export interface DurationToken extends Span {
  /** Null when something lasted but the length is not clear (二十多分钟, 30-40分钟). */
  minutes: number | null
  /** False for waiting, driving, opening hours: not part of the activity. */
  spent: boolean
  total: boolean
  each: boolean
}

const N = `(?:\\d{1,4}(?:\\.\\d{1,2})?|[${NUMERAL_CHARS}]{1,5}(?:点[${NUMERAL_CHARS}]{1,2})?)`
const WORDS = Object.keys(ENGLISH_NUMBERS)
  .sort((a, b) => b.length - a.length)
  .join('|')
const HOURS = '(?:个? ?(?:小时|钟头)|个钟(?!头)|h(?:(?:ou)?rs?)?\\.?(?![a-z]))'
const MINS = '(?:分钟|mins?\\.?(?![a-z])|minutes?(?![a-z]))'
const NOT_BEFORE = '(?<![\\d./]|\\d:|几|\\d-)'

/** Tried in this order at each place: what is longer and surer first. */
const FORMS: readonly { form: RegExp; read: (groups: string[]) => number | null }[] = [
  // 30-40分钟, 两三个小时, 一两小时, 十几分钟, 20多分钟, 几分钟, 个把小时: a length nobody can put in one number
  {
    form: new RegExp(
      `${NOT_BEFORE}(?:${N} ?(?:-|~|–|到|至) ?${N} ?(?:${MINS}|${HOURS}|分(?!之))|${N}?(?:多|几|来)(?:个)?(?:分钟|小时|半小时|钟头)|个把(?:小时|钟头)|(?:一|两|二|三|四|五|六|七|八|九)(?:两|二|三|四|五|六|七|八|九)(?:十)?(?:${MINS}|${HOURS})|半个?多(?:小时|钟头)|${N}${HOURS}多|好几个?(?:小时|分钟))`,
      'y',
    ),
    read: () => null,
  },
  // 一个半小时, 两小时半, 1个半钟头
  {
    form: new RegExp(`${NOT_BEFORE}(${N}) ?个半(?:小时|钟头|钟)`, 'y'),
    read: ([n = '']) => times(n, 60, 30),
  },
  { form: new RegExp(`${NOT_BEFORE}(${N}) ?${HOURS}半`, 'y'), read: ([n = '']) => times(n, 60, 30) },
  // 1小时30分, 1h30m, 2 hours 15 minutes, 1小时一刻钟
  {
    form: new RegExp(
      `${NOT_BEFORE}(${N}) ?${HOURS} ?(?:and |零|又)?(${N}) ?(?:${MINS}|分(?!之)|m(?![a-z])|(?![\\d.${NUMERAL_CHARS}a-z/:月点个家盒]))`,
      'y',
    ),
    read: ([h = '', m = '']) => add(times(h, 60), below60(m)),
  },
  {
    form: new RegExp(`${NOT_BEFORE}(${N}) ?${HOURS}(一刻|三刻)钟?`, 'y'),
    read: ([h = '', q]) => add(times(h, 60), q === '一刻' ? 15 : 45),
  },
  { form: /半 ?个? ?(?:小时|钟头|钟(?!头))/y, read: () => 30 },
  { form: new RegExp(`${NOT_BEFORE}(${N}) ?${HOURS}`, 'y'), read: ([n = '']) => times(n, 60) },
  { form: new RegExp(`${NOT_BEFORE}(${N}) ?${MINS}`, 'y'), read: ([n = '']) => times(n, 1) },
  { form: /(一|两|三)刻钟/y, read: ([n = '']) => times(n, 15) },
  // A bare 分 is minutes unless it is a mark or the adverb 十分; see isMark.
  {
    form: new RegExp(`${NOT_BEFORE}(\\d{1,3}|[${NUMERAL_CHARS}]{1,4}) ?分(?![钟之])`, 'y'),
    read: ([n = '']) => times(n, 1),
  },
  { form: /half an hour|half-an-hour|half a hour|half hour|half-hour/y, read: () => 30 },
  { form: /(?:an?|one) hour and a half|(?:one|1) and a half hours?/y, read: () => 90 },
  { form: new RegExp(`(${N}|${WORDS}) and a half hours?`, 'y'), read: ([n = '']) => add(times(n, 60), 30) },
  { form: /(?:a )?quarter of an hour|(?:a )?quarter hour/y, read: () => 15 },
  { form: /three quarters of an hour/y, read: () => 45 },
  { form: new RegExp(`(${WORDS})[ -]hours?(?![a-z])`, 'y'), read: ([n = '']) => times(n, 60) },
  { form: new RegExp(`(${WORDS})[ -](?:minutes?|mins?)(?![a-z])`, 'y'), read: ([n = '']) => times(n, 1) },
]

const MAY_BEGIN = new RegExp(`[\\d${NUMERAL_CHARS}半几个好a-z多]`)
const LONGEST_MINUTES = 720

export function findDurations(open: string): DurationToken[] {
  const found: DurationToken[] = []
  for (let at = 0; at < open.length; ) {
    const token = durationAt(open, at)
    if (token) found.push(token)
    at = token ? token.end : at + 1
  }
  return found
}

function durationAt(open: string, at: number): DurationToken | null {
  if (!MAY_BEGIN.test(open[at] ?? '')) return null
  if (/[a-z]/.test(open[at] ?? '') && /[a-z0-9]/.test(open[at - 1] ?? '')) return null
  // A numeral is read from its beginning: 二十分钟 is never 十分钟.
  if (
    NUMERAL_CHARS.includes(open[at] ?? ' ') &&
    (/\d/.test(open[at - 1] ?? '') || NUMERAL_CHARS.includes(open[at - 1] ?? ' '))
  )
    return null
  for (const { form, read } of FORMS) {
    form.lastIndex = at
    const match = form.exec(open)
    if (!match) continue
    const end = at + match[0].length
    if (/分$/.test(match[0]) && !/小时|钟头/.test(match[0]) && isMark(open, at, end, match[0])) continue
    return describe(open, at, end, read(match.slice(1)))
  }
  return null
}

function describe(open: string, start: number, end: number, length: number | null): DurationToken {
  const before = open
    .slice(Math.max(0, start - 16), start)
    .trimEnd()
    .replace(/(?:大概|大约|约|差不多|近|将近|about|around)$/, '')
    .trimEnd()
  const after = open.slice(end, end + 12)
  const clear =
    length !== null && length > 0 && length <= LONGEST_MINUTES && !endsWithWord(before, BOUND_BEFORE)
  const minutes = clear ? Math.round(length) : null
  return {
    start,
    end,
    minutes,
    spent:
      !endsWithWord(before, NOT_SPENT_BEFORE) &&
      !TRAVEL.test(open.slice(Math.max(0, start - 20), start)) &&
      !NOT_SPENT_AFTER.some((word) => after.startsWith(word)),
    total: endsWithWord(before, TOTAL_BEFORE),
    each: endsWithWord(before, EACH_BEFORE) || EACH_AFTER.some((word) => after.startsWith(word)),
  }
}

function isMark(open: string, start: number, end: number, text: string): boolean {
  const after = open.slice(end, end + 4)
  // 十分满意, 十分钟 is not meant here: before a Chinese word 十分 means "very".
  if (/^十 ?分$/.test(text) && /^ ?[\u3400-\u9fff]/.test(after)) return true
  if (SCORE_AFTER.test(after.trimStart())) return true
  return SCORE_BEFORE.test(open.slice(Math.max(0, start - 8), start))
}

function times(text: string, unit: number, more = 0): number | null {
  const value = ENGLISH_NUMBERS[text] ?? readNumeral(text)
  return value === null ? null : value * unit + more
}

function add(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}

function below60(text: string): number | null {
  const value = readNumeral(text)
  return value !== null && value < 60 ? value : null
}
