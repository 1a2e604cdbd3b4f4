import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** `gapMs` between two messages to a place; `burst` of them may go at once after it has been quiet. */
export interface TurnRule {
  gapMs: number
  burst: number
}

/**
 * Takes the next turn at a place that several processes write to; how many milliseconds there are until then, and until
 * the end of a hold on `heldBy`. What counts for several takes as many turns. One statement, so that no two get the
 * same turn.
 */
export async function takeTurn(
  store: Pick<Store, 'db'>,
  place: string,
  { gapMs, burst, count = 1, heldBy = '' }: TurnRule & { count?: number; heldBy?: string },
  nowMs: number,
): Promise<number> {
  const takenMs = gapMs * count
  // A place that has been quiet has saved up its burst, and no more.
  const earliest = nowMs - gapMs * (burst - 1)
  const [turn] = await store.db.$queryRaw<{ freeAt: number; heldTill: number | null }[]>(sql`
    INSERT INTO "Turn" ("place", "freeAt") VALUES (${place}, ${earliest + takenMs})
    ON CONFLICT ("place") DO UPDATE
       SET "freeAt" = ${takenMs} + CASE WHEN "Turn"."freeAt" > ${earliest} THEN "Turn"."freeAt" ELSE ${earliest} END
    RETURNING "freeAt", (SELECT "held"."freeAt" FROM "Turn" AS "held" WHERE "held"."place" = ${heldBy}) AS "heldTill"`)
  return Math.max(0, (turn?.freeAt ?? nowMs) - takenMs - nowMs, (turn?.heldTill ?? nowMs) - nowMs)
}

/** Lets nobody have a turn who names `place` as what they are held by, until the longest hold on it is over. */
export async function holdTurns(store: Pick<Store, 'db'>, place: string, tillMs: number): Promise<void> {
  await store.db.$executeRaw(sql`
    INSERT INTO "Turn" ("place", "freeAt") VALUES (${place}, ${tillMs})
    ON CONFLICT ("place") DO UPDATE
       SET "freeAt" = CASE WHEN "Turn"."freeAt" > ${tillMs} THEN "Turn"."freeAt" ELSE ${tillMs} END`)
}
