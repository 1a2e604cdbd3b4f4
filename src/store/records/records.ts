import type { Subject } from '../../access/actor.ts'
import type { Values } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import { partsOf, rowsOf } from '../bulk.ts'
import type { Store, Tx } from '../open-store.ts'
import { sql } from '../sql.ts'
import { createDetails, detailInclude, fromRow, updateDetail } from './detail.ts'
import { type RecordQuery, whereOf } from './record-query.ts'

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
    values: toValues(type, row),
    sealed: new Set(row.sensitive.map((s) => s.field)),
    doneBy: Object.fromEntries(row.marks.map((m) => [m.step, m.personId])),
  }
}

const toValues = (type: RecordType, row: object): Values =>
  fromRow(type.fields, (row as Record<string, Record<string, unknown> | null>)[type.table] ?? {})

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
    const rows = await db.record.findMany({ where: { id: { in: id } }, include: include(type) })
    found.push(...rows.filter(isOf(type)).map((row) => toStored(type, row)))
  }
  return found
}

/** Looked at here: named beside the ids, SQLite goes through all that are of the type in place of the few. */
const isOf = (type: RecordType) => (row: { type: string }) => row.type === type.id

/** A record without its instants, marks and sealed answers: half the price where thousands are read. */
export type RecordOutline = Pick<StoredRecord, 'id' | 'number' | 'status' | 'ownerId' | 'teamId' | 'values'>

/** Outlines of those of these records that are of the type, in no order. */
export async function findOutlines(
  db: Tx,
  type: RecordType,
  ids: readonly string[],
): Promise<RecordOutline[]> {
  const found: RecordOutline[] = []
  for (const id of partsOf(ids, idsAtOnce)) {
    const rows = await db.record.findMany({
      where: { id: { in: id } },
      select: {
        ...{ id: true, type: true, number: true, status: true, ownerId: true, teamId: true },
        ...detailInclude(type),
      },
    })
    for (const { id, number, status, ownerId, teamId, ...more } of rows.filter(isOf(type)))
      found.push({ id, number, status, ownerId, teamId, values: toValues(type, more) })
  }
  return found
}

/** As many ids as one query may name beside its other conditions. */
const idsAtOnce = 500

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

/** Those of `ids`, all of the type, that fit, newest first; there may be any number. */
export async function listFitting(
  db: Tx,
  type: RecordType,
  ids: readonly string[],
  query: Omit<RecordQuery, 'limit'>,
): Promise<string[]> {
  if (query.visible.anyOf.length === 0) return []
  // Without the type, as above.
  const { type: _, ...where } = whereOf(type, query)
  const found: { id: string; createdAt: Date }[] = []
  for (const part of partsOf(ids, idsAtOnce)) {
    const select = { id: true, createdAt: true }
    found.push(...(await db.record.findMany({ where: { ...where, id: { in: part } }, select })))
  }
  return found
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id)
}

export async function countRecords(
  db: Tx,
  type: RecordType,
  query: Omit<RecordQuery, 'limit'>,
  upTo?: number,
): Promise<number> {
  if (query.visible.anyOf.length === 0) return 0
  return db.record.count({ where: whereOf(type, query), ...(upTo === undefined ? {} : { take: upTo }) })
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
