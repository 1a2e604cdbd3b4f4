/**
 * What scores are computed from, read for many people at once along the indexes that begin with the person; never by
 * a walk over the activities. Lists of ids are cut into chunks below what both databases take as parameters.
 */

import type { Tx } from '../open-store.ts'
import { join, sql } from '../sql.ts'
import type { TallyMetric } from '../tallies.ts'

const chunkSize = 2000

async function inChunks<Row>(
  ids: readonly string[],
  read: (chunk: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let from = 0; from < ids.length; from += chunkSize) {
    rows.push(...(await read(ids.slice(from, from + chunkSize))))
  }
  return rows
}

/** Totals of these people in a period, by person then metric. */
export async function readTalliesOf(
  db: Tx,
  personIds: readonly string[],
  periodKey: string,
  metrics: readonly TallyMetric[],
): Promise<Map<string, Map<string, number>>> {
  const rows = await inChunks(personIds, (chunk) =>
    db.$queryRaw<{ personId: string; metric: string; value: bigint }[]>(sql`
      SELECT "personId", "metric", "value" FROM "Tally"
       WHERE "periodKey" = ${periodKey} AND "metric" IN (${join([...metrics])})
         AND "personId" IN (${join([...chunk])})`),
  )
  const byPerson = new Map<string, Map<string, number>>()
  for (const row of rows) {
    const own = byPerson.get(row.personId)
    if (own) own.set(row.metric, Number(row.value))
    else byPerson.set(row.personId, new Map([[row.metric, Number(row.value)]]))
  }
  return byPerson
}

export interface DutyCount {
  personId: string
  kind: string
  periodKey: string
  state: string
  dueAt: Date
  extendedTo: Date | null
}

/** Obligations of these people of some kinds and periods. */
export function readDutiesOf(
  db: Tx,
  personIds: readonly string[],
  kinds: readonly string[],
  periodKeys: readonly string[],
): Promise<DutyCount[]> {
  if (kinds.length === 0 || periodKeys.length === 0) return Promise.resolve([])
  return inChunks(personIds, (chunk) =>
    db.$queryRaw<DutyCount[]>(sql`
      SELECT "personId", "kind", "periodKey", "state", "dueAt", "extendedTo" FROM "Duty"
       WHERE "personId" IN (${join([...chunk])}) AND "kind" IN (${join([...kinds])})
         AND "periodKey" IN (${join([...periodKeys])})`),
  )
}

export interface PlanKept {
  personId: string
  /** Visits whose day has come, and those kept before it. */
  planned: number
  kept: number
  newVisitTarget: number | null
  oldVisitTarget: number | null
  callTarget: number | null
}

export interface PlanWeek {
  weekKey: string
  fromDay: string
  toDay: string
  /** Visits planned for later are not due yet; those without a day are due with the week. */
  dueDay: string
  isOver: boolean
}

/** Planned visits of a week that were kept: an activity of the owner with that customer in the week. */
export async function readPlansKept(
  db: Tx,
  personIds: readonly string[],
  week: PlanWeek,
): Promise<PlanKept[]> {
  const { weekKey, fromDay, toDay, dueDay } = week
  const isOver = week.isOver ? 1 : 0
  const rows = await inChunks(personIds, (chunk) =>
    // SQLite gives computed integers as bigint, PostgreSQL as number.
    db.$queryRaw<(Omit<PlanKept, 'planned' | 'kept'> & Record<'planned' | 'kept', number | bigint>)[]>(sql`
      WITH "visits" AS (
        SELECT "Record"."id", "Record"."ownerId",
               CASE WHEN "WeeklyPlanVisit"."recordId" IS NULL THEN 0
                    WHEN "WeeklyPlanVisit"."day" IS NULL THEN CAST(${isOver} AS INTEGER)
                    WHEN "WeeklyPlanVisit"."day" <= ${dueDay} THEN 1 ELSE 0 END AS "due",
               CASE WHEN EXISTS (
                 SELECT 1 FROM "Activity" JOIN "Record" AS "logged" ON "logged"."id" = "Activity"."recordId"
                  WHERE "Activity"."customer" = "WeeklyPlanVisit"."customer"
                    AND "Activity"."day" BETWEEN ${fromDay} AND ${toDay}
                    AND "logged"."ownerId" = "Record"."ownerId" AND "logged"."status" <> 'withdrawn'
               ) THEN 1 ELSE 0 END AS "kept"
          FROM "Record" LEFT JOIN "WeeklyPlanVisit" ON "WeeklyPlanVisit"."recordId" = "Record"."id"
         WHERE "Record"."type" = 'weekly-plan' AND "Record"."ownerId" IN (${join([...chunk])})
           AND "Record"."periodKey" = ${weekKey} AND "Record"."status" <> 'withdrawn')
      SELECT "visits"."ownerId" AS "personId",
             CAST(SUM(CASE WHEN "visits"."due" + "visits"."kept" > 0 THEN 1 ELSE 0 END) AS INTEGER) AS "planned",
             CAST(SUM("visits"."kept") AS INTEGER) AS "kept",
             "WeeklyPlan"."newVisitTarget", "WeeklyPlan"."oldVisitTarget", "WeeklyPlan"."callTarget"
        FROM "visits" JOIN "WeeklyPlan" ON "WeeklyPlan"."recordId" = "visits"."id"
       GROUP BY "visits"."ownerId", "WeeklyPlan"."newVisitTarget", "WeeklyPlan"."oldVisitTarget",
                "WeeklyPlan"."callTarget"`),
  )
  return rows.map((row) => ({ ...row, planned: Number(row.planned), kept: Number(row.kept) }))
}
