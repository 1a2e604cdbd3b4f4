import { addDays } from '../calendar/days.ts'
import type { LeaveInterval } from '../calendar/leave.ts'
import type { Workcalendar } from '../calendar/workcalendar.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import { instantOf, localOf } from '../calendar/zones.ts'

/** Whoever is away longer is not waited for. */
const MAX_REACH_DAYS = 800

/** When a recipient may be prompted: on their own clock, on worked half days only. */
export interface PromptWindows {
  readonly calendar: Workcalendar
  readonly hours: WorkingHours
  /** Minutes after local midnight between which a prompt is welcome. */
  readonly prompts: { readonly from: number; readonly until: number }
  readonly zone: string
  readonly leaves: readonly LeaveInterval[]
  /** Someone else who must not be wholly away on the day: the one whom a message to a third is about. */
  readonly about?: readonly LeaveInterval[]
}

/**
 * The instant itself when a prompt is welcome then, else the next start of work; null when there is none within two
 * years. Throws HolidayDataMissing when the way there leads through an unknown year.
 */
export function findPromptAt(instant: Date, windows: PromptWindows): Date | null {
  const local = localOf(instant, windows.zone)
  let day = local.day
  for (let tried = 0; tried < MAX_REACH_DAYS; tried++, day = addDays(day, 1)) {
    for (const span of spansOn(day, windows)) {
      if (day === local.day) {
        if (span.from <= local.minutes && local.minutes < span.until) return instant
        if (local.minutes >= span.until) continue
      }
      const startsAt = workStartIn(span, windows.hours)
      if (startsAt === null) continue
      return instantOf(day, startsAt, windows.zone)
    }
  }
  return null
}

interface Span {
  readonly from: number
  readonly until: number
}

function spansOn(day: string, windows: PromptWindows): Span[] {
  const { calendar, prompts, hours } = windows
  if (windows.about !== undefined && !calendar.isWorkday(day, windows.about)) return []
  const { am, pm } = calendar.workHalves(day, windows.leaves)
  if (!am && !pm) return []
  const from = am ? prompts.from : Math.max(prompts.from, hours.noonMinutes)
  const until = pm ? prompts.until : Math.min(prompts.until, hours.noonMinutes)
  return from < until ? [{ from, until }] : []
}

/** Nobody is disturbed at breakfast for something that waited overnight: prompts put off come when work starts. */
function workStartIn(span: Span, hours: WorkingHours): number | null {
  for (const { startMinutes, endMinutes } of hours.intervals) {
    const start = Math.max(startMinutes, span.from)
    if (start < Math.min(endMinutes, span.until)) return start
  }
  return null
}
