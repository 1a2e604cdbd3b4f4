export interface Viewer {
  /** IANA zone of the person who looks. */
  timeZone: string
  /** BCP 47, of the page's language. */
  locale: string
  /** The workspace's present time, for "today" and "yesterday". */
  nowMs: number
  words: { today: string; yesterday: string; tomorrow: string }
}

const DATE_STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
}

/** Fills the tokens of `<!date^…>`: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export function formatSlackDate(seconds: number, format: string, viewer: Viewer): string {
  const ms = seconds * 1000
  return format.replace(/\{([a-z_]+)\}/g, (token, name: string) => formatToken(name, ms, viewer) ?? token)
}

function formatToken(name: string, ms: number, viewer: Viewer): string | null {
  if (name === 'date_num') return isoDay(ms, viewer.timeZone)
  if (name === 'time') return write(ms, viewer, { hour: '2-digit', minute: '2-digit', hour12: false })
  if (name === 'time_secs') {
    return write(ms, viewer, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
  }
  if (name === 'ago') return formatAgo(ms, viewer)
  if (name.endsWith('_pretty'))
    return nearDay(ms, viewer) ?? formatToken(name.replace(/_pretty$/, ''), ms, viewer)
  if (name === 'day_divider') return write(ms, viewer, { weekday: 'long', month: 'long', day: 'numeric' })
  const style = DATE_STYLES[name]
  return style ? write(ms, viewer, style) : null
}

function write(ms: number, viewer: Viewer, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(viewer.locale, { ...style, timeZone: viewer.timeZone }).format(ms)
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function isoDay(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(ms)
}

/** "Today", "yesterday" or "tomorrow" as the viewer's zone has it; null for any other day. */
function nearDay(ms: number, viewer: Viewer): string | null {
  const days = dayNumber(ms, viewer.timeZone) - dayNumber(viewer.nowMs, viewer.timeZone)
  if (days === 0) return viewer.words.today
  if (days === -1) return viewer.words.yesterday
  return days === 1 ? viewer.words.tomorrow : null
}

function dayNumber(ms: number, timeZone: string): number {
  return Date.parse(`${isoDay(ms, timeZone)}T00:00:00Z`) / 86_400_000
}

const AGO_STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

function formatAgo(ms: number, viewer: Viewer): string {
  const seconds = Math.round((ms - viewer.nowMs) / 1000)
  const writer = new Intl.RelativeTimeFormat(viewer.locale, { numeric: 'auto' })
  for (const [unit, size] of AGO_STEPS) {
    if (Math.abs(seconds) >= size) return writer.format(Math.trunc(seconds / size), unit)
  }
  return writer.format(seconds, 'second')
}
