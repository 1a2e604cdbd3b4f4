import { Temporal } from 'temporal-polyfill'
import { msPerDay, msPerMinute } from '../clock.ts'
import { CalendarError } from './calendar-error.ts'
import { addDays, dayNumber, dayOfNumber } from './days.ts'

const MINUTES_PER_DAY = 1_440
// Every zone's clock changes since 1972 fall on a quarter hour of UTC, so an offset holds for one.
const OFFSET_BUCKET_MS = 15 * msPerMinute
const MAX_CACHED = 20_000

/** What was already worked out about a zone: a conversion costs about 20 µs, and sweeps ask for the same ones again. */
interface KnownZone {
  /** By quarter hour of UTC, in milliseconds. */
  readonly offsets: Map<number, number>
  /** By minutes of the wall clock since 1970, in milliseconds of UTC. */
  readonly instants: Map<number, number>
}

const zones = new Map<string, KnownZone | null>()

/** A wall clock reading. `minutes` counts from local midnight as the clock shows it (0–1439). */
export interface LocalMoment {
  readonly day: string
  readonly minutes: number
}

/**
 * What a wall clock time means in a zone. In a `gap` (clock put forward) it never shows: `earlier` and `later`
 * read it with the offset after and before the change. In an `overlap` (put back) it shows twice.
 */
export interface LocalReading {
  readonly kind: 'exact' | 'gap' | 'overlap'
  readonly earlier: Date
  readonly later: Date
}

/** True for an IANA name this runtime knows; bare offsets such as `+08:00` have no DST rules and are refused. */
export function isZone(name: string): boolean {
  return findZone(name) !== null
}

/** `HH:MM` as minutes since midnight; `24:00` is allowed as the end of a day. */
export function parseTime(text: string): number {
  const minutes = findTime(text)
  if (minutes === null) throw new CalendarError('invalid-time', text)
  return minutes
}

/** As `parseTime`, but null instead of an error. */
export function findTime(text: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text)
  if (!match) return null
  const [hours, minutes] = [Number(match[1]), Number(match[2])]
  const total = hours * 60 + minutes
  return minutes < 60 && total <= MINUTES_PER_DAY ? total : null
}

/** Day and time that a clock in `zone` shows at an instant. */
export function localOf(instant: Date, zone: string): LocalMoment {
  const localMs = instant.getTime() + offsetMsAt(instant, zone)
  const number = Math.floor(localMs / msPerDay)
  const minutes = Math.floor((localMs - number * msPerDay) / msPerMinute)
  return { day: dayOfNumber(number), minutes }
}

/**
 * The instant at which a clock in `zone` shows `minutes` after midnight of `day` (1440 and more run into later days).
 * Disambiguation is Temporal's `compatible`: a skipped time moves forward by the gap, a repeated one is its first.
 */
export function instantOf(day: string, minutes: number, zone: string): Date {
  const { instants } = getZone(zone)
  const wallMinutes = dayNumber(day) * MINUTES_PER_DAY + minutes
  const known = instants.get(wallMinutes)
  if (known !== undefined) return new Date(known)
  const reading = readLocal(day, minutes, zone)
  const instant = reading.kind === 'gap' ? reading.later : reading.earlier
  remember(instants, wallMinutes, instant.getTime())
  return instant
}

/** As `instantOf`, with gaps and overlaps made explicit. */
export function readLocal(day: string, minutes: number, zone: string): LocalReading {
  const dayShift = Math.floor(minutes / MINUTES_PER_DAY)
  const rest = minutes - dayShift * MINUTES_PER_DAY
  getZone(zone)
  const time = `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
  const wall = Temporal.PlainDateTime.from(`${addDays(day, dayShift)}T${time}`)
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime]
  const isExact = earlier.epochMilliseconds === later.epochMilliseconds
  const kind = isExact ? 'exact' : earlier.toPlainDateTime().equals(wall) ? 'overlap' : 'gap'
  return { kind, earlier: new Date(earlier.epochMilliseconds), later: new Date(later.epochMilliseconds) }
}

/** Milliseconds to add to UTC to get the wall clock of `zone`. */
export function offsetMsAt(instant: Date, zone: string): number {
  const { offsets } = getZone(zone)
  const bucket = Math.floor(instant.getTime() / OFFSET_BUCKET_MS)
  const known = offsets.get(bucket)
  if (known !== undefined) return known
  const zoned = Temporal.Instant.fromEpochMilliseconds(bucket * OFFSET_BUCKET_MS).toZonedDateTimeISO(zone)
  const offsetMs = zoned.offsetNanoseconds / 1e6
  remember(offsets, bucket, offsetMs)
  return offsetMs
}

function getZone(name: string): KnownZone {
  const zone = findZone(name)
  if (zone === null) throw new CalendarError('invalid-zone', name)
  return zone
}

function findZone(name: string): KnownZone | null {
  const known = zones.get(name)
  if (known !== undefined) return known
  const isValid = /^[A-Za-z]/.test(name) && isAccepted(name)
  const zone = isValid ? { offsets: new Map(), instants: new Map() } : null
  remember(zones, name, zone)
  return zone
}

function isAccepted(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function remember<Key, Value>(cache: Map<Key, Value>, key: Key, value: Value): void {
  if (cache.size >= MAX_CACHED) cache.clear()
  cache.set(key, value)
}
