/**
 * What scores are computed from, read for many people at once along indexes; never by a walk over the activities.
 */

import type { Tx } from '../open-store.ts'
import { join, type Sql, sql } from '../sql.ts'

/** Beyond so many people everybody's rows are read and the others passed over: cheaper than naming them all. */
const namedAtMost = 200

function whereNamed(personIds: readonly string[]): Sql {
  return personIds.length > namedAtMost ? sql`` : sql`AND "personId" IN (${join([...personIds])})`
}

/** Totals of these people in a period, by person then metric. */
export async function readTalliesOf(
  db: Tx,
  personIds: readonly string[],
  periodKey: string,
  metrics: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const byPerson = new Map(personIds.map((id) => [id, new Map<string, number>()]))
  if (personIds.length === 0) return byPerson
  const rows = await db.$queryRaw<{ personId: string; metric: string; value: bigint }[]>(sql`
    SELECT "personId", "metric", "value" FROM "Tally"
     WHERE "periodKey" = ${periodKey} AND "metric" IN (${join([...metrics])}) ${whereNamed(personIds)}`)
  for (const row of rows) byPerson.get(row.personId)?.set(row.metric, Number(row.value))
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

export interface DutyWanted {
  kinds: readonly string[]
  periodKeys: readonly string[]
  /** Only those whose deadline in force lies from here on and before there. */
  from: Date
  to: Date
}

/** Obligations of these people whose deadline lies in a span of time. */
export async function readDutiesOf(
  db: Tx,
  personIds: readonly string[],
  { kinds, periodKeys, from, to }: DutyWanted,
): Promise<DutyCount[]> {
  if (kinds.length === 0 || periodKeys.length === 0 || personIds.length === 0) return []
  const rows = await db.$queryRaw<DutyCount[]>(sql`
    SELECT "personId", "kind", "periodKey", "state", "dueAt", "extendedTo" FROM "Duty"
     WHERE "kind" IN (${join([...kinds])}) AND "periodKey" IN (${join([...periodKeys])})
       AND COALESCE("extendedTo", "dueAt") >= ${from} AND COALESCE("extendedTo", "dueAt") < ${to}
       ${whereNamed(personIds)}`)
  const wanted = new Set(personIds)
  return rows.filter((row) => wanted.has(row.personId))
}

/** How many of some periods' obligations of a kind each of these people has not fulfilled by a moment. */
export async function countUnfiled(
  db: Tx,
  personIds: readonly string[],
  kinds: readonly string[],
  periodKeys: readonly string[],
  dueBefore: Date,
): Promise<Map<string, number>> {
  if (kinds.length === 0 || periodKeys.length === 0 || personIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ personId: string; count: number | bigint }[]>(sql`
    SELECT "personId", COUNT(*) AS "count" FROM "Duty"
     WHERE "kind" IN (${join([...kinds])}) AND "periodKey" IN (${join([...periodKeys])})
       AND "state" IN ('pending', 'overdue', 'missed')
       AND COALESCE("extendedTo", "dueAt") < ${dueBefore} ${whereNamed(personIds)}
     GROUP BY "personId"`)
  return new Map(rows.map((row) => [row.personId, Number(row.count)]))
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

type RawPlan = Omit<PlanKept, 'planned' | 'kept'> & Record<'planned' | 'kept', number | bigint>

/** Planned visits of a week that were kept: an activity of the owner with that customer in the week. */
export async function readPlansKept(
  db: Tx,
  personIds: readonly string[],
  week: PlanWeek,
): Promise<PlanKept[]> {
  const { weekKey, fromDay, toDay, dueDay } = week
  const isOver = week.isOver ? 1 : 0
  if (personIds.length === 0) return []
  const owners =
    personIds.length > namedAtMost ? sql`SELECT "id" FROM "Person" WHERE "isActive"` : join([...personIds])
  // SQLite gives computed integers as bigint, PostgreSQL as number.
  const rows = await db.$queryRaw<RawPlan[]>(sql`
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
         WHERE "Record"."type" = 'weekly-plan' AND "Record"."ownerId" IN (${owners})
           AND "Record"."periodKey" = ${weekKey} AND "Record"."status" <> 'withdrawn')
      SELECT "visits"."ownerId" AS "personId",
             CAST(SUM(CASE WHEN "visits"."due" + "visits"."kept" > 0 THEN 1 ELSE 0 END) AS INTEGER) AS "planned",
             CAST(SUM("visits"."kept") AS INTEGER) AS "kept",
             "WeeklyPlan"."newVisitTarget", "WeeklyPlan"."oldVisitTarget", "WeeklyPlan"."callTarget"
        FROM "visits" JOIN "WeeklyPlan" ON "WeeklyPlan"."recordId" = "visits"."id"
       GROUP BY "visits"."ownerId", "WeeklyPlan"."newVisitTarget", "WeeklyPlan"."oldVisitTarget",
                "WeeklyPlan"."callTarget"`)
  const wanted = new Set(personIds)
  return rows
    .filter((row) => wanted.has(row.personId))
    .map((row) => ({ ...row, planned: Number(row.planned), kept: Number(row.kept) }))
}
