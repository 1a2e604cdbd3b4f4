import { addDays, weekdayOf } from '../../../calendar/days.ts'
import { readNumeral } from '../../../text/read-numeral.ts'
import type { ReadAt } from '../template-reading.ts'
import { dayOf, daysByNumber, daysByWeekday, nearestDay, weekdayIn } from './near-days.ts'

/** A day at a place of a folded text: several where it may mean several, none where there is no such day. */
export interface DayMatch {
  end: number
  days: readonly string[]
}

const NUM = '\\d{1,2}|[一二三四五六七八九十]{1,3}'
const DAYS_AWAY: Readonly<Record<string, number>> = {
  ...{ 大前天: -3, 前天: -2, 前日: -2, 昨天: -1, 昨日: -1, 昨晚: -1, 昨: -1 },
  ...{ 今天: 0, 今日: 0, 今早: 0, 今晚: 0, 当天: 0, 今: 0 },
  ...{ 明天: 1, 明日: 1, 明早: 1, 明晚: 1, 后天: 2, 后日: 2, 大后天: 3 },
  ...{ today: 0, tonight: 0, tomorrow: 1, tmr: 1, yesterday: -1, 'the day after tomorrow': 2 },
}
const DAY_WORDS = Object.keys(DAYS_AWAY)
  .toSorted((a, b) => b.length - a.length)
  .map((word) => (/[a-z]$/.test(word) ? `${word}(?![a-z])` : word))
  .join('|')
const WEEKS_AWAY: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 }
const WEEKDAYS = '一二三四五六日'
const ENGLISH_WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const ENGLISH_WEEKDAY =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![a-z])'
const ENGLISH_MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?(?![a-z])'

type Reader = (groups: readonly (string | undefined)[], at: ReadAt) => readonly string[]

const numberOf = (text = '') => readNumeral(text) ?? 0
const found = (day: string | undefined) => (day === undefined ? [] : [day])
const monthOf = (name = '') => ENGLISH_MONTHS.indexOf(name.slice(0, 3)) + 1

/** Tried in this order. */
const FORMS: readonly { form: RegExp; read: Reader }[] = [
  {
    form: /(20\d{2}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)(?: ?[日号])?/y,
    read: ([y, m, d]) => found(dayOf(Number(y), Number(m), Number(d))),
  },
  {
    form: /(20\d{2})(\d{2})(\d{2})(?!\d)/y,
    read: ([y, m, d]) => found(dayOf(Number(y), Number(m), Number(d))),
  },
  {
    form: new RegExp(`(${NUM}) ?月(?:份)? ?(${NUM})(?: ?[日号])?(?!\\d)`, 'y'),
    read: ([m, d], at) => nearestDay(numberOf(m), numberOf(d), at),
  },
  {
    form: /(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(20\d{2})(?!\d)/y,
    read: ([a, b, y]) => [
      ...new Set([
        ...found(dayOf(Number(y), Number(a), Number(b))),
        ...found(dayOf(Number(y), Number(b), Number(a))),
      ]),
    ],
  },
  {
    form: /(\d{1,2})([-/.])(\d{1,2})(?![\d%]|[/.]\d|-\d(?!\d?[/.月日号]))[日号]?/y,
    read: ([a, mark, b], at) => daysByTwo(Number(a), Number(b), { ...at, isStroke: mark !== '-' }),
  },
  {
    form: new RegExp(`(${NUM}) ?[日号](?![楼线院店室机])`, 'y'),
    read: ([d], at) => daysByNumber(numberOf(d), at),
  },
  {
    form: /(上上|下下|上|本|这|下)?(?:一)?个?(?:周|星期|礼拜)([一二三四五六日天]|[1-7](?!\d))/y,
    read: ([weeks, name = ''], at) => {
      const weekday = /\d/.test(name) ? Number(name) : WEEKDAYS.indexOf(name.replace('天', '日')) + 1
      return weeks === undefined ? daysByWeekday(weekday, at) : weekdayIn(WEEKS_AWAY[weeks] ?? 0, weekday, at)
    },
  },
  {
    form: new RegExp(`(${DAY_WORDS})`, 'y'),
    read: ([word = ''], { today }) => [addDays(today, DAYS_AWAY[word] ?? 0)],
  },
  {
    form: new RegExp(`(?:on )?(?:(this|next|last) )?${ENGLISH_WEEKDAY}`, 'y'),
    read: ([which, name = ''], at) =>
      englishWeekday(which, ENGLISH_WEEKDAYS.indexOf(name.slice(0, 3)) + 1, at),
  },
  {
    form: new RegExp(`${ENGLISH_MONTH} ?(\\d{1,2})(?:st|nd|rd|th)?(?![\\da-z])(?:,? (20\\d{2}))?`, 'y'),
    read: ([m, d, y], at) => englishDate(monthOf(m), Number(d), y, at),
  },
  {
    form: new RegExp(`(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${ENGLISH_MONTH}(?:,? (20\\d{2}))?`, 'y'),
    read: ([d, m, y], at) => englishDate(monthOf(m), Number(d), y, at),
  },
]

const WEEKDAY_BEHIND = /[ ,]?\(? ?(?:周|星期|礼拜)([一二三四五六日天]) ?\)?/y

/** 11-20, 11/20, 11月20日, 2026-11-20, 20号, 明天, 周五, 下周三, next Friday, Nov 20. */
export function matchDay(folded: string, place: number, at: ReadAt): DayMatch | undefined {
  // A number, or what looks like one, goes on before it.
  if (/[\d.月年]/.test(folded[place - 1] ?? '') && /[\d一二三四五六七八九十]/.test(folded[place] ?? ''))
    return undefined
  for (const { form, read } of FORMS) {
    form.lastIndex = place
    const match = form.exec(folded)
    if (!match) continue
    const days = preferWeek(read(match.slice(1), at), at)
    return agree({ end: place + match[0].length, days }, folded)
  }
  return undefined
}

/** 11月20日（周五）: two words for one day; where they contradict each other no day is known. */
function agree(match: DayMatch, folded: string): DayMatch {
  WEEKDAY_BEHIND.lastIndex = match.end
  const behind = WEEKDAY_BEHIND.exec(folded)
  if (!behind) return match
  const weekday = WEEKDAYS.indexOf((behind[1] ?? '').replace('天', '日')) + 1
  return {
    end: match.end + behind[0].length,
    days: match.days.filter((day) => weekdayOf(day) === weekday),
  }
}

/** Of several possible days the one in the week that is asked about: a plan's days lie in it. */
function preferWeek(days: readonly string[], { week }: ReadAt): readonly string[] {
  const within = week ? days.filter((day) => week.start <= day && day <= week.end) : []
  return within.length === 1 ? within : days
}

/** "next Friday" said on a Monday is this week's to some and next week's to others. */
function englishWeekday(which: string | undefined, weekday: number, at: ReadAt): readonly string[] {
  if (which === undefined) return daysByWeekday(weekday, at)
  if (which === 'this') return weekdayIn(0, weekday, at)
  const today = weekdayOf(at.today)
  const [here] = weekdayIn(0, weekday, { today: at.today })
  const [there] = weekdayIn(which === 'next' ? 1 : -1, weekday, at)
  const isNear = which === 'next' ? weekday > today : weekday < today
  return [...(isNear ? found(here) : []), ...found(there)]
}

/**
 * 11/27 and 27/11 have one meaning each. 5/11 is the month first to most, and may be either to whoever writes English;
 * with a dash it is as in 2026-05-11.
 */
function daysByTwo(a: number, b: number, at: ReadAt & { isStroke: boolean }): readonly string[] {
  const monthFirst = nearestDay(a, b, at)
  const isEither = monthFirst.length === 0 || (at.isEitherFirst && at.isStroke)
  return isEither ? [...new Set([...monthFirst, ...nearestDay(b, a, at)])] : monthFirst
}

function englishDate(month: number, day: number, year: string | undefined, at: ReadAt): readonly string[] {
  return year === undefined ? nearestDay(month, day, at) : found(dayOf(Number(year), month, day))
}
