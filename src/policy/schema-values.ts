import { z } from 'zod'
import { isDay } from '../calendar/days.ts'
import { findCronFault } from '../calendar/slots.ts'
import { findTime, isZone } from '../calendar/zones.ts'

/** Why a text in the policy file can't be read: a code for the catalogs and what would be right. */
function readText<Value>(code: string, expected: string, find: (text: string) => Value | null) {
  const form = z.string().meta({ expected })
  return form.transform((text, context): Value => {
    const value = find(text)
    if (value !== null) return value
    context.issues.push({ code: 'custom', input: text, message: code, params: { code, expected } })
    return z.NEVER
  })
}

export const day = readText('bad-day', 'YYYY-MM-DD', (text) => (isDay(text) ? text : null))

/** `HH:MM` in, minutes after local midnight out. */
export const time = readText('bad-time', 'HH:MM, 00:00 to 23:59', (text) => {
  const minutes = findTime(text)
  return minutes === 1_440 ? null : minutes
})

/** `09:00-12:00` in, minutes after local midnight out; `24:00` may end it. */
export const timeSpan = readText('bad-time-span', 'HH:MM-HH:MM, the second later than the first', (text) => {
  const [start, end, ...rest] = text.split('-').map(findTime)
  if (rest.length > 0 || start == null || end == null || start >= end) return null
  return { startMinutes: start, endMinutes: end }
})

export const zone = readText('bad-zone', 'an IANA name such as Asia/Shanghai', (text) =>
  isZone(text) ? text : null,
)

export const cron = z.string().transform((text, context) => {
  const fault = findCronFault(text)
  if (fault === null) return text
  context.issues.push({
    code: 'custom',
    input: text,
    message: 'bad-cron',
    params: { code: 'bad-cron', expected: 'minute hour day-of-month month day-of-week', fault },
  })
  return z.NEVER
})

/** Yuan as text (`'-200.00'`), so that no float ever holds money; integer fen out. */
export const money = readText('bad-money', "yuan in quotes with two decimals, such as '-200.00'", (text) => {
  const match = /^(-?)(\d{1,12})\.(\d{2})$/.exec(text)
  if (!match) return null
  const fen = BigInt(`${match[2]}${match[3]}`)
  return match[1] ? -fen : fen
})

/** `6%` or `12.5%` in, hundredths of a percent out (600, 1250). */
export const percent = readText('bad-percent', "0% to 100% in quotes, such as '6%' or '12.5%'", (text) => {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?%$/.exec(text)
  if (!match) return null
  const basisPoints = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return basisPoints <= 10_000 ? basisPoints : null
})

/** The name of a thing within the policy: `weekly-plan`. */
export const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)

export function idRecord<Value extends z.ZodType>(value: Value) {
  return z.record(id, value)
}

export const dayRecord = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string().refine(isDay, { params: { code: 'bad-day', expected: 'YYYY-MM-DD' } }), value)

/** Checks that the shares, in hundredths of a percent, make up the whole. */
export function sumsToWhole<Item>(share: (item: Item) => number) {
  return (payload: z.core.ParsePayload<Item[]>): void => {
    const sum = payload.value.reduce((total, item) => total + share(item), 0)
    if (sum === 10_000) return
    payload.issues.push({
      code: 'custom',
      input: payload.value,
      message: 'sum-not-100',
      params: { code: 'sum-not-100', expected: 'shares that add up to 100%', given: `${sum / 100}%` },
    })
  }
}
