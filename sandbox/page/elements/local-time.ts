import { Temporal } from 'temporal-polyfill'

/** `2026-11-18T09:30` in a zone as unix seconds; of a doubled hour the earlier. */
export function readLocalTime(text: string, timeZone: string): number {
  return Math.floor(Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds / 1000)
}

export function writeLocalTime(seconds: number, timeZone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(timeZone)
  return time.toPlainDateTime().toString({ smallestUnit: 'minute' })
}
