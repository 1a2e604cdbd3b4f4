import { addDays } from '../../calendar/days.ts'
import { localOf } from '../../calendar/zones.ts'
import { showDay } from '../../i18n/show-day.ts'
import { type Language, speak } from '../../i18n/translate.ts'

/** "Today, 18:00" on the reader's own clock; days farther off by their date. */
export function whenWords(at: Date, now: Date, zone: string, language: Language): string {
  const t = speak(language)
  const { day, minutes } = localOf(at, zone)
  const today = localOf(now, zone).day
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  if (day === today) return t('home.today', { time })
  if (day === addDays(today, 1)) return t('home.tomorrow', { time })
  if (day === addDays(today, -1)) return t('home.yesterday', { time })
  return t('home.onDay', { day: showDay(day, language), time })
}
