import { isBeyondCalendar } from '../../../calendar/calendar-error.ts'
import type { LeaveInterval } from '../../../calendar/leave.ts'
import { addWorkdaysAt } from '../../../calendar/working-hours.ts'
import { msPerDay } from '../../../clock.ts'
import type { Office } from '../../office.ts'

/** When an answer is due that somebody began to owe at a moment: that many of their own workdays later. */
export function answerDueAt(
  office: Office,
  from: Date,
  workdays: number,
  leaves: readonly LeaveInterval[],
): Date {
  const { calendar } = office.policies.now()
  try {
    return addWorkdaysAt(from, workdays, calendar, leaves)
  } catch (error) {
    if (!isBeyondCalendar(error)) throw error
    // Filing must not fail for want of next year's holidays, nor because somebody is away for years; plain days
    // are close enough for a reminder.
    return new Date(from.getTime() + workdays * msPerDay)
  }
}
