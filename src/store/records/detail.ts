/**
 * How a record type's values stand in its detail table: one column a field of the same name, one child table a
 * group of rows. Everything is derived from the definition, so that a new type needs its Prisma model and no code.
 */
import type { Field, Fields, Value, Values } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import { rowsOf } from '../bulk.ts'
import type { Store, Tx } from '../open-store.ts'
import { join, raw, sql } from '../sql.ts'

type Row = Record<string, unknown>

/** The part of a Prisma delegate that every detail table has. */
interface DetailTable {
  update(args: { where: { recordId: string }; data: Row }): Promise<unknown>
}

function tableOf(tx: Tx, type: RecordType): DetailTable {
  return (tx as unknown as Record<string, DetailTable>)[type.table] as DetailTable
}

/** Prisma names a model, and its table in the database, by the detail table's name with a capital. */
export const modelOf = ({ table }: RecordType): string => table.slice(0, 1).toUpperCase() + table.slice(1)

function toColumn(value: Value): unknown {
  // A choice of several is stored as ids joined by commas; ids never hold one.
  return Array.isArray(value) ? value.join(',') : value
}

function fromColumn(stored: unknown, isList: boolean): Value {
  if (stored === null || stored === undefined) return null
  if (isList) return stored === '' ? [] : String(stored).split(',')
  return stored as Value
}

/** Columns of the fields named in `values`. */
function toColumns(fields: Fields, values: Values): Row {
  const named = Object.entries(fields).filter(([name, field]) => {
    return !field.sensitive && field.input.shape !== 'rows' && Object.hasOwn(values, name)
  })
  return Object.fromEntries(named.map(([name]) => [name, toColumn(values[name] ?? null)]))
}

/** What stands in child tables: groups of rows, with their fields. */
const childFields = (fields: Fields): [name: string, fields: Fields][] =>
  Object.entries(fields).flatMap(([name, { input }]) =>
    input.shape === 'rows' ? [[name, input.fields] as [string, Fields]] : [],
  )

const toLines = (fields: Fields, value: Value | undefined): Row[] =>
  (Array.isArray(value) ? (value as readonly Values[]) : []).map((line, position) => ({
    position,
    ...toColumns(fields, line),
  }))

export function fromRow(fields: Fields, row: Row): Values {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => !field.sensitive)
      .map(([name, field]): [string, Value] => {
        if (field.input.shape !== 'rows')
          return [name, fromColumn(row[name], field.input.shape === 'some-of')]
        const rowFields = field.input.fields
        // Sorted here: asked for in order, Prisma refuses on SQLite to read the rows of a thousand records at once.
        const lines = ((row[name] ?? []) as Row[]).toSorted((a, b) => Number(a.position) - Number(b.position))
        return [name, lines.map((line) => fromRow(rowFields, line))]
      }),
  )
}

/** One statement a table, as raw SQL: creating rows with their lines takes Prisma several statements a record. */
export async function createDetails(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  type: RecordType,
  records: readonly { id: string; values: Values }[],
): Promise<void> {
  const rows = records.map(
    ({ id: recordId, values }): Row => ({ recordId, ...toColumns(type.fields, values) }),
  )
  await insertRows(store, tx, modelOf(type), ownColumns(type.fields), rows)
  for (const [name, fields] of childFields(type.fields)) {
    const lines = records.flatMap(({ id: recordId, values }) =>
      toLines(fields, values[name]).map((line): Row => ({ recordId, ...line })),
    )
    await insertRows(
      store,
      tx,
      childModelOf(tx, type, name),
      { position: 'integer', ...ownColumns(fields) },
      lines,
    )
  }
}

type ColumnKind = Exclude<Field['column'], 'rows'>

const ownColumns = (fields: Fields): Record<string, ColumnKind> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { column, sensitive }]) =>
      sensitive || column === 'rows' ? [] : [[name, column]],
    ),
  )

async function insertRows(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  table: string,
  columns: Readonly<Record<string, ColumnKind>>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const names = ['recordId', ...Object.keys(columns)].map((name) => raw(`"${name}"`))
  const values = rowsOf(store, rows, [
    { each: (row) => String(row.recordId) },
    ...Object.entries(columns).map(([name, kind]) => ({
      each: (row: Row) => toCell(row[name]),
      ...(kind === 'text' ? {} : { as: kind }),
    })),
  ])
  await tx.$executeRaw(sql`INSERT INTO ${raw(`"${table}"`)} (${join(names)}) ${values}`)
}

function toCell(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'boolean' ? String(Number(value)) : String(value)
}

/**
 * The model of a group of rows, by the relation of that name. Prisma offers no public way to learn of it; should this
 * one go, every test that files rows fails.
 */
function childModelOf(tx: Tx, type: RecordType, name: string): string {
  const { models } = (tx as unknown as { _runtimeDataModel: DataModel })._runtimeDataModel
  const relation = models[modelOf(type)]?.fields.find((field) => field.name === name)
  if (!relation) throw new TypeError(`the model ${modelOf(type)} has no rows ${name}`)
  return relation.type
}

interface DataModel {
  models: Readonly<Record<string, { fields: readonly { name: string; type: string }[] }>>
}

/** Changes the fields named in `values` and leaves the others; rows replace what stood there. */
export async function updateDetail(
  tx: Tx,
  type: RecordType,
  recordId: string,
  values: Values,
): Promise<void> {
  const lines = childFields(type.fields).filter(([name]) => Object.hasOwn(values, name))
  const data = {
    ...toColumns(type.fields, values),
    ...Object.fromEntries(
      lines.map(([name, fields]) => [name, { deleteMany: {}, create: toLines(fields, values[name]) }]),
    ),
  }
  if (Object.keys(data).length > 0) await tableOf(tx, type).update({ where: { recordId }, data })
}

/** What to include to read a record of this type whole. */
export function detailInclude(type: RecordType): Record<string, unknown> {
  const children = childFields(type.fields)
  if (children.length === 0) return { [type.table]: true }
  const include = Object.fromEntries(children.map(([name]) => [name, true]))
  return { [type.table]: { include } }
}
