import type { RecordType } from '../../records/record-type.ts'
import type { Store, Tx } from '../open-store.ts'
import { join, skipLocked, sql } from '../sql.ts'

export type DutyRow = NonNullable<Awaited<ReturnType<Tx['duty']['findUnique']>>>

/** `late` was filed after the deadline and is not missed; `cancelled` is an obligation that leave took away. */
export type DutyState = 'pending' | 'overdue' | 'filed' | 'late' | 'missed' | 'excused' | 'cancelled'

export const openDutyStates: readonly DutyState[] = ['pending', 'overdue']

export interface NewDuty {
  id: string
  personId: string
  teamId: string
  kind: string
  periodKey: string
  dueAt: Date
  nextRungAt: Date | null
  /** The record that waits for this person; what a duty of filing leads to is not there yet. */
  recordId?: string
}

/** Makes those that are not there yet; how many were made. Up to 1,000 at a time. */
export async function insertDuties(tx: Tx, duties: readonly NewDuty[], at: Date): Promise<number> {
  if (duties.length === 0) return 0
  const rows = duties.map(
    (d) =>
      sql`(${d.id}, ${d.personId}, ${d.teamId}, ${d.kind}, ${d.periodKey}, ${d.dueAt}, 'pending', ${d.nextRungAt}, ${d.recordId ?? null}, ${at})`,
  )
  return tx.$executeRaw`INSERT INTO "Duty" ("id", "personId", "teamId", "kind", "periodKey", "dueAt", "state", "nextRungAt", "recordId", "createdAt")
    VALUES ${join(rows)} ON CONFLICT DO NOTHING`
}

/** How the record type's rows of a period are found. */
const inPeriod = (type: RecordType, periodKey: string) =>
  type.period ? { periodKey } : { [type.table]: { is: { [type.dayField ?? '']: periodKey } } }

const liveStates = (type: RecordType): string[] =>
  Object.entries(type.workflow.states).flatMap(([id, state]) => (state.isFinal ? [] : [id]))

/** Closes duties of a period whose record was filed before they were made: early, hence in time. */
export async function adoptFiledRecords(
  tx: Tx,
  type: RecordType,
  kind: string,
  periodKey: string,
  duties: readonly NewDuty[],
): Promise<void> {
  const filed = await tx.record.findMany({
    where: {
      type: type.id,
      status: { in: liveStates(type) },
      ownerId: { in: duties.map((d) => d.personId) },
      ...inPeriod(type, periodKey),
    },
    orderBy: { createdAt: 'asc' },
    select: { id: true, ownerId: true, createdAt: true },
  })
  for (const record of filed) {
    await tx.duty.updateMany({
      where: { personId: record.ownerId, kind, periodKey, recordId: null, state: 'pending' },
      data: { state: 'filed', recordId: record.id, closedAt: record.createdAt, nextRungAt: null },
    })
  }
}

/** The first record that a person filed for a period and did not withdraw. */
export function findFiledRecord(
  tx: Tx,
  type: RecordType,
  ownerId: string,
  periodKey: string,
): Promise<{ id: string; createdAt: Date } | null> {
  return tx.record.findFirst({
    where: { type: type.id, ownerId, status: { in: liveStates(type) }, ...inPeriod(type, periodKey) },
    orderBy: { createdAt: 'asc' },
    select: { id: true, createdAt: true },
  })
}

/**
 * Duties of which something may have come, the longest waiting first. On PostgreSQL they stay locked until the
 * transaction ends, and what another sweep has locked is left to it. `prefix` picks those whose kind begins so;
 * `except` leaves such out.
 */
export function claimRipeDuties(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  { now, limit, ...kinds }: { now: Date; limit: number } & ({ prefix: string } | { except: string }),
): Promise<DutyRow[]> {
  const scope =
    'prefix' in kinds ? sql`"kind" LIKE ${`${kinds.prefix}%`}` : sql`"kind" NOT LIKE ${`${kinds.except}%`}`
  return tx.$queryRaw<DutyRow[]>(sql`
    SELECT "id", "personId", "teamId", "kind", "periodKey", "dueAt", "state", "recordId", "startedAt", "closedAt",
           "extendedTo", "excusedById", "excuseReason", "nextRungAt", "createdAt"
      FROM "Duty" WHERE "nextRungAt" <= ${now} AND ${scope}
     ORDER BY "nextRungAt", "id" LIMIT ${limit} ${skipLocked(store)}`)
}

/** Reads a duty that is about to be changed; on PostgreSQL nobody else changes it until the transaction ends. */
export async function lockDuty(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  id: string,
): Promise<DutyRow | undefined> {
  if (store.provider === 'postgresql') await tx.$queryRaw`SELECT 1 FROM "Duty" WHERE "id" = ${id} FOR UPDATE`
  return (await tx.duty.findUnique({ where: { id } })) ?? undefined
}

/** Moves duties on; those that go the same way are one statement. */
export async function moveDuties(
  tx: Tx,
  moves: readonly { id: string; state: string; nextRungAt: Date | null }[],
): Promise<void> {
  const alike = new Map<string, { state: string; nextRungAt: Date | null; ids: string[] }>()
  for (const { id, state, nextRungAt } of moves) {
    const key = `${state} ${nextRungAt?.getTime() ?? ''}`
    const group = alike.get(key) ?? { state, nextRungAt, ids: [] }
    group.ids.push(id)
    alike.set(key, group)
  }
  for (const { ids, ...data } of alike.values())
    await tx.duty.updateMany({ where: { id: { in: ids } }, data })
}

/** Open duties of a kind, for periods from a key on, page by page in the order of their ids. */
export function listOpenDuties(
  tx: Tx,
  { kind, fromPeriod, after, limit }: { kind: string; fromPeriod: string; after: string; limit: number },
): Promise<DutyRow[]> {
  return tx.duty.findMany({
    where: { kind, periodKey: { gte: fromPeriod }, state: { in: [...openDutyStates] }, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: limit,
  })
}
