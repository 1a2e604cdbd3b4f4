import { HolidayDataMissing } from '../../calendar/calendar-error.ts'
import { workdaySlotsBetween } from '../../calendar/slots.ts'
import { msPerDay } from '../../clock.ts'
import { scheduleOf } from '../../policy/policy-settings.ts'
import type { JobId } from '../../policy/schema.ts'
import { type JobState, readJobState } from '../../store/backlog.ts'
import type { Office } from '../office.ts'

export interface JobReport extends JobState {
  job: JobId
  /** How long ago the first slot came due that nobody has taken; 0 when none has, or the job never ran. */
  lateMs: number
}

/** How every job stands at this moment. */
export async function reportJobs(office: Office): Promise<JobReport[]> {
  const now = office.clock.now()
  const { policy, calendar } = office.policies.now()
  const since = new Date(now.getTime() - msPerDay)
  const ids = Object.keys(policy.jobs) as JobId[]
  return Promise.all(
    ids.map(async (job) => {
      const state = await readJobState(office.store, job, { now, since })
      const untaken = state.lastSlotAt && findFirstSlot(state.lastSlotAt)
      return { ...state, job, lateMs: untaken ? now.getTime() - untaken.getTime() : 0 }

      function findFirstSlot(after: Date): Date | undefined {
        try {
          return workdaySlotsBetween(scheduleOf(policy, job), calendar, after, now, 1)[0]
        } catch (error) {
          // It waits for the holidays of the year, which is told apart.
          if (error instanceof HolidayDataMissing) return undefined
          throw error
        }
      }
    }),
  )
}
