import { dayNumber, isDay } from '../../calendar/days.ts'
import type { Value, Values } from '../../fields/field.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import type { Span } from '../../records/record-type.ts'

/** The field that says which half of this day: the card says both together. */
export const halfOf = (span: Span | undefined, name: string): string | undefined =>
  name === span?.from ? span.fromHalf : name === span?.to ? span.toHalf : undefined

/** Days from the first half to the last, days off included: what of them is work depends on the calendar in force. */
export function spanFacts(
  span: Span | undefined,
  values: Values,
  language: Language,
): { label: string; value: string }[] {
  if (!span) return []
  const [from, to] = [values[span.from], values[span.to]]
  if (!isKnownDay(from) || !isKnownDay(to)) return []
  const first = dayNumber(from) * 2 + (values[span.fromHalf] === 'pm' ? 1 : 0)
  const last = dayNumber(to) * 2 + (values[span.toHalf] === 'am' ? 0 : 1)
  const t = speak(language)
  return [{ label: t('cards.days'), value: t('cards.calendarDays', { count: (last - first + 1) / 2 }) }]
}

const isKnownDay = (value: Value | undefined): value is string => typeof value === 'string' && isDay(value)
