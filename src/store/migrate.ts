import { AppError } from '../errors.ts'
import { type Migration, migrationsDir, readMigrations } from './migrations.ts'
import { toOpenError } from './open-failure.ts'
import { openPostgresHistory } from './postgres/migration-history.ts'
import { openSqliteHistory } from './sqlite/migration-history.ts'
import { parseStoreUrl, type StoreTarget } from './store-url.ts'

/** A row of `_prisma_migrations` that has not been rolled back. */
export interface AppliedMigration {
  name: string
  checksum: string
  isFinished: boolean
}

/** What the two databases do differently about their history. */
export interface MigrationHistory {
  /** Empty on a new database. */
  readApplied(): Promise<AppliedMigration[]>
  /**
   * Under a lock that other processes wait for: asks `pick` for the next migration, given what is applied
   * by now, and runs it with its row in one transaction. Undefined when there was none left.
   */
  applyNext(pick: (applied: AppliedMigration[]) => Migration | undefined): Promise<Migration | undefined>
  close(): Promise<void>
}

export type MigrationRefusal = 'newer' | 'edited' | 'failed'

const refusals: Record<MigrationRefusal, string> = {
  newer: 'the database is newer than this code; start the version that migrated it. Unknown to this code',
  edited: 'migrations were changed after they had been applied; restore their files. Changed',
  failed: 'migrations failed half-way under another tool; mend the database by hand. Failed',
}

/** The database's history and this code's migrations do not fit: nothing was changed. */
export class MigrationRefused extends AppError {
  readonly reason: MigrationRefusal
  readonly migrations: readonly string[]
  constructor(reason: MigrationRefusal, migrations: readonly string[]) {
    super('config', `${refusals[reason]}: ${migrations.join(', ')}`, { key: 'errors.config' })
    this.reason = reason
    this.migrations = migrations
  }
}

export interface Migrated {
  /** Names, in order. */
  applied: string[]
  /** What newer code has applied and this code does not know, where that only added. */
  ahead?: string[]
}

/**
 * What a migration is named that takes something away or forbids something, which code that does not know it may not
 * survive. All others only add (docs/decisions/0019-migrations-only-add.md).
 */
export const isContracting = (name: string): boolean => /^\d+_contract(_|$)/.test(name)

/**
 * Applies what is missing, in order, each migration atomically with its row in `_prisma_migrations`, and
 * names it. Plain SQL does it, with the rows that Prisma's own tools write, so that start-up needs no
 * schema engine. Processes that start together take turns. A database that newer code has only added to is served as
 * it is. Throws MigrationRefused, and ConfigError when the database cannot be opened.
 */
export async function migrate(url: string, dir?: string): Promise<Migrated> {
  const target = parseStoreUrl(url)
  const history = await openHistory(target)
  const known = readMigrations(dir ?? migrationsDir(target.provider))
  const applied: string[] = []
  try {
    const before = await history.readApplied()
    if (findPending(known, before).length === 0) {
      const ahead = findUnknown(known, before).map(({ name }) => name)
      return { applied, ...(ahead.length > 0 ? { ahead } : {}) }
    }
    const pick = (rows: AppliedMigration[]) => findPending(known, rows)[0]
    for (let next = await history.applyNext(pick); next; next = await history.applyNext(pick))
      applied.push(next.name)
    return { applied }
  } finally {
    await history.close()
  }
}

/** Names what would be applied, without touching the database. Throws MigrationRefused. */
export async function listPendingMigrations(url: string): Promise<string[]> {
  const target = parseStoreUrl(url)
  const history = await openHistory(target)
  try {
    const known = readMigrations(migrationsDir(target.provider))
    return findPending(known, await history.readApplied()).map(({ name }) => name)
  } finally {
    await history.close()
  }
}

/** The newest migration that the database has: the same name on both. Empty where it has none. */
export async function findNewestMigration(url: string): Promise<string> {
  const history = await openHistory(parseStoreUrl(url))
  try {
    const applied = await history.readApplied()
    return applied.reduce((newest, { name }) => (name > newest ? name : newest), '')
  } finally {
    await history.close()
  }
}

/** @throws ConfigError when the database cannot be opened for a reason that can be mended outside */
async function openHistory(target: StoreTarget): Promise<MigrationHistory> {
  try {
    return target.provider === 'sqlite'
      ? openSqliteHistory(target.file)
      : await openPostgresHistory(target.url)
  } catch (error) {
    throw toOpenError(error, target)
  }
}

function findPending(known: Migration[], applied: AppliedMigration[]): Migration[] {
  const knownByName = new Map(known.map((migration) => [migration.name, migration]))
  const names = new Set(applied.map(({ name }) => name))
  const pending = known.filter(({ name }) => !names.has(name))
  const unknown = findUnknown(known, applied)
  refuseIf('failed', applied, (row) => !row.isFinished)
  // Where each lacks something of the other, nobody has said that the two fit.
  refuseIf('newer', unknown, (row) => pending.length > 0 || isContracting(row.name))
  refuseIf('edited', applied, ({ name, checksum }) => {
    const own = knownByName.get(name)
    return own !== undefined && own.checksum !== checksum
  })
  return pending
}

function findUnknown(known: Migration[], applied: AppliedMigration[]): AppliedMigration[] {
  const names = new Set(known.map(({ name }) => name))
  return applied.filter(({ name }) => !names.has(name))
}

function refuseIf(
  reason: MigrationRefusal,
  applied: AppliedMigration[],
  isBad: (row: AppliedMigration) => boolean,
): void {
  const bad = applied.filter(isBad).map(({ name }) => name)
  if (bad.length > 0) throw new MigrationRefused(reason, bad)
}
