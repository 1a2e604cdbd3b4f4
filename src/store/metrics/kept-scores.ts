import type { Tx } from '../open-store.ts'
import { join, sql } from '../sql.ts'
import { readTalliesOf } from './score-reads.ts'

/** Stands among the totals of a period, in basis points: what the board of that period said. */
const metric = 'score'
const atOnce = 500

/** Keeps what a period's board said, for the next to be compared with; said again, the last word counts. */
export async function keepScores(
  tx: Tx,
  periodKey: string,
  scores: readonly { personId: string; scoreBp: number }[],
): Promise<void> {
  for (let from = 0; from < scores.length; from += atOnce) {
    const rows = scores
      .slice(from, from + atOnce)
      .map(({ personId, scoreBp }) => sql`(${periodKey}, ${metric}, ${personId}, ${scoreBp})`)
    await tx.$executeRaw`INSERT INTO "Tally" ("periodKey", "metric", "personId", "value") VALUES ${join(rows)}
      ON CONFLICT ("periodKey", "metric", "personId") DO UPDATE SET "value" = excluded."value"`
  }
}

/** By person; empty where no board was made. */
export async function readKeptScores(
  db: Tx,
  personIds: readonly string[],
  periodKey: string,
): Promise<Map<string, number>> {
  const kept = await readTalliesOf(db, personIds, periodKey, [metric])
  return new Map(
    [...kept].flatMap(([personId, own]) => {
      const scoreBp = own.get(metric)
      return scoreBp === undefined ? [] : [[personId, scoreBp]]
    }),
  )
}
