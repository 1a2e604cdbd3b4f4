import type { Subject } from '../../access/actor.ts'
import type { RowFilter } from '../../access/permissions.ts'
import type { Value, Values } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import { partsOf, rowsOf } from '../bulk.ts'
import type { Store, Tx } from '../open-store.ts'
import { sql } from '../sql.ts'
import { createDetails, detailInclude, fromRow, updateDetail } from './detail.ts'

/** A record as the services see it. Sealed answers are never among its values, only their names. */
export interface StoredRecord extends Subject {
  id: string
  type: string
  number: string
  status: string
  periodKey: string | null
  revision: number
  createdAt: Date
  updatedAt: Date
  statusAt: Date
  values: Values
  sealed: ReadonlySet<string>
  doneBy: Readonly<Record<string, string>>
}

export interface NewRecord {
  id: string
  number: string
  status: string
  ownerId: string
  teamId: string
  periodKey: string | null
  singleKey: string | null
  submissionKey: string | null
  at: Date
  values: Values
}

/** @throws the store's unique violation when a submission or a person's period is there already */
export async function insertRecords(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  type: RecordType,
  records: readonly NewRecord[],
): Promise<void> {
  const rows = rowsOf(store, records, [
    { each: (r) => r.id },
    { all: type.id },
    { each: (r) => r.number },
    { each: (r) => r.status },
    { each: (r) => r.ownerId },
    { each: (r) => r.teamId },
    { each: (r) => r.periodKey },
    { all: 1 },
    { each: (r) => r.singleKey },
    { each: (r) => r.submissionKey },
    { each: (r) => r.at, as: 'instant' },
    { each: (r) => r.at, as: 'instant' },
    { each: (r) => r.at, as: 'instant' },
  ])
  // As raw SQL: createMany takes five seconds for five thousand of them.
  await tx.$executeRaw(sql`
    INSERT INTO "Record" ("id", "type", "number", "status", "ownerId", "teamId", "periodKey", "revision",
                          "singleKey", "submissionKey", "createdAt", "updatedAt", "statusAt")
    ${rows}`)
  await createDetails(store, tx, type, records)
}

export interface RecordChange {
  status?: string
  values?: Values
  singleKey?: string | null
  periodKey?: string | null
  mark?: { step: string; personId: string }
  at: Date
}

/** Changes a record if it still stands at `revision`; false when somebody was faster. */
export async function updateRecord(
  tx: Tx,
  type: RecordType,
  id: string,
  revision: number,
  change: RecordChange,
): Promise<boolean> {
  const { values, mark, at, status, ...columns } = change
  const { count } = await tx.record.updateMany({
    where: { id, revision },
    data: {
      ...columns,
      ...(status === undefined ? {} : { status, statusAt: at }),
      revision: revision + 1,
      updatedAt: at,
    },
  })
  if (count === 0) return false
  if (values) await updateDetail(tx, type, id, values)
  if (mark) {
    const key = { recordId: id, step: mark.step }
    await tx.recordMark.upsert({
      where: { recordId_step: key },
      create: { ...key, personId: mark.personId, at },
      update: { personId: mark.personId, at },
    })
  }
  return true
}

/** Reads where a record stands; on PostgreSQL nobody else changes it until the transaction ends. */
export async function lockRecord(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  id: string,
): Promise<{ status: string } | undefined> {
  if (store.provider === 'postgresql')
    await tx.$queryRaw(sql`SELECT 1 FROM "Record" WHERE "id" = ${id} FOR UPDATE`)
  return (await tx.record.findUnique({ where: { id }, select: { status: true } })) ?? undefined
}

type BaseRow = Awaited<ReturnType<Tx['record']['findMany']>>[number] & {
  sensitive: { field: string }[]
  marks: { step: string; personId: string }[]
}

const include = (type: RecordType) =>
  ({ sensitive: { select: { field: true } }, marks: true, ...detailInclude(type) }) as const

function toStored(type: RecordType, row: BaseRow): StoredRecord {
  const detail = (row as unknown as Record<string, Record<string, unknown> | null>)[type.table]
  return {
    id: row.id,
    type: row.type,
    number: row.number,
    status: row.status,
    ownerId: row.ownerId,
    teamId: row.teamId,
    periodKey: row.periodKey,
    revision: row.revision,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    statusAt: row.statusAt,
    values: fromRow(type.fields, detail ?? {}),
    sealed: new Set(row.sensitive.map((s) => s.field)),
    doneBy: Object.fromEntries(row.marks.map((m) => [m.step, m.personId])),
  }
}

/** The type of a record, to find its definition by; undefined when there is no such record. */
export async function findRecordKind(db: Tx, id: string): Promise<string | undefined> {
  return (await db.record.findUnique({ where: { id }, select: { type: true } }))?.type
}

export async function findRecord(db: Tx, type: RecordType, id: string): Promise<StoredRecord | undefined> {
  const row = await db.record.findFirst({ where: { id, type: type.id }, include: include(type) })
  return row ? toStored(type, row) : undefined
}

/** Those of these records that are of the type, in no order. */
export async function findRecords(db: Tx, type: RecordType, ids: readonly string[]): Promise<StoredRecord[]> {
  const found: StoredRecord[] = []
  for (const id of partsOf(ids, idsAtOnce)) {
    const rows = await db.record.findMany({
      where: { id: { in: id }, type: type.id },
      include: include(type),
    })
    found.push(...rows.map((row) => toStored(type, row)))
  }
  return found
}

/** As many ids as one query may name beside its other conditions. */
const idsAtOnce = 500

export interface RecordQuery {
  /** Which rows the reader may see at all. */
  visible: RowFilter
  ids?: readonly string[]
  ownerIds?: readonly string[]
  teamIds?: readonly string[]
  statuses?: readonly string[]
  periodKeys?: readonly string[]
  /** Equalities on the detail table's columns. */
  detail?: Readonly<Record<string, Value>>
  /** Inclusive bounds of the type's day. */
  days?: { from: string; to: string }
  limit: number
  offset?: number
  order?: 'newest' | 'oldest'
}

function whereOf(type: RecordType, query: RecordQuery) {
  const detail = {
    ...query.detail,
    ...(query.days && type.dayField ? { [type.dayField]: { gte: query.days.from, lte: query.days.to } } : {}),
  }
  return {
    type: type.id,
    ...(query.ids ? { id: { in: [...query.ids] } } : {}),
    ...(query.ownerIds ? { ownerId: { in: [...query.ownerIds] } } : {}),
    ...(query.statuses ? { status: { in: [...query.statuses] } } : {}),
    ...(query.periodKeys ? { periodKey: { in: [...query.periodKeys] } } : {}),
    ...(Object.keys(detail).length > 0 ? { [type.table]: { is: detail } } : {}),
    AND: [visibleWhere(query.visible), query.teamIds ? { teamId: { in: [...query.teamIds] } } : {}],
  }
}

/** The row filter of a permission as a condition; an empty filter lets nothing through. */
function visibleWhere(filter: RowFilter) {
  return {
    OR: filter.anyOf.map((f) => ({
      ...(f.ownerId === undefined ? {} : { ownerId: f.ownerId }),
      ...(f.teamIds === undefined ? {} : { teamId: { in: [...f.teamIds] } }),
      ...(f.exceptOwnerIds === undefined ? {} : { NOT: { ownerId: { in: [...f.exceptOwnerIds] } } }),
    })),
  }
}

export async function listRecords(db: Tx, type: RecordType, query: RecordQuery): Promise<StoredRecord[]> {
  if (query.visible.anyOf.length === 0) return []
  const direction = query.order === 'oldest' ? 'asc' : 'desc'
  const rows = await db.record.findMany({
    where: whereOf(type, query),
    include: include(type),
    orderBy: [{ createdAt: direction }, { id: direction }],
    take: query.limit,
    skip: query.offset ?? 0,
  })
  return rows.map((row) => toStored(type, row))
}

export async function countRecords(
  db: Tx,
  type: RecordType,
  query: Omit<RecordQuery, 'limit'>,
): Promise<number> {
  if (query.visible.anyOf.length === 0) return 0
  return db.record.count({ where: whereOf(type, { ...query, limit: 0 }) })
}

/** The next numbers of a series and year, as in `RF-2026-0412`; gaps only where a transaction was undone. */
export async function takeNumbers(tx: Tx, prefix: string, year: number, count: number): Promise<string[]> {
  const series = await tx.numberSeries.upsert({
    where: { prefix_year: { prefix, year } },
    create: { prefix, year, last: count },
    update: { last: { increment: count } },
  })
  const before = series.last - count
  return Array.from(
    { length: count },
    (_, index) => `${prefix}-${year}-${String(before + index + 1).padStart(4, '0')}`,
  )
}
