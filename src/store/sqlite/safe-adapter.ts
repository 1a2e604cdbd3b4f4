import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'
import type Database from 'better-sqlite3'
import { refuseInsideTransaction } from '../transaction-scope.ts'
import { SqliteDatabase } from './driver.ts'
import type { FileLock } from './file-lock.ts'
import { cacheStatements } from './statement-cache.ts'
import type { WriteLock } from './write-lock.ts'

export interface SqliteConnection {
  adapter: SqlDriverAdapter
  db: Database.Database
}

/** What the adapter itself opens, and is not used. Kept: collected, it could end the process (`driver.ts`). */
const unused = new Set<unknown>()

/** The stock adapter on a connection of our own, with prepared statements. */
export async function connectSqlite(file: string, options: Database.Options = {}): Promise<SqliteConnection> {
  const db = new SqliteDatabase(file, options).defaultSafeIntegers(true)
  const adapter = await new PrismaBetterSqlite3({ url: ':memory:' }).connect()
  const { client } = adapter as SqlDriverAdapter & { client: Database.Database }
  client.close()
  unused.add(client)
  Object.assign(adapter, { client: cacheStatements(db) })
  return { adapter, db }
}

/**
 * One writer behind a lock, and a read-only connection for what is read outside a transaction.
 *
 * The stock adapter has one connection for all: a write made while somebody else's transaction is open
 * joins it and vanishes with its rollback, and everybody reads what is not committed yet.
 */
export function createSafeAdapter(
  writer: SqliteConnection,
  reader: SqliteConnection,
  lock: WriteLock,
  { whenFree }: FileLock,
): SqlDriverAdapterFactory {
  const { provider, adapterName } = writer.adapter

  const inTurn = async <T>(write: () => Promise<T>): Promise<T> => {
    refuseInsideTransaction()
    const release = await lock.acquire()
    try {
      return await whenFree(write)
    } finally {
      release()
    }
  }

  const startTransaction: SqlDriverAdapter['startTransaction'] = async (isolationLevel) => {
    refuseInsideTransaction()
    const release = await lock.acquire()
    const end = () => {
      // Prisma sends COMMIT and ROLLBACK as statements before this; one that failed leaves its
      // transaction open.
      if (writer.db.inTransaction) writer.db.exec('ROLLBACK')
      release()
    }
    try {
      // IMMEDIATE, so that a transaction never fails for having read before it writes. Not by the adapter: when it cannot
      // begin it keeps a lock of its own for ever.
      await whenFree(() => writer.db.exec('BEGIN IMMEDIATE'))
      return endWith(await writer.adapter.startTransaction(isolationLevel), end)
    } catch (error) {
      end()
      throw error
    }
  }

  const adapter: SqlDriverAdapter = {
    provider,
    adapterName,
    queryRaw: (query) =>
      isRead(query.sql) ? reader.adapter.queryRaw(query) : inTurn(() => writer.adapter.queryRaw(query)),
    executeRaw: (query) => inTurn(() => writer.adapter.executeRaw(query)),
    executeScript: (script) => inTurn(() => writer.adapter.executeScript(script)),
    startTransaction,
    // The store closes its connections itself, after the last writer has had its turn.
    dispose: async () => undefined,
  }
  return { provider, adapterName, connect: async () => adapter }
}

/**
 * A write that slips through as a read fails on the read-only connection; a read taken for a write is only
 * slower.
 */
function isRead(sql: string): boolean {
  return /^\s*(select|with)\b/i.test(sql) && !/\b(insert|update|delete)\b/i.test(sql)
}

function endWith(transaction: Transaction, onEnd: () => void): Transaction {
  const { commit, rollback } = transaction
  return Object.assign(transaction, {
    commit: () => commit.call(transaction).finally(onEnd),
    rollback: () => rollback.call(transaction).finally(onEnd),
  })
}
