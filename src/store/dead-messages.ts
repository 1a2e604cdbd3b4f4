/** Messages of the outbox that were given up: what an administrator sees of them and may do. */
import { listed } from './bulk.ts'
import { type Sql, sql } from './sql.ts'
import type { Store, Tx } from './store.ts'

export interface DeadMessage {
  id: number
  platform: string
  target: string
  error: string | null
  refusal: string | null
}

/** Which dead letters: those whose addressee the platform does not reach, or all others. */
export interface DeadOf {
  teamIds: readonly string[]
  /** Refusals that are about the addressee. */
  refusals: readonly string[]
  isRefused: boolean
}

/** Dead letters to people of these teams and to channels, the newest first. */
export function listDeadMessages(
  store: Pick<Store, 'db' | 'provider'>,
  of: DeadOf,
  { take, skip }: { take: number; skip: number },
): Promise<DeadMessage[]> {
  return store.db.$queryRaw(sql`
    SELECT "id", "platform", "target", "error", "refusal" FROM "Outbox"
     WHERE ${isDeadOf(store, of.teamIds)} AND ${isAbout(store, of)}
     ORDER BY "id" DESC LIMIT ${take} OFFSET ${skip}`)
}

export async function countDeadMessages(store: Pick<Store, 'db' | 'provider'>, of: DeadOf): Promise<number> {
  const [dead] = await store.db.$queryRaw<{ count: number | bigint }[]>(
    sql`SELECT COUNT(*) AS "count" FROM "Outbox" WHERE ${isDeadOf(store, of.teamIds)} AND ${isAbout(store, of)}`,
  )
  return Number(dead?.count ?? 0)
}

const isAbout = (store: Pick<Store, 'provider'>, { refusals, isRefused }: DeadOf): Sql =>
  isRefused
    ? sql`"refusal" IN ${listed(store, refusals)}`
    : sql`("refusal" IS NULL OR "refusal" NOT IN ${listed(store, refusals)})`

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
    UPDATE "Outbox" SET "state" = 'pending', "nextAt" = ${now}, "attempts" = 0, "refusal" = NULL, "round" = "round" + 1
     WHERE "id" = ${id} AND ${isDeadOf(store, teamIds)}`)
  return requeued === 1
}

/** Gives what was refused a person for this reason another chance, as new first attempts; how many there were. */
export async function requeueRefused(
  store: Pick<Store, 'db'>,
  {
    platform,
    personId,
    why,
    since,
    now,
  }: {
    platform: string
    personId: string
    /** What the error ends with. */
    why: string
    since: Date
    now: Date
  },
): Promise<number> {
  const { count } = await store.db.outbox.updateMany({
    where: {
      platform,
      target: `person:${personId}`,
      state: 'dead',
      error: { endsWith: why },
      createdAt: { gte: since },
    },
    data: { state: 'pending', nextAt: now, attempts: 0 },
  })
  return count
}
