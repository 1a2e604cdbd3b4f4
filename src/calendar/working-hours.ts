import { msPerHour } from '../clock.ts'
import { CalendarError } from './calendar-error.ts'
import { addDays } from './days.ts'
import type { LeaveInterval } from './leave.ts'
import type { Workcalendar } from './workcalendar.ts'
import { instantOf, localOf } from './zones.ts'

const MAX_REACH_DAYS = 800

/** The company's hours, as minutes after local midnight, ascending and without overlap. */
export interface WorkingHours {
  readonly intervals: readonly { readonly startMinutes: number; readonly endMinutes: number }[]
  /** Where a half day ends and the other begins. */
  readonly noonMinutes: number
}

export interface WorkingTime {
  readonly hours: WorkingHours
  readonly calendar: Workcalendar
  /** Whose clocks the hours are read on; the calendar's zone when left out. */
  readonly zone?: string
  readonly leaves?: readonly LeaveInterval[]
}

/**
 * The instant at which `hours` of working time have passed. Off hours, days off and leave don't count; what counts
 * is time that really passes, so a night shift over a clock change is one hour shorter or longer.
 * 0 gives the instant itself when it is worked, else the next start of work. Negative hours are refused.
 */
export function addWorkingHours(instant: Date, hours: number, time: WorkingTime): Date {
  if (!(hours >= 0)) throw new RangeError(`working hours can only be added: ${hours}`)
  const zone = time.zone ?? time.calendar.zone
  let leftMs = Math.round(hours * msPerHour)
  let day = localOf(instant, zone).day
  for (let tried = 0; tried < MAX_REACH_DAYS; tried++, day = addDays(day, 1)) {
    for (const span of workingSpans(day, zone, time)) {
      const startMs = Math.max(span.startMs, instant.getTime())
      if (startMs >= span.endMs) continue
      if (leftMs <= span.endMs - startMs) return new Date(startMs + leftMs)
      leftMs -= span.endMs - startMs
    }
  }
  throw new CalendarError('no-workday-in-reach', `${hours} working hours after ${instant.toISOString()}`)
}

/** The same time of day on the n-th workday after (or before) an instant, in `zone`. */
export function addWorkdaysAt(
  instant: Date,
  workdays: number,
  calendar: Workcalendar,
  leaves: readonly LeaveInterval[] = [],
  zone: string = calendar.zone,
): Date {
  const { day, minutes } = localOf(instant, zone)
  return instantOf(calendar.addWorkdays(day, workdays, leaves), minutes, zone)
}

function workingSpans(day: string, zone: string, time: WorkingTime): { startMs: number; endMs: number }[] {
  const halves = time.calendar.workHalves(day, time.leaves)
  const { noonMinutes } = time.hours
  const fromMinutes = halves.am ? 0 : noonMinutes
  const untilMinutes = halves.pm ? 1_440 : noonMinutes
  if (!halves.am && !halves.pm) return []
  return time.hours.intervals.flatMap((interval) => {
    const start = Math.max(interval.startMinutes, fromMinutes)
    const end = Math.min(interval.endMinutes, untilMinutes)
    if (start >= end) return []
    return [{ startMs: instantOf(day, start, zone).getTime(), endMs: instantOf(day, end, zone).getTime() }]
  })
}
