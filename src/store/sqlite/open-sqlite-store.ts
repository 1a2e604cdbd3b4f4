import { traceAttempts } from '../../trace.ts'
import type { StoreOptions } from '../open-store.ts'
import type { SqliteStore, Tx } from '../store.ts'
import { createTransactionScope, refuseInsideTransaction } from '../transaction-scope.ts'
import { createFileLock } from './file-lock.ts'
import { connectSqlite, createSafeAdapter } from './safe-adapter.ts'
import { createWriteLock } from './write-lock.ts'

/** A transaction waits for its turn behind all others, and a bulk import may be one of them. */
const transactionLimits = { maxWait: 60_000, timeout: 30_000 }

export async function openSqliteStore(
  file: string,
  {
    synchronous = 'FULL',
    guardsTransactions = false,
  }: Pick<StoreOptions, 'synchronous' | 'guardsTransactions'>,
): Promise<SqliteStore> {
  const writer = await connectSqlite(file, { fileMustExist: true })
  writer.db.pragma('journal_mode = WAL')
  writer.db.pragma(`synchronous = ${synchronous}`)
  writer.db.pragma('foreign_keys = ON')
  // Whoever else has the lock is waited for off the thread (file-lock.ts).
  writer.db.pragma('busy_timeout = 0')
  writer.db.pragma('wal_autocheckpoint = 4000')
  // What is deleted is overwritten: a file that is carried away must not tell what was purged.
  writer.db.pragma('secure_delete = ON')
  const reader = await connectSqlite(file, { readonly: true, fileMustExist: true })

  const lock = createWriteLock()
  const fileLock = createFileLock()
  const inScope = createTransactionScope(guardsTransactions)
  // Only the client of the database in use is loaded: each takes its time and memory.
  const { PrismaClient } = await import('../generated/sqlite/client.ts')
  const client = new PrismaClient({
    adapter: createSafeAdapter(writer, reader, lock, fileLock),
    transactionOptions: transactionLimits,
  })

  return {
    provider: 'sqlite',
    db: client as unknown as SqliteStore['db'],
    reader: reader.db,
    transaction: async (work) => {
      refuseInsideTransaction()
      return traceAttempts((attempt) =>
        client.$transaction((tx) => attempt(() => inScope(() => work(tx as unknown as Tx)))),
      )
    },
    write: async (work) => {
      refuseInsideTransaction()
      const release = await lock.acquire('express')
      try {
        return await fileLock.whenFree(() => work(writer.db))
      } finally {
        release()
      }
    },
    ping: async () => {
      reader.db.prepare('SELECT 1').get()
    },
    close: async () => {
      await client.$disconnect()
      const release = await lock.acquire()
      reader.db.close()
      writer.db.close()
      release()
    },
  }
}
