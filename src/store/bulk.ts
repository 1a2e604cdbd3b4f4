/**
 * Lists and rows as one parameter each. A statement with thousands of parameters costs more to build than to run,
 * and SQLite allows Prisma's own queries no more than 999.
 */
import { join, raw, type Sql, sql } from './sql.ts'
import { toSqliteInstant } from './sqlite/instant.ts'
import type { Store } from './store.ts'

type Provider = Pick<Store, 'provider'>

/** What stands behind `IN`. */
export function listed({ provider }: Provider, values: readonly string[]): Sql {
  const json = JSON.stringify(values)
  return provider === 'postgresql'
    ? sql`(SELECT jsonb_array_elements_text(CAST(${json} AS jsonb)))`
    : sql`(SELECT "value" FROM json_each(${json}))`
}

type Cell = string | null | Date | object

/**
 * What stands behind `INSERT INTO "Table" (columns)`: the rows, each an array in the order of `kinds`. The rest of
 * the statement (ON CONFLICT, RETURNING) may follow.
 */
export function rowsOf(
  { provider }: Provider,
  kinds: readonly ('text' | 'instant' | 'json')[],
  rows: readonly (readonly Cell[])[],
): Sql {
  // Thousands of rows share a handful of moments.
  const moments = new Map<Date, string>()
  const momentOf = (date: Date) => {
    const text = moments.get(date) ?? toSqliteInstant(date)
    moments.set(date, text)
    return text
  }
  const json = JSON.stringify(rows.map((row) => row.map((c) => (c instanceof Date ? momentOf(c) : c))))
  const isPostgres = provider === 'postgresql'
  const columns = kinds.map((kind, index) => {
    if (kind === 'json') return raw(`"value" -> ${index}`)
    const text = `"value" ->> ${index}`
    return raw(kind === 'instant' && isPostgres ? `CAST(${text} AS timestamp(3))` : text)
  })
  const from = isPostgres
    ? sql`jsonb_array_elements(CAST(${json} AS jsonb)) AS "row"("value")`
    : sql`json_each(${json})`
  // Without a WHERE, SQLite takes the ON of ON CONFLICT for a join's.
  return sql`SELECT ${join(columns)} FROM ${from} WHERE true`
}
