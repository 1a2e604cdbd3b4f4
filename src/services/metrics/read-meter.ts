import type { Actor } from '../../access/actor.ts'
import { periodOf } from '../../calendar/periods.ts'
import { scaledQuota } from '../../policy/quotas.ts'
import { readLeaves } from '../../store/duties/leaves.ts'
import type { Tx } from '../../store/open-store.ts'
import { readTallies } from '../../store/tallies.ts'
import { type Office, todayOf } from '../office.ts'

export interface Gauge {
  done: number
  wanted: number
}

/** The 2-3-4 meter of a day and the field days of its year (mission rows 1.18, 1.28). */
export interface Meter {
  day: string
  newVisits: Gauge
  oldVisits: Gauge
  calls: Gauge
  fieldDays: Gauge
}

/** `wanted` follows the day: nothing on leave or a holiday, half on half a day. */
export async function readMeter(
  office: Office,
  actor: Actor,
  db: Tx = office.store.db,
  day = todayOf(office, actor),
): Promise<Meter> {
  const { policy, calendar } = office.policies.now()
  const { dailyActivity, fieldDaysPerYear } = policy.quotas
  const leaves = (await readLeaves(db, [actor.personId], day, day)).get(actor.personId) ?? []
  const fraction = calendar.workFraction(day, leaves)
  const [ofDay, ofYear] = await Promise.all([
    readTallies(db, actor.personId, day),
    readTallies(db, actor.personId, periodOf(day, 'year').key),
  ])
  const gauge = (metric: string, perDay: number): Gauge => ({
    done: ofDay.get(metric) ?? 0,
    wanted: scaledQuota(perDay, fraction),
  })
  return {
    day,
    newVisits: gauge('visit_new', dailyActivity.newVisits),
    oldVisits: gauge('visit_old', dailyActivity.oldVisits),
    calls: gauge('call', dailyActivity.calls),
    fieldDays: { done: ofYear.get('field_days') ?? 0, wanted: fieldDaysPerYear },
  }
}
