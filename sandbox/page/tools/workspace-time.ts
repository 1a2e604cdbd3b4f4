import { Temporal } from 'temporal-polyfill'

/**
 * Instants people want to jump to, always later than now. A workday here is Monday to Friday: the workspace is a
 * peer of the product and knows nothing of its holidays.
 */
export type Jump = 'next-workday' | 'friday' | 'monday'

const MONDAY = 1
const FRIDAY = 5

export function findJump(jump: Jump, nowMs: number, timeZone: string): string {
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(nowMs)).toZonedDateTimeISO(timeZone)
  // By then whatever a company posts on a Friday has been posted.
  const at = Temporal.PlainTime.from(jump === 'friday' ? '18:45' : '09:00')
  let day = now.toPlainDate()
  // A workday that begins at 09:00 today has begun; only what is still to come counts.
  for (;;) {
    const candidate = day.toZonedDateTime({ timeZone, plainTime: at })
    if (fits(jump, day.dayOfWeek) && Temporal.ZonedDateTime.compare(candidate, now) > 0) {
      return candidate.toInstant().toString()
    }
    day = day.add({ days: 1 })
  }
}

function fits(jump: Jump, dayOfWeek: number): boolean {
  if (jump === 'friday') return dayOfWeek === FRIDAY
  if (jump === 'monday') return dayOfWeek === MONDAY
  return dayOfWeek <= FRIDAY
}

/** The wall clock of a zone for a `datetime-local` field. */
export function writeWallClock(ms: number, timeZone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(timeZone)
  return time.toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** The instant of a wall clock in a zone, as ISO; null when it is not a time. */
export function readWallClock(text: string, timeZone: string): string | null {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant().toString()
  } catch {
    return null
  }
}
