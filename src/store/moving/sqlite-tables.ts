import type Database from 'better-sqlite3'
import { SqliteDatabase } from '../sqlite/driver.ts'
import { toSqliteInstant } from '../sqlite/instant.ts'
import {
  type ColumnKind,
  kindOf,
  type Row,
  type Table,
  type TableReader,
  type TableWriter,
  toTables,
} from './table.ts'

const types: Readonly<Record<string, ColumnKind>> = {
  TEXT: 'text',
  INTEGER: 'integer',
  REAL: 'float',
  BIGINT: 'bigint',
  BOOLEAN: 'boolean',
  DATETIME: 'instant',
  JSONB: 'json',
  BLOB: 'bytes',
}

/** What the driver gives, as JSON; of integers that JavaScript cannot hold SQLite makes the digits. */
const toJson: Partial<Record<ColumnKind, (cell: never) => unknown>> = {
  boolean: (cell: number) => cell !== 0,
  instant: (cell: string | number) => new Date(cell).toISOString(),
  json: (cell: string) => JSON.parse(cell) as unknown,
  bytes: (cell: Buffer) => cell.toString('base64'),
}

const fromJson: Partial<Record<ColumnKind, (cell: never) => unknown>> = {
  boolean: Number,
  bigint: BigInt,
  instant: (cell: string) => toSqliteInstant(new Date(cell)),
  json: (cell: unknown) => JSON.stringify(cell),
  bytes: (cell: string) => Buffer.from(cell, 'base64'),
}

export function openSqliteReader(file: string): TableReader {
  const db = new SqliteDatabase(file, { readonly: true, fileMustExist: true })
  db.exec('BEGIN')
  return {
    tables: listTables(db),
    async *rows({ name, columns }) {
      const selected = columns.map((column) =>
        column.kind === 'bigint' ? `CAST("${column.name}" AS TEXT) AS "${column.name}"` : `"${column.name}"`,
      )
      const statement = db.prepare<[], Row>(`SELECT ${selected.join(', ')} FROM "${name}"`)
      for (const row of statement.iterate()) yield convert(columns, row, toJson)
    },
    readCounter: async ({ name }) =>
      db.prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(name),
    close: async () => void db.close(),
  }
}

export function openSqliteWriter(file: string): TableWriter {
  const db = new SqliteDatabase(file, { fileMustExist: true, timeout: 5_000 })
  // Tables come in any order, and so do rows that name each other: all of it is looked at in the end.
  db.pragma('foreign_keys = OFF')
  db.exec('BEGIN EXCLUSIVE')
  const tables = listTables(db)
  return {
    tables,
    isEmpty: async () => tables.every(({ name }) => !db.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get()),
    async insert({ name, columns }, rows) {
      const places = columns.map((column) => `@${column.name}`).join(', ')
      const names = columns.map((column) => `"${column.name}"`).join(', ')
      const statement = db.prepare<[Row]>(`INSERT INTO "${name}" (${names}) VALUES (${places})`)
      for (const row of rows) statement.run(convert(columns, row, fromJson))
    },
    async setCounter({ name }, last) {
      db.prepare('DELETE FROM sqlite_sequence WHERE name = ?').run(name)
      db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(name, last)
    },
    async commit() {
      const [orphan] = db.pragma('foreign_key_check') as [{ table: string; parent: string }?]
      if (orphan) throw new Error(`a row of ${orphan.table} lacks its row of ${orphan.parent}`)
      db.exec('COMMIT')
    },
    close: async () => void db.close(),
  }
}

function listTables(db: Database.Database): Table[] {
  const rows = db
    .prepare<[], { table: string; column: string; type: string }>(
      `SELECT t."name" AS "table", c."name" AS "column", c."type" AS "type"
         FROM sqlite_master AS t, pragma_table_info(t."name") AS c
        WHERE t."type" = 'table' AND t."name" NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t."name" <> '_prisma_migrations'
        ORDER BY t."name", c."cid"`,
    )
    .all()
  return toTables(
    rows.map(({ table, column, type }) => ({
      table,
      column,
      kind: kindOf(types, type, `${table}.${column}`),
    })),
  )
}

function convert(
  columns: Table['columns'],
  row: Row,
  by: Partial<Record<ColumnKind, (cell: never) => unknown>>,
): Row {
  return Object.fromEntries(
    columns.map(({ name, kind }) => {
      const cell = row[name]
      return [name, cell === null ? null : (by[kind]?.(cell as never) ?? cell)]
    }),
  )
}
