import type { Actor } from '../../access/actor.ts'
import { HolidayDataMissing } from '../../calendar/calendar-error.ts'
import { parsePeriod, previousPeriod } from '../../calendar/periods.ts'
import type { Answers, Values } from '../../fields/field.ts'
import { scaledQuota } from '../../policy/quotas.ts'
import { liveStates, type RecordType } from '../../records/record-type.ts'
import weeklyPlanType from '../../records/weekly-plan/index.ts'
import weeklyReportType from '../../records/weekly-report/index.ts'
import { readLeaves } from '../../store/duties/leaves.ts'
import type { Tx } from '../../store/open-store.ts'
import { findRecord, type StoredRecord } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import type { PrefillWanted } from './prefill.ts'

/** What was carried over longer ago has been planned since or forgotten for good. */
const weeksBack = 4

/**
 * The plan as it follows from what is known: what the last report carried over (to customers as visits, else as
 * goals), the focus it named, and the last plan's number targets, or the quotas of the week where there is none.
 */
export async function prefillWeeklyPlan({ office, actor, periodKey }: PrefillWanted): Promise<Answers> {
  const { db } = office.store
  const [plan, report] = await Promise.all([
    findLatest(db, actor, weeklyPlanType, periodKey),
    findLatest(db, actor, weeklyReportType, periodKey),
  ])
  // Items of a report older than the last plan were that plan's business.
  const isFresh = report && (report.periodKey ?? '') >= (plan?.periodKey ?? '')
  const items = isFresh ? ((report.values.items ?? []) as readonly Values[]) : []
  const carried = items.filter((item) => item.outcome === 'carried')
  const focus = isFresh && typeof report.values.nextFocus === 'string' ? [report.values.nextFocus] : []
  const goals = [...focus, ...carried.flatMap((item) => (item.customer ? [] : [String(item.what)]))]
  return {
    goals: goals.length > 0 ? goals.join('\n') : null,
    visits: carried.flatMap((item) =>
      item.customer ? [{ customer: String(item.customer), purpose: String(item.what), day: null }] : [],
    ),
    ...(plan ? targetsOf(plan) : await quotasOf(office, actor, periodKey)),
    notes: null,
  }
}

/** The newest record of a weekly type from before the week. */
async function findLatest(
  db: Tx,
  actor: Actor,
  type: RecordType,
  before: string,
): Promise<StoredRecord | undefined> {
  let week = parsePeriod(before)
  const keys: string[] = []
  for (let back = 0; back < weeksBack; back++) {
    week = previousPeriod(week)
    keys.push(week.key)
  }
  const row = await db.record.findFirst({
    where: {
      type: type.id,
      ownerId: actor.personId,
      periodKey: { in: keys },
      status: { in: liveStates(type) },
    },
    orderBy: { periodKey: 'desc' },
    select: { id: true },
  })
  return row ? findRecord(db, type, row.id) : undefined
}

const asAnswer = (target: unknown) => (typeof target === 'number' ? String(target) : null)

const targetsOf = ({ values }: StoredRecord): Answers => ({
  newVisitTarget: asAnswer(values.newVisitTarget),
  oldVisitTarget: asAnswer(values.oldVisitTarget),
  callTarget: asAnswer(values.callTarget),
  referralTarget: asAnswer(values.referralTarget),
})

/** A first plan begins with what the week asks; of registered representatives nothing is asked (row 0.19). */
async function quotasOf(office: Office, actor: Actor, periodKey: string): Promise<Answers> {
  const { db } = office.store
  const { policy, calendar } = office.policies.now()
  const week = parsePeriod(periodKey)
  const [person, leaves] = await Promise.all([
    db.person.findUnique({ where: { id: actor.personId }, select: { isRegisteredRep: true } }),
    readLeaves(db, [actor.personId], week.start, week.end),
  ])
  if (!person || person.isRegisteredRep) return {}
  try {
    const workdays = calendar.workFractionBetween(week.start, week.end, leaves.get(actor.personId) ?? [])
    const { newVisits, oldVisits, calls } = policy.quotas.dailyActivity
    return {
      newVisitTarget: asAnswer(scaledQuota(newVisits, workdays)),
      oldVisitTarget: asAnswer(scaledQuota(oldVisits, workdays)),
      callTarget: asAnswer(scaledQuota(calls, workdays)),
    }
  } catch (error) {
    // A suggestion can wait until the year's holidays are known; the plan cannot.
    if (error instanceof HolidayDataMissing) return {}
    throw error
  }
}
