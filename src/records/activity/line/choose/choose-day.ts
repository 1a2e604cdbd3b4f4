import type { DayToken } from '../find/find-days.ts'
import { type Day, daysFrom } from '../find/near-days.ts'
import { endsWithWord, NAMED, type Span, startsWithWord, TAKEN, textBefore } from '../spans.ts'
import { DAY_HEDGE_AFTER, DAY_HEDGE_BEFORE, NEXT_STEP_AFTER, NEXT_STEP_BEFORE } from '../words/day-words.ts'
import type { Segment } from './split-activities.ts'

export interface DayChoice {
  /** One when sure, several or none when it has to be asked. */
  days: Day[]
  /** A single day that was only guessed (好像是昨天). */
  guessed: boolean
  future: boolean
  /** The day was said before everything else, so it also holds for what follows in the line. */
  leads: boolean
  used: Span[]
}

interface Moment {
  today: Day
  minutesIntoDay: number
}

/** The day of one segment. `inherited` is the day that led an earlier segment, if any. */
export function chooseDay(segment: Segment, moment: Moment, inherited: Day[] | null): DayChoice {
  const roles = segment.days
    .map((token) => loosen(segment, token))
    .map((token) => ({ token, role: roleOf(segment, token, moment.today) }))
  const all = roles.filter(({ role }) => role === 'day').map(({ token }) => token)
  const firm = all.filter((token) => !token.same)
  // 当天 adds nothing to a day that is known.
  const meant = firm.length > 0 || inherited ? firm : all
  const unsure = roles.filter(({ role }) => role === 'unsure').map(({ token }) => token)
  const planned = segment.heads.length > 0 && segment.heads.every((head) => head.state === 'planned')
  const base = inherited ?? (opensWithTime(segment) ? [] : [moment.today])
  const said = meant.length > 0 ? meant : unsure
  let days =
    meant.length > 0
      ? (meant.reduce<Day[] | null>(narrow, null) ?? base)
      : [...base, ...unsure.flatMap((token) => token.days)]
  days = distinct(days)
  // A plan for 周五 means the coming one.
  if (planned && days.length > 1) {
    const ahead = days.filter((day) => daysFrom(moment.today, day) >= 0)
    if (ahead.length > 0) days = ahead
  }
  const only = days.length === 1 ? days[0] : undefined
  const ahead =
    said.some((token) => token.days.length === 0 && token.ahead) ||
    (only !== undefined && daysFrom(moment.today, only) > 0)
  const past = only !== undefined && daysFrom(moment.today, only) < 0
  const later = only !== undefined && daysFrom(moment.today, only) === 0 && beginsLater(segment, moment)
  return {
    guessed: meant.some((token) => isGuessed(segment, token)),
    days: meant.some((token) => token.days.length === 0) && meant.length === 1 ? [] : days,
    future: ahead || later || (planned && !past),
    leads: meant.some((token) => isLeading(segment, token)),
    used: meant,
  }
}

/** 双十一后, 11月11日前, 国庆期间 and 为了双十一 lead to a day that nobody said. */
function loosen(segment: Segment, token: DayToken): DayToken {
  if (!isLeading(segment, token)) return token
  const isLoose =
    LOOSE_AFTER.test(segment.open.slice(token.end, token.end + 4)) || (token.feast && isGlued(segment, token))
  return isLoose ? { ...token, days: [] } : token
}

const LOOSE_AFTER =
  /^ ?的?(?:之前|以前|前后|前夕|前(?![台往去来])|之后|以后|后(?![来勤])|以来|期间|假期|长假|那几天|那周|那一周|左右)/

function isGuessed(segment: Segment, token: Span): boolean {
  const { cased } = segment.text
  return (
    DAY_HEDGE_BEFORE.test(cased.slice(Math.max(0, token.start - 12), token.start).toLowerCase()) ||
    DAY_HEDGE_AFTER.test(cased.slice(token.end, token.end + 8))
  )
}

function isGlued(segment: Segment, token: Span): boolean {
  return (
    /[\u3400-\u9fff]$/.test(segment.open.slice(Math.max(0, token.start - 1), token.start)) &&
    !/[在于是我们]$/.test(segment.open.slice(Math.max(0, token.start - 1), token.start))
  )
}

/** 开春拜访附院, 店庆日电话同和: some time that no finder knows opens the line, so it was hardly today. */
function opensWithTime(segment: Segment): boolean {
  const tokens = [...segment.heads, ...segment.mentions, ...segment.contacts, ...segment.statuses]
  const first = Math.min(...tokens.map((token) => token.start))
  if (segment.days.length > 0 || !Number.isFinite(first)) return false
  return UNKNOWN_TIME.test(segment.open.slice(segment.span.start, first))
}

const UNKNOWN_TIME =
  /^[^\u3400-\u9fff]*[\u3400-\u9fff]{0,4}(?:(?<![整全半一白聊每成当两几])[天日]|[季旬春夏秋冬]|(?<![细情环关调])节|(?<![一])阵子?|(?<![今昨明])[夜晚晨]|长假|假日|时节)里? ?$/

/** Two words for one day agree (昨天周二); two days do not, and both stay possible. */
function narrow(soFar: Day[] | null, token: DayToken): Day[] {
  if (soFar === null || token.days.length === 0) return soFar ?? token.days
  const common = soFar.filter((day) => token.days.some((other) => other.equals(day)))
  return common.length > 0 ? common : [...soFar, ...token.days]
}

function distinct(days: Day[]): Day[] {
  return [...new Map(days.map((day) => [day.toString(), day])).values()]
}

function roleOf(segment: Segment, token: DayToken, today: Day): 'day' | 'unsure' | 'none' {
  if (isLeading(segment, token)) return 'day'
  if (token.feast && isGlued(segment, token)) return 'none'
  const before = textBefore(segment.open, token.start)
  const done = segment.heads.some((head) => head.state === 'done' && head.start < token.start)
  if (done && (endsWithWord(before, NEXT_STEP_BEFORE) || /约[^,。;]{0,6}$/.test(before))) return 'none'
  const next = nextAfter(segment, token.end)
  if (next.text === '' || next.isToken) return done && inLaterPlan(segment, next.at) ? 'none' : 'day'
  if (startsWithWord(next.text, NEXT_STEP_AFTER)) return 'none'
  if (/^[a-z]/.test(next.text)) return englishRole(segment, token, before, token.ahead === true)
  if (token.ahead || token.feast) return 'none'
  // 上个月用量下降, 上周的会: a stretch of time behind the report is what was talked about.
  if (token.days.length === 0 || token.days.length > 2) return 'none'
  return token.days.some((day) => day.equals(today)) && token.days.length === 1 ? 'day' : 'unsure'
}

/** An English day stands behind its sentence, so words may follow (called X yesterday about the order). */
function englishRole(segment: Segment, token: DayToken, before: string, ahead: boolean): 'day' | 'none' {
  if (/(?:from|since|next|until|till|of|the|'s|than) ?$/.test(before)) return 'none'
  const head = segment.heads.findLast((other) => other.start < token.start)
  const between = head ? segment.open.slice(head.end, token.start) : ''
  return ahead && /[,.;]|will|order|send/.test(between) ? 'none' : 'day'
}

/** Nothing but time words stands before it. */
function isLeading(segment: Segment, token: Span): boolean {
  const others = [...segment.heads, ...segment.mentions, ...segment.contacts]
  return !others.some((other) => other.start < token.start)
}

/** What follows, past parts of the day and spaces: text of its own, the end, or something understood. */
function nextAfter(segment: Segment, end: number): { text: string; isToken: boolean; at: number } {
  let at = end
  const times = [...segment.dayParts, ...segment.clocks, ...segment.durations]
  for (let moved = true; moved; ) {
    const from = at
    while (segment.open[at] === ' ') at++
    at = times.find((token) => token.start === at)?.end ?? at
    moved = at > from
  }
  const char = segment.open[at] ?? ''
  const ends = at >= segment.span.end || /[,。;!?、:()\-~.]/.test(char)
  return { text: ends ? '' : segment.open.slice(at, at + 8), isToken: char === TAKEN || char === NAMED, at }
}

function inLaterPlan(segment: Segment, at: number): boolean {
  // A verb that splitActivities has set aside as a plan is hidden in the text and no head any more.
  return segment.open[at] === TAKEN && !isKnown(segment, at)
}

function isKnown(segment: Segment, at: number): boolean {
  const tokens: Span[] = [
    ...segment.heads,
    ...segment.statuses,
    ...segment.days,
    ...segment.durations,
    ...segment.dayParts,
    ...segment.clocks,
    ...segment.cancelled,
    ...segment.skipped,
  ]
  return tokens.some((token) => token.start <= at && at < token.end)
}

/** Today, but at an hour that has not come: 今晚 said in the afternoon. */
function beginsLater(segment: Segment, moment: Moment): boolean {
  const first = Math.min(...[...segment.heads, ...segment.mentions].map((token) => token.start))
  return [...segment.dayParts, ...segment.clocks].some(
    (token) =>
      token.beginsAt !== undefined &&
      token.beginsAt > moment.minutesIntoDay &&
      (token.start < first ||
        segment.days.some(
          (day) => day.end === token.start || (day.start <= token.start && token.end <= day.end),
        )),
  )
}
