import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** How often somebody came within a window that ends in `leftMs`, this time included. */
export interface VisitCount {
  count: number
  leftMs: number
}

/** The database's own clock: those of the processes that count together may differ. */
const nowMs = sql`EXTRACT(EPOCH FROM statement_timestamp())::float8 * 1000`

/**
 * Counts a visit for several processes on one PostgreSQL. A window of so many milliseconds begins with the first visit
 * after the last one ended. One statement, so that none is left out.
 */
export async function countVisit(
  store: Pick<Store, 'db'>,
  key: string,
  windowMs: number,
): Promise<VisitCount> {
  const [row] = await store.db.$queryRaw<VisitCount[]>(sql`
    INSERT INTO "VisitCount" AS "known" ("key", "count", "endsAt") VALUES (${key}, 1, ${nowMs} + ${windowMs})
    ON CONFLICT ("key") DO UPDATE
       SET "count" = CASE WHEN "known"."endsAt" > ${nowMs} THEN "known"."count" + 1 ELSE 1 END,
           "endsAt" = CASE WHEN "known"."endsAt" > ${nowMs} THEN "known"."endsAt" ELSE excluded."endsAt" END
    RETURNING "count", "endsAt" - ${nowMs} AS "leftMs"`)
  return row ?? { count: 1, leftMs: windowMs }
}

/** Deletes the windows that have ended: whose address it was is nobody's business then. */
export async function forgetVisits(store: Pick<Store, 'db'>): Promise<void> {
  await store.db.$executeRaw(sql`DELETE FROM "VisitCount" WHERE "endsAt" <= ${nowMs}`)
}
