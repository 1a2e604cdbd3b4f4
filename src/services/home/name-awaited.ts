import { showDays, showShortDay, showTinyDay } from '../../i18n/show-day.ts'
import type { Language } from '../../i18n/translate.ts'
import { periodLabel, tinyPeriod } from '../records/period-label.ts'
import type { Awaited } from './read-awaited.ts'

/** What waits, in words: `请假 LV-2026-0001 · 许嘉木`. Two proposals about one week are told apart by what is missing. */
export function nameAwaited(record: Awaited, ownerName: string, language: Language): string {
  const { label } = record.type.texts[language]
  const about = aboutOf(record, language)
  return `${about ? `${label} · ${about}` : label} ${record.number} · ${ownerName}`
}

/** Which week or days it is about: `2026年第48周（11月23日–29日）`, `11月23日–24日`. */
export function whenAwaited({ type, periodKey, days }: Awaited, language: Language): string | undefined {
  if (days)
    return days.from === days.to ? showShortDay(days.from, language) : showDays(days.from, days.to, language)
  return periodKey && type.period ? periodLabel(periodKey, language) : undefined
}

/**
 * The same on a button, what tells it from others first, for its end may be cut: `许嘉木 11/23 请假`, `陈小满 47周 周报`,
 * `陈小满 0012 转诊通知`.
 */
export function shortAwaited(record: Awaited, ownerName: string, language: Language): string {
  const { type, periodKey, days, number } = record
  const when = days
    ? showTinyDay(days.from, language)
    : periodKey && type.period
      ? tinyPeriod(periodKey, language)
      : number.split('-').at(-1)
  return `${ownerName} ${when} ${aboutOf(record, language) ?? type.texts[language].label}`.trim()
}

const aboutOf = ({ type, dutyKind }: Awaited, language: Language): string | undefined =>
  dutyKind === undefined ? undefined : type.texts[language].options?.dutyKind?.[dutyKind]
