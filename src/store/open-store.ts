import type { PostgresWaits } from './postgres/open-pool.ts'
import { openPostgresStore } from './postgres/open-postgres-store.ts'
import { openSqliteStore } from './sqlite/open-sqlite-store.ts'
import type { Store } from './store.ts'
import { parseStoreUrl } from './store-url.ts'

export interface StoreOptions {
  /** `file:./data/fieldpost.db` or `postgresql://…`. */
  url: string
  /** Told of connections that broke while nobody used them. */
  logger?: { warn(fields: object, message: string): void }
  /** PostgreSQL only: for tests, which would wait long for what never comes. */
  waits?: PostgresWaits | undefined
  /**
   * Throws WriteOutsideTransaction when something inside `transaction` writes through `db`, which on SQLite
   * would wait for itself until the time-out. For tests: following each call through all it awaits slows
   * every request by a tenth.
   */
  guardsTransactions?: boolean
  /** SQLite only: `NORMAL` is faster and lets a power cut take the last commits. */
  synchronous?: 'FULL' | 'NORMAL'
}

/** Opens a database that `migrate` has made ready. Throws ConfigError on an address of another kind. */
export function openStore(options: StoreOptions): Promise<Store> {
  const target = parseStoreUrl(options.url)
  return target.provider === 'sqlite'
    ? openSqliteStore(target.file, options)
    : openPostgresStore(target.url, options)
}

export type { Store, Tx } from './store.ts'
