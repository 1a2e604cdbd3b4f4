import { toOpenError } from '../open-failure.ts'
import { parseStoreUrl, type StoreTarget } from '../store-url.ts'
import { openPostgresReader, openPostgresWriter } from './postgres-tables.ts'
import { openSqliteReader, openSqliteWriter } from './sqlite-tables.ts'
import type { TableReader, TableWriter } from './table.ts'

/** Of a migrated database. @throws ConfigError when it cannot be opened for a reason that can be mended outside */
export const openTableReader = (url: string): Promise<TableReader> =>
  open(url, async (target) =>
    target.provider === 'sqlite' ? openSqliteReader(target.file) : openPostgresReader(target.url),
  )

/** Of a migrated database; it waits until nobody else writes. */
export const openTableWriter = (url: string): Promise<TableWriter> =>
  open(url, async (target) =>
    target.provider === 'sqlite' ? openSqliteWriter(target.file) : openPostgresWriter(target.url),
  )

async function open<Opened>(url: string, by: (target: StoreTarget) => Promise<Opened>): Promise<Opened> {
  const target = parseStoreUrl(url)
  try {
    return await by(target)
  } catch (error) {
    throw toOpenError(error, target)
  }
}
