import type { Actor } from '../../access/actor.ts'
import { owner } from '../../access/permissions.ts'
import { parsePeriod } from '../../calendar/periods.ts'
import type { Answers, Values } from '../../fields/field.ts'
import { speak } from '../../i18n/translate.ts'
import activityType from '../../records/activity/index.ts'
import { liveStates } from '../../records/record-type.ts'
import weeklyPlanType from '../../records/weekly-plan/index.ts'
import weeklyReportType from '../../records/weekly-report/index.ts'
import type { Tx } from '../../store/open-store.ts'
import { findRecord, listRecords, type StoredRecord } from '../../store/records/records.ts'
import { readTallies, tallyMetrics } from '../../store/tallies.ts'
import { findSingle } from '../records/single-record.ts'
import type { PrefillWanted } from './prefill.ts'

/** More than anybody logs in a week. */
const activitiesAtMost = 500

/**
 * The week's report as it can be known: each planned visit done if an activity with that customer was logged in the
 * week, and the counts in a sentence. A week of which nothing is known gives an empty form.
 */
export async function prefillWeeklyReport({ office, actor, periodKey }: PrefillWanted): Promise<Answers> {
  const { db } = office.store
  const week = parsePeriod(periodKey)
  const [plan, activities] = await Promise.all([
    findPlan(db, actor, periodKey),
    listRecords(db, activityType, {
      visible: owner.rows(actor),
      statuses: liveStates(activityType),
      days: { from: week.start, to: week.end },
      limit: activitiesAtMost,
      order: 'oldest',
    }),
  ])
  const visits = (plan?.values.visits ?? []) as readonly Values[]
  const items = visits.map((visit) => toItem(visit, activities))
  const kept = items.filter((item) => item.outcome === 'done').length
  return {
    items,
    summary: await summarise(db, actor, periodKey, { planned: items.length, kept }),
    blockers: null,
    nextFocus: null,
  }
}

/** The plan of that week, approved or not yet: what was set out is the same. */
async function findPlan(db: Tx, actor: Actor, periodKey: string): Promise<StoredRecord | undefined> {
  const id = await findSingle(db, weeklyPlanType, actor.personId, periodKey)
  return id ? findRecord(db, weeklyPlanType, id) : undefined
}

function toItem(visit: Values, activities: readonly StoredRecord[]): Answers {
  const own = activities.filter((activity) => activity.values.customer === visit.customer)
  return {
    customer: String(visit.customer),
    what: String(visit.purpose),
    outcome: own.length > 0 ? 'done' : 'not_done',
    note: fitNote(own.find((activity) => activity.values.note !== null)?.values.note),
  }
}

/** What was noted with the visit saves typing it again, where it is short enough to be a line. */
function fitNote(note: unknown): string | null {
  const items = weeklyReportType.fields.items?.input
  const input = items?.shape === 'rows' ? items.fields.note?.input : undefined
  const longest = input?.shape === 'line' ? input.maxLength : 0
  return typeof note === 'string' && note.length <= longest ? note : null
}

async function summarise(
  db: Tx,
  actor: Actor,
  periodKey: string,
  { planned, kept }: { planned: number; kept: number },
): Promise<string | null> {
  const t = speak(actor.language)
  const counts = await readTallies(db, actor.personId, periodKey)
  const count = (metric: string) => counts.get(metric) ?? 0
  const referrals = count('referrals')
  const isQuiet = tallyMetrics.every((metric) => count(metric) === 0)
  if (isQuiet && planned === 0) return null
  return [
    t('home.summary', {
      newDone: count('visit_new'),
      oldDone: count('visit_old'),
      callDone: count('call'),
      fieldDays: count('field_days'),
    }),
    ...(planned > 0 ? [t('home.summaryPlan', { planned, kept })] : []),
    ...(referrals > 0 ? [t('home.summaryReferrals', { count: referrals })] : []),
  ].join('\n')
}
