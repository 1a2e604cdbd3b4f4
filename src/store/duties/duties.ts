import { liveStates, type RecordType } from '../../records/record-type.ts'
import { listed, rowsOf } from '../bulk.ts'
import type { Store, Tx } from '../open-store.ts'
import { modelOf } from '../records/detail.ts'
import { raw, skipLocked, sql } from '../sql.ts'
import { groupBy } from './group-by.ts'

export type DutyRow = NonNullable<Awaited<ReturnType<Tx['duty']['findUnique']>>>

/** `late` was filed after the deadline and is not missed; `cancelled` is an obligation that leave took away. */
export type DutyState = 'pending' | 'overdue' | 'filed' | 'late' | 'missed' | 'excused' | 'cancelled'

export const openDutyStates: readonly DutyState[] = ['pending', 'overdue']

export const isOpenDuty = ({ state }: { state: string }): boolean =>
  openDutyStates.some((open) => open === state)

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

/** Makes those that are not there yet; how many were made. */
export async function insertDuties(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  duties: readonly NewDuty[],
  at: Date,
): Promise<number> {
  if (duties.length === 0) return 0
  const rows = rowsOf(store, duties, [
    { each: (d) => d.id },
    { each: (d) => d.personId },
    { each: (d) => d.teamId },
    { each: (d) => d.kind },
    { each: (d) => d.periodKey },
    { each: (d) => d.dueAt, as: 'instant' },
    { all: 'pending' },
    { each: (d) => d.nextRungAt, as: 'instant' },
    { each: (d) => d.recordId ?? null },
    { all: at },
  ])
  return tx.$executeRaw(sql`
    INSERT INTO "Duty" ("id", "personId", "teamId", "kind", "periodKey", "dueAt", "state", "nextRungAt", "recordId", "createdAt")
    ${rows} ON CONFLICT DO NOTHING`)
}

/** How the record type's rows of a period are found. */
const inPeriod = (type: RecordType, periodKey: string) =>
  type.period ? { periodKey } : { [type.table]: { is: { [type.dayField ?? '']: periodKey } } }

/** Closes duties of a period whose record was filed before they were made: early, hence in time. */
export async function adoptFiledRecords(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  type: RecordType,
  kind: string,
  periodKey: string,
  duties: readonly NewDuty[],
): Promise<void> {
  const owners = listed(
    store,
    duties.map((d) => d.personId),
  )
  const detail = raw(`"${modelOf(type)}"`)
  const isOfPeriod = type.period
    ? sql`"periodKey" = ${periodKey}`
    : sql`"id" IN (SELECT "recordId" FROM ${detail} WHERE ${raw(`"${type.dayField}"`)} = ${periodKey})`
  const filed = await tx.$queryRaw<{ id: string; ownerId: string; createdAt: Date }[]>(sql`
    SELECT "id", "ownerId", "createdAt" FROM "Record"
     WHERE "type" = ${type.id} AND "ownerId" IN ${owners} AND ${isOfPeriod}
       AND "status" IN ${listed(store, liveStates(type))}
     ORDER BY "createdAt"`)
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

/** What a sweep needs to know of a duty; thousands are read at a time. */
export type RipeDuty = Pick<
  DutyRow,
  | 'id'
  | 'personId'
  | 'teamId'
  | 'kind'
  | 'periodKey'
  | 'dueAt'
  | 'state'
  | 'startedAt'
  | 'extendedTo'
  | 'excuseReason'
  | 'createdAt'
>

/**
 * Duties of which something may have come, the longest waiting first; thousands may have come at one moment, and a
 * further order among them would have to be sorted anew for every page. On PostgreSQL they stay locked until the
 * transaction ends, and what another sweep has locked is left to it. `prefix` picks those whose kind begins so;
 * `except` leaves such out.
 */
export async function claimRipeDuties(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  { now, limit, ...kinds }: { now: Date; limit: number } & ({ prefix: string } | { except: string }),
): Promise<RipeDuty[]> {
  const scope =
    'prefix' in kinds ? sql`"kind" LIKE ${`${kinds.prefix}%`}` : sql`"kind" NOT LIKE ${`${kinds.except}%`}`
  const columns = raw(
    '"id", "personId", "teamId", "kind", "periodKey", "dueAt", "state", "startedAt", "extendedTo", "excuseReason", "createdAt"',
  )
  const page = await tx.$queryRaw<RipeDuty[]>(sql`
    SELECT ${columns} FROM "Duty" WHERE "nextRungAt" <= ${now} AND ${scope}
     ORDER BY "nextRungAt" LIMIT ${limit} ${skipLocked(store)}`)
  // What else has come for the same people, so that one message tells them of all of it.
  const more =
    page.length < limit
      ? []
      : await tx.$queryRaw<RipeDuty[]>(sql`
          SELECT ${columns} FROM "Duty"
           WHERE "nextRungAt" <= ${now} AND ${scope}
             AND "personId" IN ${listed(store, [...new Set(page.map((duty) => duty.personId))])}
             AND "id" NOT IN ${listed(
               store,
               page.map((duty) => duty.id),
             )} ${skipLocked(store)}`)
  return [...page, ...more].sort((a, b) => (a.id < b.id ? -1 : 1))
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
  store: Pick<Store, 'provider'>,
  tx: Tx,
  moves: readonly { id: string; state: string; nextRungAt: Date | null }[],
): Promise<void> {
  const alike = groupBy(moves, ({ state, nextRungAt }) => `${state} ${nextRungAt?.getTime() ?? ''}`)
  for (const group of alike.values()) {
    const [first] = group
    if (!first) continue
    const ids = group.map(({ id }) => id)
    await tx.$executeRaw(sql`
      UPDATE "Duty" SET "state" = ${first.state}, "nextRungAt" = ${first.nextRungAt}
       WHERE "id" IN ${listed(store, ids)}`)
  }
}

const isOpen = { in: [...openDutyStates] }

/** Keys of a kind's periods, from one on, that somebody still owes something for. */
export async function listOpenPeriods(
  db: Tx,
  { kind, fromPeriod }: { kind: string; fromPeriod: string },
): Promise<string[]> {
  const rows = await db.duty.groupBy({
    by: ['periodKey'],
    where: { kind, periodKey: { gte: fromPeriod }, state: isOpen },
    orderBy: { periodKey: 'asc' },
  })
  return rows.map((row) => row.periodKey)
}

/** Open duties of a period, page by page in the order of their ids. */
export function listOpenDuties(
  tx: Tx,
  { kind, periodKey, after, limit }: { kind: string; periodKey: string; after: string; limit: number },
): Promise<DutyRow[]> {
  return tx.duty.findMany({
    where: { kind, periodKey, state: isOpen, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: limit,
  })
}

/** Ends those that are still open; one that was filed this very moment is left alone. */
export async function missDuties(tx: Tx, ids: readonly string[], at: Date): Promise<DutyRow[]> {
  if (ids.length === 0) return []
  return tx.duty.updateManyAndReturn({
    where: { id: { in: [...ids] }, state: isOpen },
    data: { state: 'missed', closedAt: at },
  })
}
