import { listed } from './bulk.ts'
import { sql } from './sql.ts'
import type { Store, Tx } from './store.ts'

/** Somebody who is logged in on the pages, and in how many browsers. */
export interface SignedIn {
  personId: string
  name: string
  count: number
}

/** Who of these teams is logged in, by name; `except` is whoever asks. */
export async function listSignedIn(
  store: Pick<Store, 'db' | 'provider'>,
  { teamIds, except, now }: { teamIds: readonly string[]; except: string; now: Date },
  { take, skip }: { take: number; skip: number },
): Promise<SignedIn[]> {
  const rows = await store.db.$queryRaw<(Omit<SignedIn, 'count'> & { count: number | bigint })[]>(sql`
    SELECT "Person"."id" AS "personId", "Person"."name" AS "name", COUNT(*) AS "count"
      FROM "WebSession" JOIN "Person" ON "Person"."id" = "WebSession"."personId"
     WHERE "WebSession"."expiresAt" > ${now} AND "Person"."teamId" IN ${listed(store, teamIds)}
       AND "Person"."id" <> ${except}
     GROUP BY "Person"."id", "Person"."name" ORDER BY "Person"."name", "Person"."id" LIMIT ${take} OFFSET ${skip}`)
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Ends whatever lets these people in: their sessions, and the links that nobody has used yet. Returns the sessions. */
export async function shutOut(tx: Tx, personIds: readonly string[], at: Date): Promise<number> {
  const where = { personId: { in: [...personIds] } }
  await tx.secureLink.updateMany({ where: { ...where, usedAt: null }, data: { usedAt: at } })
  return (await tx.webSession.deleteMany({ where })).count
}
