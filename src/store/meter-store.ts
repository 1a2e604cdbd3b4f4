import type { Meter } from '../meter.ts'
import { readDatabaseFailure } from './database-errors.ts'
import type { Store } from './store.ts'

/**
 * The same store, with the failures of its transactions and of `ping` told to the meter. Conflicts that are run again
 * inside, and what a use-case refuses, are none.
 */
export function meterStore<Kept extends Store>(store: Kept, meter: Meter): Kept {
  const counting = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      const reason = readDatabaseFailure(error)
      if (reason) meter.count('storeErrors', { reason })
      throw error
    }
  }
  return {
    ...store,
    transaction: (work) => counting(store.transaction(work)),
    ping: () => counting(store.ping()),
  }
}
