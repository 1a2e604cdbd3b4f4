import { Temporal } from 'temporal-polyfill'
import { showDay } from '../../i18n/show-day.ts'
import { type Answer, base, type CommonOptions, type FieldBase, ok, type Parsed, refuse } from '../field.ts'

/**
 * Reads `2026-11-16`, `2026/11/16`, `11-16`, `11月16日`. Without a year it is the date nearest to today, so that
 * "12-30" typed in January is last year's.
 */
function parseDate(answer: Answer, today: string): Parsed<string> {
  if (typeof answer !== 'string') return refuse('fields.notDate')
  const match = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(
    answer.normalize('NFKC').replace(/\s/g, ''),
  )
  if (!match) return refuse('fields.notDate')
  const [, year, month, day] = match
  const now = Temporal.PlainDate.from(today)
  const years = year ? [Number(year)] : [now.year - 1, now.year, now.year + 1]
  const dates = years.flatMap((y) => {
    try {
      return [
        Temporal.PlainDate.from({ year: y, month: Number(month), day: Number(day) }, { overflow: 'reject' }),
      ]
    } catch {
      return []
    }
  })
  const distance = (date: Temporal.PlainDate) => Math.abs(date.since(now, { largestUnit: 'day' }).days)
  const nearest = dates.sort((a, b) => distance(a) - distance(b))[0]
  if (!nearest || nearest.year < 1900 || nearest.year > 2999) return refuse('fields.notDate')
  return ok(nearest.toString())
}

interface DateOptions extends CommonOptions {
  /** Filled in beforehand: a day that is nearly always today should not have to be typed. */
  begins?: 'today'
}

/** A day without a time, as `2026-11-16`. */
export function date(options: DateOptions = {}): FieldBase<string> {
  return {
    ...base('date', 'text', options),
    ...(options.begins === 'today' ? { begin: ({ today }) => today } : {}),
    input: { shape: 'date' },
    parse: (answer, { today }) => parseDate(answer, today),
    toAnswer: (value) => value,
    show: (value, { language }) => showDay(value, language),
    jsonSchema: { type: 'string', format: 'date' },
  }
}

/** A time of day in 24 hours, as `09:05`. */
export function time(options: CommonOptions = {}): FieldBase<string> {
  return {
    ...base('time', 'text', options),
    input: { shape: 'time' },
    parse: (answer) => {
      const match =
        typeof answer === 'string' ? /^(\d{1,2}):(\d{2})$/.exec(answer.normalize('NFKC').trim()) : null
      if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return refuse('fields.notTime')
      return ok(`${match[1]?.padStart(2, '0')}:${match[2]}`)
    },
    toAnswer: (value) => value,
    show: (value) => value,
    jsonSchema: { type: 'string', pattern: '^\\d{2}:\\d{2}$' },
  }
}
