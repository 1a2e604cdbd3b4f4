import { NUMERAL_CHARS, readNumeral } from '../../../../text/read-numeral.ts'
import { ENGLISH_MONTHS, ENGLISH_WEEKDAYS, WEEK_PREFIXES, WEEKDAY_ENDINGS } from '../words/day-words.ts'
import {
  type Day,
  type DayReference,
  dayOf,
  daysByNumber,
  daysByWeekday,
  daysOfEither,
  looksBack,
  nearestDays,
  weekOf,
} from './near-days.ts'
import { ALONE, NUM, VAGUE_DAY_FORMS } from './vague-day-forms.ts'

/** The days a form may mean; ahead for a stretch that lies in the future; null when it is no day after all. */
type Reader = (
  today: Day,
  groups: (string | undefined)[],
  match: RegExpExecArray,
  reference: DayReference,
) => Day[] | 'ahead' | null

const longestFirst = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).join('|')
const WEEK = longestFirst(Object.keys(WEEK_PREFIXES))
const WEEKDAY = longestFirst(Object.keys(ENGLISH_WEEKDAYS))
const MONTH = longestFirst(Object.keys(ENGLISH_MONTHS))
const COUNTED = '个家次盒人岁元片粒级期楼层床折分位箱瓶支台件条张间天年周点倍成块万千百度℃%'
const NOT_A_DATE_NUMBER = '楼床线门院病店诊机房车馆厅柜桌库仓公展位台球室产文标药码样批单段路包内后前游间井'

/** The written forms of days other than plain words, tried in this order at each place. */
export const DAY_FORMS: readonly { form: RegExp; read: Reader }[] = [
  {
    form: /(?<![\d.\-/])(20\d{2}) ?(?:年|[-/.]) ?(\d{1,2}) ?(?:月|[-/.]) ?(\d{1,2})(?!\d) ?[日号]?/y,
    read: (_, [y, m, d]) => only(dayOf(Number(y), Number(m), Number(d))),
  },
  {
    form: /(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/y,
    read: (_, [y, m, d]) => only(dayOf(Number(y), Number(m), Number(d))),
  },
  {
    form: /(?<!\d)(\d{1,2})\/(\d{1,2})\/(20\d{2})(?!\d)/y,
    // 20/11/2026 has no twentieth month: the day stands first.
    read: (today, [a, b, y], _, { isEitherFirst }) => {
      const monthFirst = dayOf(Number(y), Number(a), Number(b))
      const dayFirst = dayOf(Number(y), Number(b), Number(a))
      if (monthFirst && dayFirst && isEitherFirst) return looksBack(today, [monthFirst, dayFirst])
      return only(monthFirst ?? dayFirst)
    },
  },
  {
    form: new RegExp(
      `${ALONE}(去年)?(${NUM}) ?月 ?(?:份 ?)?(${NUM}) ?(?:[日号]? ?[-~到至、和] ?(${NUM}) ?)?(?:[日号]|(?![${NUMERAL_CHARS}\\d月]))`,
      'y',
    ),
    read: (today, [lastYear, m, d, to]) => monthDays(today, m, [d, to], lastYear !== undefined) ?? [],
  },
  {
    form: new RegExp(`(上个?月|本月|这个?月|下个?月)(${NUM}) ?[日号]`, 'y'),
    read: (today, [which = '', d]) => {
      const month = today.add({ months: which.startsWith('上') ? -1 : which.startsWith('下') ? 1 : 0 })
      return only(dayOf(month.year, month.month, readNumeral(d ?? '') ?? 0))
    },
  },
  {
    form: new RegExp(
      `${ALONE}(${NUM}) ?[日号]? ?[-~到至、和] ?(${NUM}) ?[日号](?![${NOT_A_DATE_NUMBER}])`,
      'y',
    ),
    read: (today, [from, to]) => numberDays(today, [from, to]),
  },
  {
    form: new RegExp(
      `${ALONE}(?<![月第每${NUMERAL_CHARS}])(${NUM}) ?(?:号|日)(?![${NOT_A_DATE_NUMBER}])`,
      'y',
    ),
    read: (today, [d]) => numberDays(today, [d]) ?? [],
  },
  {
    form: /(?<![\d.:/-])(\d{1,2})([/.])(\d{1,2}) ?[-~到至] ?(?:(\d{1,2})[/.])?(\d{1,2})(?![\d/.:])/y,
    read: (today, [m, , from, to, d]) =>
      monthDays(today, m, to === undefined ? [from, d] : [from], false)?.concat(
        monthDays(today, to, [to === undefined ? undefined : d], false) ?? [],
      ) ?? null,
  },
  {
    form: new RegExp(`${ALONE}(\\d{1,2})([/.-])(\\d{1,2})(?![\\d/.:-]|[a-z]| ?[${COUNTED}])[日号]?`, 'y'),
    read: (today, [a, sign, b], match, { isEitherFirst }) =>
      (isEitherFirst && sign === '/' && eitherDays(today, Number(a), Number(b), match)) ||
      slashDays(today, a ?? '', sign ?? '', b ?? '', match),
  },
  {
    // 周二三四, 周一、三: several days in one word
    form: new RegExp(
      `(${WEEK})?(?:周|星期|礼拜)([一二三四五六日天])[、和到至~-]?([一二三四五六日天]{1,6})(?![一二三四五六七八九十日天个家次点号些起早直共路小半名位通:分刻])`,
      'y',
    ),
    read: (today, [prefix, ...endings]) => weekdayList(today, prefix, endings.join('')),
  },
  {
    form: new RegExp(`(${WEEK})?(?:周|星期|礼拜)([一二三四五六日天末]|[1-7](?![\\d个家次盒人元.]))`, 'y'),
    read: (today, [prefix, ending = '']) => chineseWeekday(today, prefix, WEEKDAY_ENDINGS[ending] ?? 0),
  },
  {
    form: new RegExp(`(${WEEK})(?:周|星期|礼拜)(?![岁年期])`, 'y'),
    read: (today, [prefix = '']) => wholeWeek(today, WEEK_PREFIXES[prefix] ?? 0),
  },
  {
    form: new RegExp(`(?<!第)(${NUM}) ?天(?:之|以)?前`, 'y'),
    read: (today, [n]) => daysAgo(today, readNumeral(n ?? '')),
  },
  {
    form: /(?:(\d{1,2})|(a|one|two|three|four|five|six)) days? ago/y,
    read: (today, [n, word = '']) => daysAgo(today, n ? Number(n) : (COUNTS[word] ?? 1)),
  },
  {
    form: /(?:(?:1|一|a|one)(?:周| ?week)|一个?星期|一礼拜)(?:之|以)?(?: ago|前)/y,
    read: (today) => [today.subtract({ days: 7 }), today.subtract({ days: 8 })],
  },
  {
    form: new RegExp(`(?:on )?(?:(last|this|next|past) )?(${WEEKDAY})\\.?(?:'s)?(?![a-z])`, 'y'),
    read: (today, [which, name = ''], match) => englishWeekday(today, which, name, match),
  },
  {
    form: /(last|this|next) week(?![a-z])/y,
    read: (today, [which]) => wholeWeek(today, which === 'last' ? -1 : which === 'next' ? 1 : 0),
  },
  {
    form: new RegExp(
      `(?:on )?(${MONTH})\\.? ?(\\d{1,2})(?:st|nd|rd|th)?(?![\\da-z:])(?:,? (20\\d{2})(?!\\d))?`,
      'y',
    ),
    read: (today, [m = '', d, y]) => englishDate(today, m, d, y),
  },
  {
    form: new RegExp(
      `(?:on )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTH})\\.?(?![a-z])(?:,? (20\\d{2})(?!\\d))?`,
      'y',
    ),
    read: (today, [d, m = '', y]) => englishDate(today, m, d, y),
  },
  {
    form: /(?:on )?the (\d{1,2})(?:st|nd|rd|th)(?! (?:floor|visit|time|call|ward|bed)|[a-z])/y,
    read: (today, [d]) => numberDays(today, [d]),
  },
  ...VAGUE_DAY_FORMS,
]

const COUNTS: Readonly<Record<string, number>> = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }

/** A day that does not exist (11月31日) was meant as some day all the same: none is known, so it is asked. */
function only(day: Day | null): Day[] {
  return day ? [day] : []
}

function numberDays(today: Day, numbers: (string | undefined)[]): Day[] | null {
  const days = numbers.flatMap((text) => {
    const value = text === undefined ? null : readNumeral(text)
    return value === null ? [] : daysByNumber(today, value)
  })
  return days.length > 0 ? days : null
}

function monthDays(
  today: Day,
  m: string | undefined,
  ds: (string | undefined)[],
  lastYear: boolean,
): Day[] | null {
  const month = readNumeral(m ?? '') ?? 0
  const days = ds.flatMap((text) => {
    const day = text === undefined ? null : readNumeral(text)
    if (day === null) return []
    return lastYear ? (dayOf(today.year - 1, month, day) ?? []) : nearestDays(today, month, day)
  })
  return days.length > 0 ? days : null
}

/** 11/17, 11-17 and 11.17. Whatever could as well be a fraction, a ratio or a range stays unread. */
function slashDays(today: Day, a: string, sign: string, b: string, match: RegExpExecArray): Day[] | null {
  // Glued to a word it is a figure (完成率11/15); behind a name or a mark it is a day.
  if (
    /[\u3400-\u9fff]$/.test(match.input.slice(Math.max(0, match.index - 1), match.index)) &&
    !/[在于到从至日期]$/.test(match.input.slice(Math.max(0, match.index - 1), match.index))
  )
    return null
  const month = Number(a)
  const day = Number(b)
  const asMonthDay = month >= 1 && month <= 12 ? nearestDays(today, month, day) : []
  if (sign === '.' && b.length < 2) {
    // 11.5 opens a line as a day; elsewhere it may be any figure.
    const opens =
      match.index === 0 && /^(?:$|[ \u3400-\u9fff\ufffb\ufffc])/.test(match.input.slice(match[0].length))
    return opens && asMonthDay.length === 1 ? asMonthDay : null
  }
  if (asMonthDay.length === 1) return asMonthDay
  // A day that far away is more likely another number, unless it leads the line.
  if (asMonthDay.length > 1) return match.index === 0 && a.length + b.length > 2 ? asMonthDay : null
  const reversed = day >= 1 && day <= 12 && sign === '/' ? nearestDays(today, day, month) : []
  return reversed.length === 1 ? [...reversed, today] : null
}

/** Undefined where neither is near: what is left to say of such a pair is said of it as the month and the day. */
function eitherDays(today: Day, a: number, b: number, match: RegExpExecArray): Day[] | undefined {
  // 1/3 of the stock
  if (match.input.startsWith(' of ', match.index + match[0].length)) return undefined
  const days = daysOfEither(today, a, b)
  return days.length > 0 ? days : undefined
}

function chineseWeekday(today: Day, prefix: string | undefined, weekday: number): Day[] | 'ahead' | null {
  if (prefix === undefined) return weekday === 0 ? weekendOf(today, -1) : daysByWeekday(today, weekday)
  const weeks = WEEK_PREFIXES[prefix] ?? 0
  if (weekday === 0) return weeks > 0 ? 'ahead' : weekendOf(today, weeks)
  return weekOf(today, weeks).filter((day) => day.dayOfWeek === weekday)
}

function weekdayList(today: Day, prefix: string | undefined, endings: string): Day[] | null {
  const numbers = [...endings].map((ending) => WEEKDAY_ENDINGS[ending] ?? 0)
  if (numbers.some((number, at) => at > 0 && number <= (numbers[at - 1] ?? 0))) return null
  return numbers.flatMap((number) => {
    const days = chineseWeekday(today, prefix, number)
    return Array.isArray(days) ? days : []
  })
}

function weekendOf(today: Day, weeks: number): Day[] {
  return weekOf(today, weeks).slice(5)
}

function wholeWeek(today: Day, weeks: number): Day[] | 'ahead' {
  if (weeks > 0) return 'ahead'
  return weekOf(today, weeks).filter((day) => weeks < 0 || day.dayOfWeek <= today.dayOfWeek)
}

/**
 * "last Tuesday" said on a Wednesday is yesterday to some and last week's to others; "next Friday" likewise.
 * Only where both agree is the day sure.
 */
function englishWeekday(
  today: Day,
  which: string | undefined,
  name: string,
  match: RegExpExecArray,
): Day[] | null {
  const weekday = ENGLISH_WEEKDAYS[name.replace(/\.$/, '')] ?? 0
  if (
    weekday === 0 ||
    (which === undefined && /^every /.test(match.input.slice(Math.max(0, match.index - 6), match.index)))
  )
    return null
  const inWeek = (weeks: number) => weekOf(today, weeks).filter((day) => day.dayOfWeek === weekday)
  if (which === 'this') return inWeek(0)
  if (which === 'last' || which === 'past')
    return weekday < today.dayOfWeek ? [...inWeek(-1), ...inWeek(0)] : inWeek(-1)
  if (which === 'next') return weekday > today.dayOfWeek ? [...inWeek(0), ...inWeek(1)] : inWeek(1)
  return daysByWeekday(today, weekday)
}

function englishDate(today: Day, m: string, d: string | undefined, y: string | undefined): Day[] | null {
  const month = ENGLISH_MONTHS[m.replace(/\.$/, '')] ?? 0
  if (y !== undefined) return only(dayOf(Number(y), month, Number(d)))
  const days = nearestDays(today, month, Number(d))
  return days.length > 0 ? days : null
}

function daysAgo(today: Day, count: number | null): Day[] | null {
  return count === null || count < 1 ? null : [today.subtract({ days: count })]
}
