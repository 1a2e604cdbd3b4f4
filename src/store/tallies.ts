import { periodOf } from '../calendar/periods.ts'
import type { Tx } from './open-store.ts'
import { join, sql } from './sql.ts'

/** What is counted as it happens, so that a board over a year needs no look at a million rows. */
export const tallyMetrics = ['visit_new', 'visit_old', 'call', 'other', 'field_days', 'referrals'] as const
export type TallyMetric = (typeof tallyMetrics)[number]

/** The keys of every period that a day counts in: day, week, month, quarter, year. */
function tallyKeysOf(day: string): string[] {
  return (['day', 'week', 'month', 'quarter', 'year'] as const).map((kind) => periodOf(day, kind).key)
}

/** Adds to a person's totals in every period of the day. */
export async function addToTallies(
  tx: Tx,
  personId: string,
  metric: TallyMetric,
  day: string,
  by: number,
): Promise<void> {
  const rows = tallyKeysOf(day).map((key) => sql`(${key}, ${metric}, ${personId}, ${by})`)
  await tx.$executeRaw`INSERT INTO "Tally" ("periodKey", "metric", "personId", "value") VALUES ${join(rows)}
    ON CONFLICT ("periodKey", "metric", "personId") DO UPDATE SET "value" = "Tally"."value" + excluded."value"`
}

/** One person's totals of a period; what was never counted is absent. */
export async function readTallies(db: Tx, personId: string, periodKey: string): Promise<Map<string, number>> {
  const rows = await db.tally.findMany({ where: { periodKey, personId } })
  return new Map(rows.map((r) => [r.metric, Number(r.value)]))
}
