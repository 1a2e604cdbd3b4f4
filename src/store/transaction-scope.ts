import { AsyncLocalStorage } from 'node:async_hooks'

const scope = new AsyncLocalStorage<{ isOpen: boolean }>()

type Run = <T>(work: () => Promise<T>) => Promise<T>

/** Runs the work of a transaction; a guarded one marks all that `work` awaits, until it has ended. */
export function createTransactionScope(isGuarded: boolean): Run {
  if (!isGuarded) return (work) => work()
  return async (work) => {
    const mark = { isOpen: true }
    try {
      return await scope.run(mark, work)
    } finally {
      // A timer started inside the transaction carries the mark on: from now on it means nothing.
      mark.isOpen = false
    }
  }
}

/**
 * A write beside an open transaction of the same caller would wait for that transaction to end, which waits
 * for it; and on PostgreSQL it would not be undone with it. Throws at once instead.
 */
export function refuseInsideTransaction(): void {
  if (scope.getStore()?.isOpen) throw new WriteOutsideTransaction()
}

/** Runs what merely was set off inside a transaction and is not part of it. */
export function runOutsideTransaction<T>(work: () => T): T {
  return scope.exit(work)
}

/** A fault in the program: `store.db` was used for writing inside `store.transaction`, where `tx` must be. */
class WriteOutsideTransaction extends Error {
  constructor() {
    super('inside store.transaction write through the tx that it was given, not through store.db')
    this.name = 'WriteOutsideTransaction'
  }
}
