import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { AppliedMigration, MigrationHistory } from '../migrate.ts'
import type { Migration } from '../migrations.ts'
import { SqliteDatabase } from './driver.ts'

// Word for word what Prisma creates, so that its tools find what they expect.
const createTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

/** Creates the file and its folder when they are missing. */
export function openSqliteHistory(file: string): MigrationHistory {
  mkdirSync(dirname(file), { recursive: true })
  const db = new SqliteDatabase(file, { timeout: 30_000 })
  db.pragma('journal_mode = WAL')
  // A migration that rebuilds a table drops the old one, which would cascade into its children.
  db.pragma('foreign_keys = OFF')

  const readApplied = (): AppliedMigration[] => {
    const isNew =
      db.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get() === undefined
    if (isNew) return []
    return db
      .prepare<[], { name: string; checksum: string; finished: unknown }>(
        `SELECT migration_name AS name, checksum, finished_at AS finished
           FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
      )
      .all()
      .map(({ name, checksum, finished }) => ({ name, checksum, isFinished: finished !== null }))
  }

  const apply = ({ name, sql, checksum }: Migration) => {
    db.exec(createTable)
    db.exec(sql)
    const broken = db.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0)
      throw new Error(`migration ${name} leaves ${broken.length} rows without their parents`)
    // The current time comes from the database, in milliseconds as Prisma writes it.
    db.prepare(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, unixepoch('subsec') * 1000, unixepoch('subsec') * 1000, 1)`,
    ).run(randomUUID(), checksum, name)
  }

  return {
    readApplied: async () => readApplied(),
    applyNext: async (pick) =>
      db
        .transaction(() => {
          const next = pick(readApplied())
          if (next) apply(next)
          return next
        })
        // Taking the write lock first makes another process wait before it reads what is applied.
        .immediate(),
    close: async () => {
      db.close()
    },
  }
}
