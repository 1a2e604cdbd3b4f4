import { CalendarError } from './calendar-error.ts'
import { dayNumber } from './days.ts'

export type HalfDay = 'am' | 'pm'

/**
 * A personal leave, both ends included. Without `fromHalf` it starts in the morning of `from`;
 * without `toHalf` it lasts to the evening of `to`. Days are those of the person's own zone.
 */
export interface LeaveInterval {
  readonly from: string
  readonly fromHalf?: HalfDay | undefined
  readonly to: string
  readonly toHalf?: HalfDay | undefined
}

/** True when some leave covers that half of the day. Throws CalendarError `invalid-leave` when one ends before it starts. */
export function isOnLeave(day: string, half: HalfDay, leaves: readonly LeaveInterval[]): boolean {
  const slot = halfSlot(day, half)
  return leaves.some((leave) => {
    const first = halfSlot(leave.from, leave.fromHalf ?? 'am')
    const last = halfSlot(leave.to, leave.toHalf ?? 'pm')
    if (last < first) throw new CalendarError('invalid-leave', `${leave.from} to ${leave.to}`)
    return first <= slot && slot <= last
  })
}

function halfSlot(day: string, half: HalfDay): number {
  return dayNumber(day) * 2 + (half === 'pm' ? 1 : 0)
}
