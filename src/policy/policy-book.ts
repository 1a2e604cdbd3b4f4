import type { Workcalendar } from '../calendar/workcalendar.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import { localOf } from '../calendar/zones.ts'
import type { Clock } from '../clock.ts'
import { calendarOf, workingHoursOf } from './policy-settings.ts'
import { type PolicyVersion, selectPolicy } from './policy-versions.ts'
import type { Policy } from './schema.ts'

/** A version with what is computed from it once. */
export interface PolicyInForce extends PolicyVersion {
  readonly calendar: Workcalendar
  readonly hours: WorkingHours
}

/** Every version of the policy, by the day it takes effect. */
export interface PolicyBook {
  /** What is in force now. */
  current(): Policy
  now(): PolicyInForce
  /** What was or will be in force on a day. */
  on(day: string): PolicyInForce
}

/** `versions` in the order they were loaded: of two that take effect on one day the later loaded counts. */
export function createPolicyBook(versions: readonly PolicyVersion[], clock: Clock): PolicyBook {
  const inForce = versions.map((version) => ({
    ...version,
    calendar: calendarOf(version.policy),
    hours: workingHoursOf(version.policy),
  }))
  // The zone of the newest version tells which day it is; a company does not move between versions.
  const zone = versions.at(-1)?.policy.zone ?? 'UTC'
  const on = (day: string) => selectPolicy(inForce, day)
  const now = () => on(localOf(clock.now(), zone).day)
  return { on, now, current: () => now().policy }
}
