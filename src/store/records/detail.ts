/**
 * How a record type's values stand in its detail table: one column a field of the same name, one child table a
 * group of rows. Everything is derived from the definition, so that a new type needs its Prisma model and no code.
 */
import type { Fields, Value, Values } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { Tx } from '../open-store.ts'

type Row = Record<string, unknown>

/** The part of a Prisma delegate that every detail table has. */
interface DetailTable {
  create(args: { data: Row }): Promise<unknown>
  update(args: { where: { recordId: string }; data: Row }): Promise<unknown>
}

function tableOf(tx: Tx, type: RecordType): DetailTable {
  return (tx as unknown as Record<string, DetailTable>)[type.table] as DetailTable
}

function toColumn(value: Value): unknown {
  // A choice of several is stored as ids joined by commas; ids never hold one.
  return Array.isArray(value) ? value.join(',') : value
}

function fromColumn(stored: unknown, isList: boolean): Value {
  if (stored === null || stored === undefined) return null
  if (isList) return stored === '' ? [] : String(stored).split(',')
  return stored as Value
}

/** Columns of the fields named in `values`; rows are nested writes that replace what stood there. */
function toRow(fields: Fields, values: Values, mode: 'create' | 'update'): Row {
  const row: Row = {}
  for (const [name, field] of Object.entries(fields)) {
    if (field.sensitive || !Object.hasOwn(values, name)) continue
    const value = values[name] ?? null
    if (field.input.shape !== 'rows') {
      row[name] = toColumn(value)
      continue
    }
    const rowFields = field.input.fields
    const lines = (Array.isArray(value) ? (value as readonly Values[]) : []).map((line, position) => ({
      position,
      ...toRow(rowFields, line, 'create'),
    }))
    row[name] = mode === 'create' ? { create: lines } : { deleteMany: {}, create: lines }
  }
  return row
}

export function fromRow(fields: Fields, row: Row): Values {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => !field.sensitive)
      .map(([name, field]): [string, Value] => {
        if (field.input.shape !== 'rows')
          return [name, fromColumn(row[name], field.input.shape === 'some-of')]
        const rowFields = field.input.fields
        return [name, ((row[name] ?? []) as Row[]).map((line) => fromRow(rowFields, line))]
      }),
  )
}

export async function createDetail(
  tx: Tx,
  type: RecordType,
  recordId: string,
  values: Values,
): Promise<void> {
  await tableOf(tx, type).create({ data: { recordId, ...toRow(type.fields, values, 'create') } })
}

/** Changes the fields named in `values` and leaves the others. */
export async function updateDetail(
  tx: Tx,
  type: RecordType,
  recordId: string,
  values: Values,
): Promise<void> {
  const data = toRow(type.fields, values, 'update')
  if (Object.keys(data).length > 0) await tableOf(tx, type).update({ where: { recordId }, data })
}

/** What to include to read a record of this type whole. */
export function detailInclude(type: RecordType): Record<string, unknown> {
  const children = Object.entries(type.fields).filter(([, field]) => field.input.shape === 'rows')
  if (children.length === 0) return { [type.table]: true }
  const include = Object.fromEntries(children.map(([name]) => [name, { orderBy: { position: 'asc' } }]))
  return { [type.table]: { include } }
}
