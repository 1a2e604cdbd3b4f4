import { basename } from 'node:path'
import { backUpSqlite } from '../../store/backup.ts'
import type { Office } from '../office.ts'

/** Two weeks of nightly copies. */
const keep = 14

/** Copies the SQLite file beside itself; says in a line what was done, or who has to do it instead. */
export async function backUp(office: Office): Promise<string> {
  const { store } = office
  if (store.provider === 'postgresql') return 'PostgreSQL is backed up by its own tools, such as pg_dump'
  const { file, removed } = await backUpSqlite(store, { keep, now: office.clock.now() })
  return `${basename(file)} written, ${removed.length} old removed`
}
