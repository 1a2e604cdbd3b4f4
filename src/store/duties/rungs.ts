/** Which rungs of which duties were acted upon, and who was told by them. */
import { listed, rowsOf } from '../bulk.ts'
import type { Store, Tx } from '../open-store.ts'
import { sql } from '../sql.ts'
import type { DutyRow } from './duties.ts'
import { groupBy } from './group-by.ts'

/** Somebody's direct messages on a platform. */
export interface Told {
  platform: string
  personId: string
}

/** Waiting to be counted in the team channel's line; then told there, or found to be settled meanwhile. */
export const lineWaiting = 'line'
export const linePosted = 'posted'
export const lineDropped = 'dropped'

/** What a rung's row says became of it: the people told, such as `slack:ID slack:ID`; empty when nobody could be. */
export function toldOutcome(told: readonly Told[]): string {
  return told.map((t) => `${t.platform}:${t.personId}`).join(' ')
}

function readTold(outcome: string): Told[] {
  if (!outcome.includes(':')) return []
  return outcome.split(' ').map((part) => {
    const at = part.indexOf(':')
    return { platform: part.slice(0, at), personId: part.slice(at + 1) }
  })
}

export interface NewRung {
  dutyId: string
  rung: string
  outcome: string
  slotKey?: string | null
}

/**
 * Records what is about to be told. The duties are locked and their rungs were read since, so that a rung can be there
 * already only by a fault of the program: then nothing of the page is told.
 * @throws the store's unique violation
 */
export async function insertRungs(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  rungs: readonly NewRung[],
  at: Date,
): Promise<void> {
  if (rungs.length === 0) return
  const rows = rowsOf(store, rungs, [
    { each: (r) => r.dutyId },
    { each: (r) => r.rung },
    { each: (r) => r.outcome },
    { each: (r) => r.slotKey ?? null },
    { all: at },
  ])
  await tx.$executeRaw(sql`
    INSERT INTO "DutyRung" ("dutyId", "rung", "outcome", "slotKey", "at") ${rows}`)
}

/** Records one that several may come upon at once; false when it was there. */
export async function insertRungOnce(tx: Tx, { dutyId, rung, outcome }: NewRung, at: Date): Promise<boolean> {
  const inserted = await tx.$executeRaw(sql`
    INSERT INTO "DutyRung" ("dutyId", "rung", "outcome", "at") VALUES (${dutyId}, ${rung}, ${outcome}, ${at})
    ON CONFLICT DO NOTHING`)
  return inserted === 1
}

/** Keys of the rungs that have fired, by duty. */
export async function readFiredRungs(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  dutyIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ dutyId: string; rung: string }[]>(sql`
    SELECT "dutyId", "rung" FROM "DutyRung" WHERE "dutyId" IN ${listed(store, dutyIds)}`)
  const byDuty = groupBy(rows, (row) => row.dutyId)
  return new Map([...byDuty].map(([id, fired]) => [id, fired.map((row) => row.rung)]))
}

/** What each rung of a duty told whom, the oldest first. */
export async function readToldRungs(
  tx: Tx,
  dutyId: string,
): Promise<{ rung: string; told: Told[]; slotKey: string | null }[]> {
  const rows = await tx.dutyRung.findMany({ where: { dutyId }, orderBy: [{ at: 'asc' }, { rung: 'asc' }] })
  return rows.map(({ rung, outcome, slotKey }) => ({ rung, told: readTold(outcome), slotKey }))
}

/** The duties that one message told of, in the order in which they stand there. */
export async function readGroup(tx: Tx, slotKey: string): Promise<DutyRow[]> {
  const rows = await tx.dutyRung.findMany({
    where: { slotKey },
    include: { duty: true },
    orderBy: { dutyId: 'asc' },
  })
  return rows.map(({ duty }) => duty)
}

/** A duty that has got as far as the team's line, on its way there or posted. */
export interface LineRow {
  dutyId: string
  teamId: string
  periodKey: string
  state: string
  closedAt: Date | null
  personId: string
  rung: string
  outcome: string
  at: Date
}

/** Of a kind and for periods from a key on, so that what is long over is not read. */
export function listLineRows(
  tx: Tx,
  { kind, fromPeriod }: { kind: string; fromPeriod: string },
): Promise<LineRow[]> {
  return tx.$queryRaw<LineRow[]>(sql`
    SELECT "Duty"."id" AS "dutyId", "Duty"."teamId", "Duty"."periodKey", "Duty"."state", "Duty"."closedAt",
           "Duty"."personId", "DutyRung"."rung", "DutyRung"."outcome", "DutyRung"."at"
      FROM "Duty" JOIN "DutyRung" ON "DutyRung"."dutyId" = "Duty"."id"
     WHERE "Duty"."kind" = ${kind} AND "Duty"."periodKey" >= ${fromPeriod}
       AND "DutyRung"."outcome" IN (${lineWaiting}, ${linePosted})
     ORDER BY "Duty"."id"`)
}

/** Says what became of lines that waited. */
export async function markLines(
  tx: Tx,
  lines: readonly Pick<LineRow, 'dutyId' | 'rung'>[],
  outcome: typeof linePosted | typeof lineDropped,
): Promise<void> {
  for (const [rung, group] of groupBy(lines, (line) => line.rung)) {
    await tx.dutyRung.updateMany({
      where: { rung, dutyId: { in: group.map((line) => line.dutyId) }, outcome: lineWaiting },
      data: { outcome },
    })
  }
}
