/**
 * The audit: append-only, every row sealed with the hash of the row before it. Whoever changes, drops or
 * re-orders rows behind the product's back leaves a break that `verifyEvents` finds. The hashes hold no
 * secret: a forger who rewrites the whole rest of the chain is found by comparing the newest hash with one
 * that was noted elsewhere.
 */
import { noteWritten } from '../trace.ts'
import { type BrokenRow, type EventRow, hashEvent, isReadable, readEvents } from './event-row.ts'
import { join, sql } from './sql.ts'
import type { Store, Tx } from './store.ts'

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
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
  noteWritten({
    events: rows.map(({ seq }) => seq),
    records: rows.flatMap(({ recordId }) => recordId ?? []),
  })
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

export type EventFault =
  /** The row does not have the hash that it was sealed with, or cannot be read at all. */
  | { kind: 'changed'; seq: number }
  /** The row was sealed at another place of the chain. */
  | { kind: 'moved'; seq: number; fromSeq: number }
  /** The row does not follow the one before it. */
  | { kind: 'unlinked'; seq: number }
  /** No rows where there must have been some, both ends included. */
  | { kind: 'missing'; seq: number; lastSeq: number }
  /** Rows before the beginning of the chain or behind its end, both ends included. */
  | { kind: 'surplus'; seq: number; lastSeq: number }

export interface EventAudit {
  count: number
  /** The newest hash, to be noted outside the database. */
  headHash: string
  /** In the chain's order; the first thousand of them. */
  faults: EventFault[]
  /** How many more there are than that. */
  moreFaults?: number
  /** Number of the row that has the noted hash. */
  notedSeq?: number
}

/** Who rewrites a chain of millions breaks each of its rows: enough are named to see where it begins. */
const maxFaults = 1_000
/** Among so many broken rows it is looked for those that only changed places. */
const maxSuspects = 50

/**
 * Reads the whole chain, page by page, and names every break in it.
 * @param notedHash one that was noted outside the database before: where it stands in a row that is sound
 */
export async function verifyEvents(store: Pick<Store, 'db'>, notedHash?: string): Promise<EventAudit> {
  // In this order: the head moves with the rows, so that one read later can never stand before them.
  const { _min, _max } = await store.db.event.aggregate({ _min: { seq: true }, _max: { seq: true } })
  const [oldest, newest] = [_min.seq ?? 1, _max.seq ?? 0]
  const head = (await store.db.eventHead.findUnique({ where: { id: 1 } })) ?? { seq: 0, hash: noHash }
  const faults: EventFault[] = []
  const broken: EventRow[] = []
  let [count, faultCount] = [0, 0]
  let notedSeq: number | undefined
  const report = (fault: EventFault) => {
    faultCount += 1
    if (faults.length < maxFaults) faults.push(fault)
  }
  if (oldest < 1) report({ kind: 'surplus', seq: oldest, lastSeq: 0 })
  // Rows that are appended meanwhile are left to the next audit.
  const last = await followRows(store, { after: origin, till: head.seq }, report, (row, isSound) => {
    count += 1
    if (isSound && row.hash === notedHash) notedSeq = row.seq
    if (!isSound && isReadable(row) && broken.length < maxSuspects) broken.push(row)
  })
  if (last.seq < head.seq) report({ kind: 'missing', seq: last.seq + 1, lastSeq: head.seq })
  else if (last.hash !== head.hash) report({ kind: 'unlinked', seq: head.seq })
  if (newest > head.seq) report({ kind: 'surplus', seq: head.seq + 1, lastSeq: newest })
  return {
    count,
    headHash: head.hash,
    faults: nameMoved(faults, broken),
    ...(faultCount > maxFaults ? { moreFaults: faultCount - maxFaults } : {}),
    ...(notedSeq === undefined ? {} : { notedSeq }),
  }
}

/** A link of the chain: a row's number and hash. */
export interface EventLink {
  seq: number
  hash: string
}

const origin: EventLink = { seq: 0, hash: noHash }

/** Reports what is wrong with the rows behind a link; returns the last one, sound or not. */
async function followRows(
  store: Pick<Store, 'db'>,
  { after, till }: { after: EventLink; till: number },
  report: (fault: EventFault) => void,
  see: (row: EventRow | BrokenRow, isSound: boolean) => void = () => undefined,
): Promise<EventLink> {
  let last = after
  for await (const rows of readEvents(store, { from: after.seq + 1, till })) {
    for (const row of rows) {
      if (row.seq !== last.seq + 1) report({ kind: 'missing', seq: last.seq + 1, lastSeq: row.seq - 1 })
      else if (row.prevHash !== last.hash) report({ kind: 'unlinked', seq: row.seq })
      const isSound = isReadable(row) && hashEvent(row) === row.hash
      if (!isSound) report({ kind: 'changed', seq: row.seq })
      see(row, isSound)
      last = row
    }
  }
  return last
}

/**
 * Looks at up to `limit` rows behind a link that was found sound before, which must still stand as it did: whoever
 * writes the chain anew, or cuts it off, is found out by it.
 * @returns the newest of these rows, for the next look; where anything is wrong, the link it began at
 */
export async function verifyPart(
  store: Pick<Store, 'db'>,
  { after = origin, limit }: { after?: EventLink | undefined; limit: number },
): Promise<{ faults: EventFault[]; last: EventLink; isAtEnd: boolean }> {
  const head = (await store.db.eventHead.findUnique({ where: { id: 1 } })) ?? origin
  const cutOff: EventFault = { kind: 'missing', seq: head.seq + 1, lastSeq: after.seq }
  if (head.seq < after.seq) return { faults: [cutOff], last: after, isAtEnd: true }
  const till = Math.min(head.seq, after.seq + limit)
  const faults: EventFault[] = []
  const report = (fault: EventFault) => {
    if (faults.length < maxFaults) faults.push(fault)
  }
  let from = after
  if (after.seq > 0) {
    const known = await store.db.event.findUnique({ where: { seq: after.seq }, select: { hash: true } })
    if (known?.hash !== after.hash) report({ kind: 'changed', seq: after.seq })
    if (known) from = { seq: after.seq, hash: known.hash }
  }
  const last = await followRows(store, { after: from, till }, report)
  if (last.seq < till) report({ kind: 'missing', seq: last.seq + 1, lastSeq: till })
  else if (till === head.seq && last.hash !== head.hash) report({ kind: 'unlinked', seq: till })
  return { faults, last: faults.length === 0 ? last : after, isAtEnd: till === head.seq }
}

/** A broken row that would be sound at another broken or empty place was moved from there. */
function nameMoved(faults: EventFault[], broken: EventRow[]): EventFault[] {
  const places = faults.flatMap((fault) => {
    if (fault.kind === 'changed') return [fault.seq]
    if (fault.kind !== 'missing') return []
    const length = Math.min(maxSuspects, fault.lastSeq - fault.seq + 1)
    return Array.from({ length }, (_, i) => fault.seq + i)
  })
  const tried = places.slice(0, 2 * maxSuspects)
  const origins = new Map(
    broken.map((row) => [row.seq, tried.find((seq) => hashEvent({ ...row, seq }) === row.hash)]),
  )
  return faults.map((fault) => {
    const fromSeq = fault.kind === 'changed' ? origins.get(fault.seq) : undefined
    return fromSeq === undefined ? fault : { kind: 'moved', seq: fault.seq, fromSeq }
  })
}
