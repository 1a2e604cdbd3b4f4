import { findPeriod } from '../../calendar/periods.ts'
import { showDay } from '../../fields/kinds/dates.ts'
import { type Language, speak } from '../../i18n/translate.ts'

const shortDay = (day: string, language: Language) =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'numeric', day: 'numeric' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** `2026年第48周（11/23–11/29）`; days in words, longer periods, and what is none, by their key. */
export function periodLabel(key: string, language: Language): string {
  const period = findPeriod(key)
  if (period?.kind === 'day') return showDay(key, language)
  if (period?.kind !== 'week') return key
  return speak(language)('cards.week', {
    year: period.year,
    week: period.index,
    from: shortDay(period.start, language),
    to: shortDay(period.end, language),
  })
}
