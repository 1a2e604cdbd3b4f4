import type Database from 'better-sqlite3'

const maxStatements = 500

/**
 * What the stock adapter asks of a database, with the statements kept prepared: preparing costs more than
 * running. Its BEGIN becomes a mark inside the transaction that has been begun for it (safe-adapter.ts).
 */
export function cacheStatements(db: Database.Database) {
  const cache = new Map<string, ReusableStatement>()
  return {
    prepare(sql: string): ReusableStatement {
      const known = cache.get(sql)
      if (known) return known
      const oldest = cache.size >= maxStatements ? cache.keys().next().value : undefined
      if (oldest !== undefined) cache.delete(oldest)
      const statement = new ReusableStatement(db.prepare(sql === 'BEGIN' ? 'SAVEPOINT begun' : sql))
      cache.set(sql, statement)
      return statement
    },
    exec: (sql: string) => db.exec(sql),
    close: () => db.close(),
  }
}

/**
 * The driver binds for good, which would spoil a shared statement; here the values last until the next
 * bind(). The adapter binds and runs in one go, so nobody comes between.
 */
class ReusableStatement {
  readonly reader: boolean
  readonly #statement: Database.Statement
  readonly #columns: Database.ColumnDefinition[]
  #values: unknown[] = []

  constructor(statement: Database.Statement) {
    this.#statement = statement
    this.reader = statement.reader
    this.#columns = statement.reader ? statement.raw().columns() : []
  }

  bind(values: unknown[]): this {
    this.#values = values
    return this
  }

  columns(): Database.ColumnDefinition[] {
    return this.#columns
  }

  raw(): this {
    return this
  }

  run(): Database.RunResult {
    return this.#statement.run(this.#values)
  }

  all(): unknown[] {
    return this.#statement.all(this.#values)
  }
}
