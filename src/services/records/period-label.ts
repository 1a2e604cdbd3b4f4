import { findPeriod } from '../../calendar/periods.ts'
import { showDay, showDays, showMonth, showTinyDay } from '../../i18n/show-day.ts'
import { type Language, speak } from '../../i18n/translate.ts'

/** `2026年第48周（11月23日–29日）`; days and months in words, longer periods, and what is none, by their key. */
export function periodLabel(key: string, language: Language): string {
  const period = findPeriod(key)
  if (period?.kind === 'day') return showDay(key, language)
  if (period?.kind === 'month') return showMonth(period.start, language)
  if (period?.kind !== 'week') return key
  return speak(language)('cards.week', {
    year: period.year,
    week: period.index,
    days: showDays(period.start, period.end, language),
  })
}

/** Where every letter counts: `48周`, `W48`, `11/18`. */
export function tinyPeriod(key: string, language: Language): string {
  const period = findPeriod(key)
  if (period?.kind === 'day') return showTinyDay(key, language)
  return period?.kind === 'week' ? speak(language)('digests.weekLabel', { week: period.index }) : key
}
