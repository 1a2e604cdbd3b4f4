import type { CatchUp, Schedule } from '../calendar/slots.ts'
import { createCalendar, type Workcalendar } from '../calendar/workcalendar.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import { msPerHour } from '../clock.ts'
import type { JobId, Policy } from './schema.ts'

/** The company's calendar; it remembers the days it was asked about, so make one a policy version and keep it. */
export function calendarOf(policy: Policy): Workcalendar {
  return createCalendar({ ...policy.calendar, zone: policy.zone })
}

export function workingHoursOf(policy: Policy): WorkingHours {
  return { intervals: policy.workingHours.intervals, noonMinutes: policy.workingHours.noon }
}

/** When a job is due, and what becomes of slots that were missed. */
export function scheduleOf(policy: Policy, jobId: JobId): Schedule & { readonly catchUp: CatchUp } {
  const { cron, zone, offDays, catchUp, catchUpWithinHours } = policy.jobs[jobId]
  const isBounded = catchUp !== 'skip' && catchUpWithinHours !== undefined
  return {
    cron,
    zone: zone ?? policy.zone,
    offDays,
    catchUp: isBounded ? { withinMs: catchUpWithinHours * msPerHour, keep: catchUp } : catchUp,
  }
}

/**
 * The channel of a team on a platform: its own, else that of the nearest team above, else `default`; null when the
 * policy names none. `teamKeys` run from the team upwards.
 */
export function findChannel(policy: Policy, teamKeys: readonly string[], platform: string): string | null {
  for (const teamKey of [...teamKeys, 'default']) {
    const channel = policy.channels[teamKey]?.[platform]
    if (channel !== undefined) return channel
  }
  return null
}
