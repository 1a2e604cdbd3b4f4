import { isBeyondCalendar } from '../../calendar/calendar-error.ts'
import { addWorkingHours } from '../../calendar/working-hours.ts'
import { instantOf, localOf } from '../../calendar/zones.ts'
import { lastDeliveries, wasDelivered } from '../../store/backlog.ts'
import type { Office } from '../office.ts'
import type { Trouble } from './trouble.ts'

/** Something was delivered on each of so many workdays before: then silence is no custom of theirs. */
const usualWorkdays = 3
const minutesADay = 1_440

/** Platforms that deliver nothing for longer than usual in working hours, although they did on each workday before. */
export async function findQuiet(office: Office): Promise<Trouble[]> {
  const { policy, calendar, hours } = office.policies.now()
  const now = office.clock.now()
  const { quietWorkingHours: count } = policy.alerts
  const { day } = localOf(now, policy.zone)
  try {
    const troubles: Trouble[] = []
    for (const { platform, at } of await lastDeliveries(office.store, now)) {
      if (addWorkingHours(at, count, { hours, calendar }) > now) continue
      // Counted back from the day on which it fell silent, so that it stays found for as long as it lasts.
      let isUsual = true
      let workday = localOf(at, policy.zone).day
      for (let back = 0; isUsual && back < usualWorkdays; back += 1) {
        const within = [0, minutesADay].map((minutes) => instantOf(workday, minutes, policy.zone))
        isUsual = await wasDelivered(office.store, platform, within as [Date, Date])
        workday = calendar.previousWorkday(workday)
      }
      if (isUsual) troubles.push({ kind: 'quiet', about: platform, count })
    }
    return troubles
  } catch (error) {
    if (!isBeyondCalendar(error)) throw error
    office.log.warn({ day }, 'nobody knows which hours are worked: silence is not looked at')
    return []
  }
}
