import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { AppliedMigration, MigrationHistory } from '../migrate.ts'
import type { Migration } from '../migrations.ts'
import { createPatientClient } from './open-pool.ts'

// Word for word what Prisma creates, so that its tools find what they expect.
const createTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`

/**
 * Whoever waits for a table lets nobody pass, and the other processes work on it: a migration waits for a moment, lets
 * everybody pass, and asks again.
 */
const lockWithinMs = 1_000
const lockAttempts = 60
const isLockLate = (error: unknown) => error instanceof pg.DatabaseError && error.code === '55P03'

/** Prisma's own number for the lock around migrations. */
const migrationLock = 72_707_369

export async function openPostgresHistory(connectionString: string): Promise<MigrationHistory> {
  const client = createPatientClient(connectionString, 'fieldpost migrate')
  await client.connect()

  const readApplied = async (): Promise<AppliedMigration[]> => {
    // Not to_regclass(), which may answer from before the lock was granted.
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'`,
    )
    if (rowCount === 0) return []
    const { rows } = await client.query<AppliedMigration>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
         FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
    )
    return rows
  }

  // A statement that cannot run in a transaction, such as CREATE INDEX CONCURRENTLY, has no place in a
  // migration.
  const apply = async ({ name, sql, checksum }: Migration) => {
    await client.query(createTable)
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
  }

  const applyNow: MigrationHistory['applyNext'] = async (pick) => {
    await client.query('BEGIN')
    try {
      await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
      await client.query(`SET LOCAL lock_timeout = ${lockWithinMs}`)
      const next = pick(await readApplied())
      if (next) await apply(next)
      await client.query('COMMIT')
      return next
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    }
  }

  return {
    readApplied,
    applyNext: async (pick) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await applyNow(pick)
        } catch (error) {
          if (attempt >= lockAttempts || !isLockLate(error)) throw error
          await sleep(lockWithinMs)
        }
      }
    },
    close: () => client.end(),
  }
}
