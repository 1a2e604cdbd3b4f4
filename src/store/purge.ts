/** Deletes what has been kept long enough. Each function returns how many rows went. */
import { sql } from './sql.ts'
import type { Store, Tx } from './store.ts'

type Db = Pick<Store, 'db'>

/** One statement deletes this many, so that nobody waits long for the writer. */
const atOnce = 2_000

async function inPortions(remove: () => Promise<number>): Promise<number> {
  for (let removed = 0; ; ) {
    const count = await remove()
    removed += count
    if (count < atOnce) return removed
  }
}

export async function purgeDrafts({ db }: Db, before: Date): Promise<number> {
  return (await db.draft.deleteMany({ where: { updatedAt: { lt: before } } })).count
}

/** What was asked or offered in words and never answered. */
export async function purgeQuestions({ db }: Db, before: Date): Promise<number> {
  const questions = await db.question.deleteMany({ where: { askedAt: { lt: before } } })
  const offers = await db.offer.deleteMany({ where: { offeredAt: { lt: before } } })
  return questions.count + offers.count
}

/** Deliveries that were worked off or given up. */
export function purgeInbox({ db }: Db, before: Date): Promise<number> {
  return inPortions(() =>
    db.$executeRaw(sql`DELETE FROM "Inbox" WHERE ("platform", "deliveryId") IN (
      SELECT "platform", "deliveryId" FROM "Inbox"
       WHERE "doneAt" IS NOT NULL AND "receivedAt" < ${before} LIMIT ${atOnce})`),
  )
}

/** Messages that were sent or given up, with their pictures. Where they stand on the platforms stays known. */
export function purgeOutbox({ db }: Db, before: Date): Promise<number> {
  return inPortions(() =>
    db.$executeRaw(sql`DELETE FROM "Outbox" WHERE "id" IN (
      SELECT "id" FROM "Outbox" WHERE "nextAt" IS NULL AND "createdAt" < ${before} LIMIT ${atOnce})`),
  )
}

/** Runs that have ended, but never the newest of a job: catching up begins behind it. */
export function purgeJobRuns({ db }: Db, before: Date): Promise<number> {
  return db.$executeRaw(sql`DELETE FROM "JobRun" WHERE "state" <> 'running' AND "slotAt" < ${before}
    AND "slotAt" < (SELECT MAX("newest"."slotAt") FROM "JobRun" AS "newest" WHERE "newest"."job" = "JobRun"."job")`)
}

/** Links, logins under way and sessions that have run out. */
export async function purgeLogins({ db }: Db, now: Date): Promise<number> {
  const links = await db.secureLink.deleteMany({ where: { expiresAt: { lt: now } } })
  const sessions = await db.webSession.deleteMany({ where: { expiresAt: { lt: now } } })
  const signIns = await db.signIn.deleteMany({ where: { expiresAt: { lt: now } } })
  return links.count + sessions.count + signIns.count
}

/** Sealed answers of records of this type in which nothing has happened since; `records` were theirs. */
export async function purgeSealed(
  tx: Tx,
  { type, before }: { type: string; before: Date },
): Promise<{ records: number; answers: number }> {
  const rest = sql`SELECT "id" FROM "Record" WHERE "type" = ${type} AND "statusAt" < ${before}`
  const [counted] = await tx.$queryRaw<{ records: bigint | number }[]>(
    sql`SELECT COUNT(DISTINCT "recordId") AS "records" FROM "SensitiveValue" WHERE "recordId" IN (${rest})`,
  )
  const answers = await tx.$executeRaw(sql`DELETE FROM "SensitiveValue" WHERE "recordId" IN (${rest})`)
  return { records: Number(counted?.records ?? 0), answers }
}
