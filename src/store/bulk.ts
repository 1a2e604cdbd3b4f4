/**
 * Lists and rows as one parameter each. A statement with thousands of parameters costs more to build than to run,
 * and SQLite allows Prisma's own queries no more than 999.
 */
import { join, raw, type Sql, sql } from './sql.ts'
import { toSqliteInstant } from './sqlite/instant.ts'
import type { Store } from './store.ts'

type Provider = Pick<Store, 'provider'>

/** As many rows as one statement has parameters for. */
const rowsAtOnce = 1_000

export function* partsOf<Row>(rows: readonly Row[], size = rowsAtOnce): Generator<Row[]> {
  for (let first = 0; first < rows.length; first += size) yield rows.slice(first, first + size)
}

/** What stands behind `IN`. */
export function listed({ provider }: Provider, values: readonly string[]): Sql {
  const json = JSON.stringify(values)
  return provider === 'postgresql'
    ? sql`(SELECT jsonb_array_elements_text(CAST(${json} AS jsonb)))`
    : sql`(SELECT "value" FROM json_each(${json}))`
}

/** What PostgreSQL does not make of a text by itself; SQLite goes by the column that it is put into. */
const castTo = { instant: 'timestamp(3)', integer: 'integer', bigint: 'bigint', boolean: 'boolean' } as const

/** A column of many rows: the same in all of them, a text of each, or one of a few objects that they share. */
type Column<Row> =
  | { all: string | number | Date | null }
  | { each: (row: Row) => string | Date | null; as?: keyof typeof castTo }
  | { shared: (row: Row) => object }

/**
 * What stands behind `INSERT INTO "Table" (columns)`, in the order of `columns`; the rest of the statement (ON
 * CONFLICT, RETURNING) may follow. Objects that are the same one travel once.
 */
export function rowsOf<Row>(
  { provider }: Provider,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): Sql {
  const isPostgres = provider === 'postgresql'
  const cells: ((row: Row) => string | number | null)[] = []
  const selected = columns.map((column): Sql => {
    if ('all' in column) return constant(column.all, isPostgres)
    if ('each' in column) {
      const { each, as } = column
      const place = raw(`"value" ->> ${cells.push(textOf(each)) - 1}`)
      return as && isPostgres ? sql`CAST(${place} AS ${raw(castTo[as])})` : place
    }
    const places = new Map<object, number>()
    for (const row of rows) {
      const object = column.shared(row)
      if (!places.has(object)) places.set(object, places.size)
    }
    const index = raw(`"value" ->> ${cells.push((row) => places.get(column.shared(row)) ?? null) - 1}`)
    const json = JSON.stringify([...places.keys()])
    return isPostgres
      ? sql`CAST(${json} AS jsonb) -> CAST(${index} AS int)`
      : sql`json_extract(${json}, '$[' || (${index}) || ']')`
  })
  const json = JSON.stringify(rows.map((row) => cells.map((cell) => cell(row))))
  const from = isPostgres
    ? sql`jsonb_array_elements(CAST(${json} AS jsonb)) AS "row"("value")`
    : sql`json_each(${json})`
  // Without a WHERE, SQLite takes the ON of ON CONFLICT for a join's.
  return sql`SELECT ${join(selected)} FROM ${from} WHERE true`
}

function constant(value: string | number | Date | null, isPostgres: boolean): Sql {
  if (value === null) return raw('NULL')
  if (typeof value === 'number') return raw(String(value))
  if (!(value instanceof Date)) return isPostgres ? sql`CAST(${value} AS text)` : sql`${value}`
  return isPostgres ? sql`CAST(${value} AS timestamp(3))` : sql`${toSqliteInstant(value)}`
}

/** Thousands of rows share a handful of moments. */
function textOf<Row>(each: (row: Row) => string | Date | null): (row: Row) => string | null {
  const moments = new Map<Date, string>()
  return (row) => {
    const cell = each(row)
    if (!(cell instanceof Date)) return cell
    const text = moments.get(cell) ?? toSqliteInstant(cell)
    moments.set(cell, text)
    return text
  }
}
