import type { Actor } from '../../access/actor.ts'
import { nextPeriod, parsePeriod, periodOf, previousPeriod } from '../../calendar/periods.ts'
import { localOf } from '../../calendar/zones.ts'
import { ValidationError } from '../../errors.ts'
import type { Values } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import { openDutyStates } from '../../store/duties/duties.ts'
import type { Office } from '../office.ts'

/**
 * The week that a plan or report is for when nobody asked for one and none is owed, by where the policy's deadline
 * lies: due before its week, as a plan is, it is for next week; due in its week, for this one, and on Monday still
 * for last week.
 */
export function defaultFilingPeriod(office: Office, type: RecordType): string {
  const policy = office.policies.current()
  const today = localOf(office.clock.now(), policy.zone).day
  const week = periodOf(today, 'week')
  const due = type.duty === undefined ? undefined : policy.duties[type.duty]?.due
  // A company that asks for no plans may still get some, and nobody plans a week that is over.
  const where = due?.in ?? (type.duty === 'weekly-plan' ? 'previous' : 'same')
  if (where === 'previous') return nextPeriod(week).key
  const isMonday = today === week.start
  return where === 'next' || (isMonday && type.duty) ? previousPeriod(week).key : week.key
}

/**
 * What somebody still owes, or has missed, can always be filed: leave may have moved its deadline by weeks.
 * @throws ValidationError for another week so far off that it can only be a mistake
 */
export async function getFilingPeriod(
  office: Office,
  actor: Actor,
  type: RecordType,
  asked: string | undefined,
): Promise<string> {
  const usual = parsePeriod(defaultFilingPeriod(office, type))
  if (asked === undefined || asked === usual.key) return usual.key
  const nearby = [previousPeriod(previousPeriod(usual)), previousPeriod(usual), nextPeriod(usual)]
  if (nearby.some((p) => p.key === asked) || (await isOwed(office, actor, type, asked))) return asked
  throw new ValidationError([{ field: 'period', say: { key: 'records.periodTooFar' } }])
}

async function isOwed(office: Office, actor: Actor, type: RecordType, periodKey: string): Promise<boolean> {
  if (!type.duty) return false
  const state = { in: [...openDutyStates, 'missed'] }
  const { personId } = actor
  return (await office.store.db.duty.count({ where: { personId, kind: type.duty, periodKey, state } })) > 0
}

/** The month that a record without a week counts in, by its day; undefined where these values hold none. */
export function monthOf(type: RecordType, values: Values): string | undefined {
  const day = type.dayField && !type.period ? values[type.dayField] : undefined
  return typeof day === 'string' ? periodOf(day, 'month').key : undefined
}
