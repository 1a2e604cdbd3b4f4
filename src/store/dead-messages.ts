/** Messages of the outbox that were given up: what an administrator sees of them and may do. */
import { listed } from './bulk.ts'
import { type Sql, sql } from './sql.ts'
import type { Store, Tx } from './store.ts'

export interface DeadMessage {
  id: number
  platform: string
  target: string
  error: string | null
}

/** Dead letters to people of these teams and to channels, the newest first. */
export function listDeadMessages(
  store: Pick<Store, 'db' | 'provider'>,
  teamIds: readonly string[],
  { take, skip }: { take: number; skip: number },
): Promise<DeadMessage[]> {
  return store.db.$queryRaw(sql`
    SELECT "id", "platform", "target", "error" FROM "Outbox" WHERE ${isDeadOf(store, teamIds)}
     ORDER BY "id" DESC LIMIT ${take} OFFSET ${skip}`)
}

export async function countDeadMessages(
  store: Pick<Store, 'db' | 'provider'>,
  teamIds: readonly string[],
): Promise<number> {
  const [dead] = await store.db.$queryRaw<{ count: number | bigint }[]>(
    sql`SELECT COUNT(*) AS "count" FROM "Outbox" WHERE ${isDeadOf(store, teamIds)}`,
  )
  return Number(dead?.count ?? 0)
}

const isDeadOf = (store: Pick<Store, 'provider'>, teamIds: readonly string[]): Sql => sql`
  "state" = 'dead' AND ("target" LIKE 'channel:%' OR EXISTS (
    SELECT 1 FROM "Person" WHERE 'person:' || "Person"."id" = "Outbox"."target"
       AND "Person"."teamId" IN ${listed(store, teamIds)}))`

/** Gives a dead letter to one of these teams another chance, as a new first attempt; false when there is no such one. */
export async function requeueMessage(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  { id, teamIds, now }: { id: number; teamIds: readonly string[]; now: Date },
): Promise<boolean> {
  const requeued = await tx.$executeRaw(sql`
    UPDATE "Outbox" SET "state" = 'pending', "nextAt" = ${now}, "attempts" = 0
     WHERE "id" = ${id} AND ${isDeadOf(store, teamIds)}`)
  return requeued === 1
}
