/** A whole database as rows that either database can give and take. */

/** What of a column's type outlives the database that it stands in. */
export type ColumnKind = 'text' | 'integer' | 'float' | 'bigint' | 'boolean' | 'instant' | 'json' | 'bytes'

export interface Column {
  name: string
  kind: ColumnKind
}

export interface Table {
  name: string
  columns: Column[]
}

/** By column, as JSON: a bigint as digits, an instant as ISO text in UTC with milliseconds, bytes as base64. */
export type Row = Record<string, unknown>

/** Every table as it stood at one moment, whoever writes meanwhile. */
export interface TableReader {
  tables: Table[]
  rows(table: Table): AsyncIterable<Row>
  /** The last number that the table's own counter gave; undefined where it has none, or gave none yet. */
  readCounter(table: Table): Promise<number | undefined>
  close(): Promise<void>
}

/** One transaction over every table, which nobody else reads or writes meanwhile. */
export interface TableWriter {
  tables: Table[]
  isEmpty(): Promise<boolean>
  insert(table: Table, rows: readonly Row[]): Promise<void>
  setCounter(table: Table, last: number): Promise<void>
  /** @throws Error where a row names another that is not there; nothing is kept then */
  commit(): Promise<void>
  /** What was not committed is undone. */
  close(): Promise<void>
}

/** Of columns as the catalog lists them, in its order. */
export function toTables(rows: readonly { table: string; column: string; kind: ColumnKind }[]): Table[] {
  const tables = new Map<string, Column[]>()
  for (const { table, column, kind } of rows)
    tables.set(table, [...(tables.get(table) ?? []), { name: column, kind }])
  return [...tables].map(([name, columns]) => ({ name, columns }))
}

/** @throws Error on a type that no model has had so far: it would be copied wrongly */
export function kindOf(types: Readonly<Record<string, ColumnKind>>, type: string, place: string): ColumnKind {
  const kind = types[type]
  if (!kind) throw new Error(`${place} is of a type that is not copied: ${type}`)
  return kind
}
