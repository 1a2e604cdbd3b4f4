import { matchNumber, type NumberMatch, stick } from './match-number.ts'

const HALF_HOUR = /半个?(?:小时|钟头)/y
const HOURS = / ?(个半)?(?:个?(?:小时|钟头)|h(?:ours?|rs?)?(?![a-z]))(半)?/y
const QUARTERS = / ?(?:刻钟|个刻钟)/y
const MINUTES = / ?(?:分钟|分|minutes?(?![a-z])|mins?(?![a-z])|m(?![a-z]))?/y
const COUNT = /\d{1,4}(?:\.\d{1,2})?|[一二两三四五六七八九十]{1,3}(?:点五)?/y
const AND = / ?(?:零|又|and )?/y

/** A length of time as whole minutes: 半小时, 一个半小时, 1小时20分, 90分钟, 1.5h, 30. */
export function matchDuration(folded: string, from: number): NumberMatch | undefined {
  const half = stick(HALF_HOUR, folded, from)
  if (half) return { end: half.end, answer: '30' }
  const count = stick(COUNT, folded, from)
  const amount = count ? matchNumber(count.text, 0)?.answer : undefined
  if (!count || amount === undefined) return matchNumber(folded, from)
  const quarters = stick(QUARTERS, folded, count.end)
  if (quarters) return wholeMinutes(quarters.end, Number(amount) * 15)
  HOURS.lastIndex = count.end
  const hours = HOURS.exec(folded)
  if (!hours) return matchNumber(folded, from)
  const end = count.end + hours[0].length
  const minutes = Number(amount) * 60 + (hours[1] || hours[2] ? 30 : 0)
  const rest = stick(COUNT, folded, stick(AND, folded, end)?.end ?? end)
  const more = rest ? matchNumber(rest.text, 0)?.answer : undefined
  if (!rest || more === undefined) return wholeMinutes(end, minutes)
  return wholeMinutes(stick(MINUTES, folded, rest.end)?.end ?? rest.end, minutes + Number(more))
}

const wholeMinutes = (end: number, minutes: number): NumberMatch =>
  Number.isInteger(minutes) ? { end, answer: String(minutes) } : { end }
