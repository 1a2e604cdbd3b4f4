/**
 * The audit: append-only, every row sealed with the hash of the row before it. Whoever changes, drops or
 * re-orders rows behind the product's back leaves a break that `verifyEvents` finds. The hashes hold no
 * secret: a forger who rewrites the whole rest of the chain is found by comparing the newest hash with one
 * that was noted elsewhere.
 */
import { createHash } from 'node:crypto'
import { join, sql } from './sql.ts'
import type { Store, Tx } from './store.ts'

type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json | undefined }

export interface NewEvent {
  at: Date
  /** Person, or null when the product acted by itself. */
  actorId: string | null
  platform: string
  kind: string
  recordId?: string | null
  /** What it is about when that is not a record: a person, a team, a policy. */
  subject?: string | null
  diff: JsonObject
}

interface EventRow extends Required<NewEvent> {
  seq: number
  prevHash: string
  hash: string
}

/** Where the chain begins. */
const noHash = ''

/**
 * Adds events in their order, up to 1,000. All writers queue on the newest link until they have committed,
 * so call it late in the transaction, and once for several events.
 */
export async function appendEvent(tx: Tx, ...events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const head = await takeHead(tx, events.length)
  let prevHash = head.hash
  const rows = events.map(({ recordId = null, subject = null, ...event }, i): EventRow => {
    const linked = { ...event, recordId, subject, seq: head.seq - events.length + 1 + i, prevHash }
    prevHash = hashEvent(linked)
    return { ...linked, hash: prevHash }
  })
  // As raw SQL: every event of the product passes here, and createMany takes three times as long.
  const values = rows.map(
    (
      row,
    ) => sql`(${row.seq}, ${row.at}, ${row.actorId}, ${row.platform}, ${row.kind}, ${row.recordId}, ${row.subject},
                  ${row.diff}, ${row.prevHash}, ${row.hash})`,
  )
  await tx.$executeRaw(sql`
    INSERT INTO "Event"
      ("seq", "at", "actorId", "platform", "kind", "recordId", "subject", "diff", "prevHash", "hash")
    VALUES ${join(values)}`)
  await tx.$executeRaw(sql`UPDATE "EventHead" SET "hash" = ${prevHash} WHERE "id" = 1`)
}

/** Moves the head on before it reads it: the row stays locked until the end of the transaction. */
async function takeHead(tx: Tx, count: number): Promise<{ seq: number; hash: string }> {
  const [head] = await tx.$queryRaw<{ seq: number; hash: string }[]>(sql`
    INSERT INTO "EventHead" ("id", "seq", "hash") VALUES (1, ${count}, ${noHash})
    ON CONFLICT ("id") DO UPDATE SET "seq" = "EventHead"."seq" + ${count}
    RETURNING "seq", "hash"`)
  if (!head) throw new Error('the event chain has no head')
  return head
}

function hashEvent({ hash: _, ...event }: Omit<EventRow, 'hash'> & { hash?: string }): string {
  return createHash('sha256')
    .update(toCanonicalJson({ ...event, at: event.at.toISOString() }))
    .digest('hex')
}

/** JSON with sorted keys: PostgreSQL does not keep the order in which they were written. */
function toCanonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(toCanonicalJson).join(',')}]`
  const members = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${toCanonicalJson(member)}`)
  return `{${members.join(',')}}`
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}

export type EventFault =
  /** The row does not have the hash that it was sealed with. */
  | { kind: 'changed'; seq: number }
  /** The row does not follow the one before it. */
  | { kind: 'unlinked'; seq: number }
  /** No rows where there must have been some, both ends included. */
  | { kind: 'missing'; seq: number; lastSeq: number }

export interface EventAudit {
  count: number
  /** The newest hash, to be noted outside the database. */
  headHash: string
  faults: EventFault[]
}

const pageSize = 1_000

/** Reads the whole chain, page by page, and names every break in it. */
export async function verifyEvents(store: Pick<Store, 'db'>): Promise<EventAudit> {
  const head = (await store.db.eventHead.findUnique({ where: { id: 1 } })) ?? { seq: 0, hash: noHash }
  const faults: EventFault[] = []
  let count = 0
  let last = { seq: 0, hash: noHash }
  for (;;) {
    const rows = await store.db.event.findMany({
      // Rows that are appended meanwhile are left to the next audit.
      where: { seq: { gt: last.seq, lte: head.seq } },
      orderBy: { seq: 'asc' },
      take: pageSize,
    })
    if (rows.length === 0) break
    for (const row of rows as EventRow[]) {
      if (row.seq !== last.seq + 1) faults.push({ kind: 'missing', seq: last.seq + 1, lastSeq: row.seq - 1 })
      else if (row.prevHash !== last.hash) faults.push({ kind: 'unlinked', seq: row.seq })
      if (hashEvent(row) !== row.hash) faults.push({ kind: 'changed', seq: row.seq })
      last = row
      count += 1
    }
  }
  if (last.seq < head.seq) faults.push({ kind: 'missing', seq: last.seq + 1, lastSeq: head.seq })
  else if (last.hash !== head.hash) faults.push({ kind: 'unlinked', seq: head.seq })
  return { count, headHash: head.hash, faults }
}
