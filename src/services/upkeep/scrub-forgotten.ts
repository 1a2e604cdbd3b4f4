import { scrubSealed } from '../../store/scrub.ts'
import type { Office } from '../office.ts'

/** After sealed answers went: what is left of them in the file goes too. */
export async function scrubForgotten({ store, log }: Office): Promise<void> {
  if (!(await scrubSealed(store)))
    log.warn('deleted answers stay in the log of the database until the next purge')
}
