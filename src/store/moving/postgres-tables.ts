import type pg from 'pg'
import { createPatientClient } from '../postgres/open-pool.ts'
import {
  type Column,
  type ColumnKind,
  kindOf,
  type Row,
  type Table,
  type TableReader,
  type TableWriter,
  toTables,
} from './table.ts'

const types: Readonly<Record<string, ColumnKind>> = {
  text: 'text',
  integer: 'integer',
  'double precision': 'float',
  bigint: 'bigint',
  boolean: 'boolean',
  'timestamp without time zone': 'instant',
  jsonb: 'json',
  bytea: 'bytes',
}

/** The column as JSON holds it: made by the database, for the driver reads instants in its own zone. */
const selected: Partial<Record<ColumnKind, (name: string) => string>> = {
  bigint: (name) => `${name}::text`,
  instant: (name) => `to_char(${name}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  bytes: (name) => `replace(encode(${name}, 'base64'), E'\\n', '')`,
}

/** The type that a cell has on its way back in, and what makes the column's own of it. */
const taken: Partial<Record<ColumnKind, string>> = { instant: 'timestamptz', bytes: 'text', json: 'jsonb' }
const stored: Partial<Record<ColumnKind, (name: string) => string>> = {
  instant: (name) => `${name} AT TIME ZONE 'UTC'`,
  bytes: (name) => `decode(${name}, 'base64')`,
}

/** Pictures are large. */
const rowsAtOnce = ({ columns }: Table): number => (columns.some(({ kind }) => kind === 'bytes') ? 20 : 1_000)

export async function openPostgresReader(connectionString: string): Promise<TableReader> {
  const client = await connect(connectionString)
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  return {
    tables: await listTables(client),
    async *rows(table) {
      const columns = table.columns.map(({ name, kind }) => {
        const quoted = `"${name}"`
        return `${selected[kind]?.(quoted) ?? quoted} AS ${quoted}`
      })
      await client.query(
        `DECLARE "rows" NO SCROLL CURSOR FOR SELECT ${columns.join(', ')} FROM "${table.name}"`,
      )
      for (;;) {
        const { rows } = await client.query<Row>(`FETCH ${rowsAtOnce(table)} FROM "rows"`)
        if (rows.length === 0) break
        yield* rows
      }
      await client.query('CLOSE "rows"')
    },
    async readCounter(table) {
      const counter = await findCounter(client, table)
      if (counter === undefined) return undefined
      const { rows } = await client.query<{ last: string }>(
        `SELECT last_value AS last FROM ${counter} WHERE is_called`,
      )
      return rows[0] && Number(rows[0].last)
    },
    close: () => client.end(),
  }
}

export async function openPostgresWriter(connectionString: string): Promise<TableWriter> {
  const client = await connect(connectionString)
  await client.query('BEGIN')
  const tables = await listTables(client)
  await client.query(
    `LOCK TABLE ${tables.map(({ name }) => `"${name}"`).join(', ')} IN ACCESS EXCLUSIVE MODE`,
  )
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`,
  )
  // Tables come in any order, and so do rows that name each other; one look at the end is quicker than one a row.
  for (const { table, name } of references) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  return {
    tables,
    async isEmpty() {
      for (const { name } of tables)
        if ((await client.query(`SELECT 1 FROM "${name}" LIMIT 1`)).rowCount) return false
      return true
    },
    async insert({ name, columns }, rows) {
      const list = (of: (column: Column) => string) => columns.map(of).join(', ')
      const sql = `INSERT INTO "${name}" (${list((column) => `"${column.name}"`)})
        SELECT ${list((column) => stored[column.kind]?.(`"${column.name}"`) ?? `"${column.name}"`)}
          FROM json_to_recordset($1::json) AS given(${list(({ name, kind }) => `"${name}" ${taken[kind] ?? typeOf(kind)}`)})`
      await client.query(sql, [JSON.stringify(rows)])
    },
    async setCounter(table, last) {
      const counter = await findCounter(client, table)
      if (counter !== undefined) await client.query('SELECT setval($1, $2)', [counter, last])
    },
    async commit() {
      for (const { table, name, definition } of references)
        await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
      // Otherwise it plans as for empty tables until it looks by itself.
      await client.query('ANALYZE')
      await client.query('COMMIT')
    },
    close: () => client.end(),
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = createPatientClient(connectionString, 'fieldpost move')
  await client.connect()
  return client
}

const typeOf = (kind: ColumnKind): string =>
  Object.entries(types).find(([, each]) => each === kind)?.[0] ?? 'text'

async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `SELECT table_name AS table, column_name AS column, data_type AS type
       FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name <> '_prisma_migrations'
      ORDER BY table_name COLLATE "C", ordinal_position`,
  )
  return toTables(
    rows.map(({ table, column, type }) => ({
      table,
      column,
      kind: kindOf(types, type, `${table}.${column}`),
    })),
  )
}

/** Quoted, as it stands in a statement. */
async function findCounter(client: pg.Client, { name, columns }: Table): Promise<string | undefined> {
  const { rows } = await client.query<{ counter: string | null }>(
    `SELECT pg_get_serial_sequence($1, column_name) AS counter FROM unnest($2::text[]) AS column_name`,
    [`"${name}"`, columns.map((column) => column.name)],
  )
  return rows.find(({ counter }) => counter !== null)?.counter ?? undefined
}
