import { empty, raw, type Sql } from '@prisma/client/runtime/client'
import type { Store } from './store.ts'

export { join, raw, type Sql, sqltag as sql } from '@prisma/client/runtime/client'

/** Ends a SELECT whose rows are about to be claimed; on SQLite there is only one who claims at a time. */
export function skipLocked(store: Pick<Store, 'provider'>): Sql {
  return store.provider === 'postgresql' ? raw('FOR UPDATE SKIP LOCKED') : empty
}
