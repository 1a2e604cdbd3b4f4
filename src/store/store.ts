import type Database from 'better-sqlite3'
import type pg from 'pg'
import type { Prisma, PrismaClient } from './generated/postgresql/client.ts'

/** The client inside a transaction. The PostgreSQL client's types stand for both providers. */
export type Tx = Prisma.TransactionClient

interface StoreBase {
  /**
   * Reads, and single writes. SQLite has no `skipDuplicates`, no scalar lists and no `mode: 'insensitive'`.
   */
  db: PrismaClient
  /**
   * All or nothing. On SQLite transactions run one after another; on PostgreSQL one that loses to another
   * is run again, so `work` must do nothing that a rollback leaves standing. Inside it write through `tx`
   * alone.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Throws when the database does not answer. */
  ping(): Promise<void>
  /** Waits for the transactions under way. */
  close(): Promise<void>
}

/** The last members of both are for this folder only. */
export interface SqliteStore extends StoreBase {
  provider: 'sqlite'
  /** Runs when the writer is free; `work` must open and end its own transaction. */
  write<T>(work: (writer: Database.Database) => T): Promise<T>
  reader: Database.Database
}

export interface PostgresStore extends StoreBase {
  provider: 'postgresql'
  pool: pg.Pool
  /** For the inbox: its waits are shorter. */
  deliveries: pg.Pool
}

export type Store = SqliteStore | PostgresStore
