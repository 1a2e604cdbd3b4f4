/**
 * What is to be told, recorded in the transaction that gives cause to tell it, and claimed by whoever
 * delivers.
 *
 * pending ── claim ──> claimed ── markSent ──> sent
 *    ^                    ├────── markRetry ─> pending, later
 *    │                    └────── markDead ──> dead ── requeue ──> pending
 *    └ the lease runs out: claimable again, and `uncertain`
 */

import { causeOfWork, noteWritten } from '../trace.ts'
import { listed, rowsOf } from './bulk.ts'
import type { JsonObject } from './events.ts'
import { skipLocked, sql } from './sql.ts'
import type { Store, Tx } from './store.ts'

export interface NewMessage {
  platform: string
  /** `person:ID` or `channel:KEY`; its messages leave one by one, in the order of their ids. */
  target: string
  /** The neutral card. */
  card: JsonObject
  /** The same key is told once, however often it is enqueued. */
  dedupeKey: string
  /** Messages of one slot are one message that is edited in place. */
  slotKey?: string
  /** Slot of the message that this one answers in its thread. */
  threadOf?: string
  picture?: { name: string; png: Uint8Array }
  /** Not before this moment. */
  sendAt?: Date
}

/** Where a message stands on its platform. */
export interface SentPlace {
  channel: string
  ts: string
}

export interface ClaimedMessage {
  id: number
  platform: string
  target: string
  slotKey: string | null
  threadOf: string | null
  dedupeKey: string
  card: JsonObject
  /** This attempt included. */
  attempts: number
  /** How often it was sent again after it was given up. */
  round: number
  /** An earlier attempt may have arrived: look for `dedupeKey` on the platform before sending. */
  uncertain: boolean
  claimedBy: string
  createdAt: Date
  /** What set it off (src/trace.ts). */
  cause: string | null
  picture: { name: string; png: Uint8Array } | null
  /** The slot's message, to be edited instead of sending a new one. */
  sentAs: SentPlace | null
  /** The message whose thread this belongs to; null also when that was never sent. */
  thread: SentPlace | null
}

/** Records a message; false when its key is there already, whatever became of it. */
export async function enqueue(tx: Tx, message: NewMessage, now: Date): Promise<boolean> {
  const {
    platform,
    target,
    card,
    dedupeKey,
    slotKey = null,
    threadOf = null,
    picture,
    sendAt = now,
  } = message
  const [row] = await tx.$queryRaw<{ id: number }[]>(sql`
    INSERT INTO "Outbox"
      ("platform", "target", "slotKey", "threadOf", "dedupeKey", "card", "state", "nextAt", "createdAt", "cause")
    VALUES (${platform}, ${target}, ${slotKey}, ${threadOf}, ${dedupeKey}, ${card}, 'pending', ${sendAt}, ${now}, ${causeOfWork() ?? null})
    ON CONFLICT ("dedupeKey") DO NOTHING RETURNING "id"`)
  if (!row) return false
  noteWritten({ messages: [row.id] })
  if (picture) {
    const png = new Uint8Array(picture.png)
    await tx.outboxPicture.create({ data: { outboxId: row.id, name: picture.name, png } })
  }
  return true
}

/** Records many messages without pictures at once; how many of them were new. */
export async function enqueueAll(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  messages: readonly Omit<NewMessage, 'picture'>[],
  now: Date,
): Promise<number> {
  if (messages.length === 0) return 0
  const rows = rowsOf(store, messages, [
    { each: (m) => m.platform },
    { each: (m) => m.target },
    { each: (m) => m.slotKey ?? null },
    { each: (m) => m.threadOf ?? null },
    { each: (m) => m.dedupeKey },
    { shared: (m) => m.card },
    { all: 'pending' },
    { each: (m) => m.sendAt ?? now, as: 'instant' },
    { all: now },
    { all: causeOfWork() ?? null },
  ])
  return tx.$executeRaw(sql`
    INSERT INTO "Outbox" ("platform", "target", "slotKey", "threadOf", "dedupeKey", "card", "state", "nextAt", "createdAt", "cause")
    ${rows} ON CONFLICT ("dedupeKey") DO NOTHING`)
}

/**
 * Takes up to `limit` ripe messages for `leaseMs`, the oldest first and one a target: a message waits until
 * those before it for the same target are sent or dead. One that is meant for later holds up only what changes or
 * answers it, and neither it nor those hold up anything else. Several processes may claim at once; none gets what
 * another has. What goes to platforms of `notOf` is left to a process that can send there.
 */
export async function claimMessages(
  store: Store,
  {
    limit,
    now,
    owner,
    leaseMs,
    notOf = [],
  }: { limit: number; now: Date; owner: string; leaseMs: number; notOf?: readonly string[] },
): Promise<ClaimedMessage[]> {
  const leaseTill = new Date(now.getTime() + leaseMs)
  const rows = await store.db.$queryRaw<Omit<ClaimedMessage, 'picture' | 'sentAs' | 'thread'>[]>(sql`
    WITH "ripe" AS MATERIALIZED (
      SELECT "id" FROM "Outbox" AS "candidate"
       WHERE "nextAt" <= ${now} AND "platform" NOT IN ${listed(store, notOf)}
         AND NOT EXISTS (
           SELECT 1 FROM "Outbox" AS "earlier"
            WHERE "earlier"."platform" = "candidate"."platform" AND "earlier"."target" = "candidate"."target"
              AND "earlier"."id" < "candidate"."id" AND "earlier"."nextAt" IS NOT NULL
              AND ("earlier"."attempts" > 0 OR "earlier"."slotKey" IN ("candidate"."slotKey", "candidate"."threadOf")
                OR "earlier"."nextAt" <= ${now} AND NOT EXISTS (
                  SELECT 1 FROM "Outbox" AS "later"
                   WHERE "later"."platform" = "earlier"."platform" AND "later"."target" = "earlier"."target"
                     AND "later"."id" < "earlier"."id" AND "later"."nextAt" > ${now} AND "later"."attempts" = 0
                     AND "later"."slotKey" IN ("earlier"."slotKey", "earlier"."threadOf"))))
       ORDER BY "id" LIMIT ${limit} ${skipLocked(store)})
    UPDATE "Outbox"
       SET "state" = 'claimed', "claimedBy" = ${owner}, "nextAt" = ${leaseTill}, "attempts" = "attempts" + 1,
           "uncertain" = ("uncertain" OR "state" = 'claimed')
     WHERE "id" IN (SELECT "id" FROM "ripe")
    RETURNING "id", "platform", "target", "slotKey", "threadOf", "dedupeKey", "card", "attempts", "round", "uncertain",
              "claimedBy", "createdAt", "cause"`)
  if (rows.length === 0) return []
  const [pictures, places] = await Promise.all([readPictures(store, rows), readPlaces(store, rows)])
  return rows
    .sort((a, b) => a.id - b.id)
    .map((row) => ({
      ...row,
      picture: pictures.get(row.id) ?? null,
      sentAs: places.get(placeKey({ ...row, slotKey: row.slotKey ?? '' })) ?? null,
      thread: places.get(placeKey({ ...row, slotKey: row.threadOf ?? '' })) ?? null,
    }))
}

type Claim = Pick<ClaimedMessage, 'id' | 'claimedBy'>

/** Of the line that says in the thread of a message what is new about it. */
export const newsKeyOf = (dedupeKey: string): string => `${dedupeKey}:news`

/**
 * It stands on the platform now; the first to say so is right even if its lease has run out meanwhile. What was sent
 * anew rings by itself: the line about it is not sent besides. @param receipt absent where nothing had to be sent
 */
export async function markSent(
  store: Store,
  { id }: Claim,
  receipt: (SentPlace & { isAnew?: boolean }) | undefined,
  now: Date,
): Promise<void> {
  await store.transaction(async (tx) => {
    const sent = await tx.outbox.update({
      where: { id },
      data: { state: 'sent', sentAt: now, nextAt: null, uncertain: false, error: null, refusal: null },
    })
    if (sent.slotKey === null || !receipt) return
    const { isAnew = false, ...place } = receipt
    if (isAnew)
      await tx.outbox.updateMany({
        where: { dedupeKey: newsKeyOf(sent.dedupeKey), state: 'pending' },
        data: { state: 'sent', sentAt: now, nextAt: null },
      })
    const slot = { platform: sent.platform, target: sent.target, slotKey: sent.slotKey }
    const data = { ...place, updatedAt: now }
    await tx.sentMessage.upsert({
      where: { platform_target_slotKey: slot },
      create: { ...slot, ...data },
      update: data,
    })
  })
}

/**
 * Not now. `uncertain` when nobody knows whether it arrived (a time-out), so that the next attempt looks
 * first. False when the claim was lost to another.
 */
export async function markRetry(
  store: Store,
  claim: Claim,
  {
    nextAt,
    error,
    refusal,
    uncertain = false,
  }: { nextAt: Date; error: string; refusal?: string | undefined; uncertain?: boolean },
): Promise<boolean> {
  return settleClaim(store, claim, { state: 'pending', nextAt, error, refusal: refusal ?? null, uncertain })
}

/** Later, as if it had not been taken up: what is behind it may go before it. False when the claim was lost. */
export const holdMessage = (store: Store, claim: Claim, nextAt: Date): Promise<boolean> =>
  settleClaim(store, claim, { state: 'pending', nextAt, attempts: 0 })

/**
 * Never: it stays for the admin, and the messages behind it may go. False when the claim was lost to
 * another.
 */
export async function markDead(
  store: Store,
  claim: Claim,
  error: string,
  refusal?: string,
): Promise<boolean> {
  return settleClaim(store, claim, { state: 'dead', nextAt: null, error, refusal: refusal ?? null })
}

/** Of what is not over: an earlier attempt may have reached the platform. How many there are. */
export async function doubtWaiting(tx: Tx): Promise<number> {
  const { count } = await tx.outbox.updateMany({
    where: { nextAt: { not: null } },
    data: { uncertain: true },
  })
  return count
}

async function settleClaim(
  store: Store,
  { id, claimedBy }: Claim,
  data: {
    state: 'pending' | 'dead'
    nextAt: Date | null
    attempts?: number
    error?: string
    uncertain?: boolean
    refusal?: string | null
  },
): Promise<boolean> {
  const { count } = await store.db.outbox.updateMany({
    where: { id, claimedBy, state: 'claimed' },
    data: { ...data, claimedBy: null },
  })
  return count === 1
}

/** What is told these people from now on goes to new messages: their account on the platform has changed. */
export async function forgetPlaces(tx: Tx, platform: string, personIds: readonly string[]): Promise<void> {
  const targets = personIds.map((id) => `person:${id}`)
  await tx.sentMessage.deleteMany({ where: { platform, target: { in: targets } } })
}

async function readPictures(store: Store, rows: { id: number }[]) {
  const pictures = await store.db.outboxPicture.findMany({
    where: { outboxId: { in: rows.map(({ id }) => id) } },
  })
  return new Map(pictures.map(({ outboxId, name, png }) => [outboxId, { name, png }]))
}

async function readPlaces(
  store: Store,
  rows: Pick<ClaimedMessage, 'platform' | 'target' | 'slotKey' | 'threadOf'>[],
): Promise<Map<string, SentPlace>> {
  const slots = rows.flatMap(({ platform, target, slotKey, threadOf }) =>
    [slotKey, threadOf].filter((key) => key !== null).map((key) => ({ platform, target, slotKey: key })),
  )
  if (slots.length === 0) return new Map()
  const places = await store.db.sentMessage.findMany({ where: { OR: slots } })
  return new Map(places.map((place) => [placeKey(place), { channel: place.channel, ts: place.ts }]))
}

function placeKey({
  platform,
  target,
  slotKey,
}: {
  platform: string
  target: string
  slotKey: string
}): string {
  return JSON.stringify([platform, target, slotKey])
}
