/** Days as people read them, the same everywhere: `2026年11月18日周三`, `Wed, Nov 18, 2026`. ISO days in, words out. */

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs a hundred times what using it does. */
function format(language: string, options: Intl.DateTimeFormatOptions, at: Date): string {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options)
  formats.set(key, known)
  return known.format(at)
}

const atMidnight = (day: string) => new Date(`${day}T00:00:00Z`)
const short = { month: 'short', day: 'numeric' } as const

/** `2026年11月18日周三` or `Wed, Nov 18, 2026`. */
export const showDay = (day: string, language: string): string =>
  format(language, { timeZone: 'UTC', ...short, weekday: 'short', year: 'numeric' }, atMidnight(day))

/** `2026年11月` or `Nov 2026`. */
export const showMonth = (day: string, language: string): string =>
  format(language, { timeZone: 'UTC', year: 'numeric', month: 'short' }, atMidnight(day))

/** `11月18日` or `Nov 18`. */
export const showShortDay = (day: string, language: string): string =>
  format(language, { timeZone: 'UTC', ...short }, atMidnight(day))

/** Where every letter counts: `11/18` or `Nov 18`. */
export const showTinyDay = (day: string, language: string): string =>
  language === 'en'
    ? showShortDay(day, language)
    : format(language, { timeZone: 'UTC', month: 'numeric', day: 'numeric' }, atMidnight(day))

/** `11月23日–29日`, `11月30日–12月6日`, `Nov 23–29`. */
export function showDays(from: string, to: string, language: string): string {
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7)
  const end = isOneMonth
    ? format(language, { timeZone: 'UTC', day: 'numeric' }, atMidnight(to))
    : showShortDay(to, language)
  return `${showShortDay(from, language)}–${end}`
}

/** `11月20日周五 18:00` or `Fri, Nov 20, 18:00`, on a zone's clock. */
export const showMoment = (moment: Date, language: string, zone: string): string =>
  format(
    language,
    { timeZone: zone, ...short, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    moment,
  )
