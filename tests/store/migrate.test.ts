import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/errors.ts'
import { listPendingMigrations, MigrationRefused, migrate } from '../../src/store/migrate.ts'
import { migrationsDir, readMigrations } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open-store.ts'
import {
  diagnoseHistory,
  diffMigrationsToDatabase,
  diffMigrationsToModels,
} from '../../tools/database/schema-engine.ts'
import { createTestDatabase, databases } from '../support/databases.ts'

describe.each(databases)('migrations on %s', (provider) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let dir: string

  beforeEach(async () => {
    database = await createTestDatabase(provider, { isMigrated: false })
    dir = mkdtempSync(join(tmpdir(), 'fieldpost-migrations-'))
  })
  afterEach(async () => {
    await database.drop()
    rmSync(dir, { recursive: true })
  })

  const addMigration = (name: string, sql: string) => {
    mkdirSync(join(dir, name), { recursive: true })
    writeFileSync(join(dir, name, 'migration.sql'), sql)
  }
  const refusal = async (work: Promise<unknown>) => {
    const error = await work.catch((thrown: unknown) => thrown)
    return error instanceof MigrationRefused ? [error.reason, ...error.migrations] : error
  }
  const query = async <T>(sql: string): Promise<T> => {
    const store = await openStore({ url: database.url })
    try {
      return await store.db.$queryRawUnsafe<T>(sql)
    } finally {
      await store.close()
    }
  }

  it('applies everything to a new database, and nothing the second time', async () => {
    const names = readMigrations(migrationsDir(provider)).map(({ name }) => name)
    expect(names.length).toBeGreaterThan(0)
    expect(await listPendingMigrations(database.url)).toEqual(names)
    expect(await migrate(database.url)).toEqual({ applied: names })
    expect(await migrate(database.url)).toEqual({ applied: [] })
    expect(await listPendingMigrations(database.url)).toEqual([])
  })

  it('leaves a database that the schema engine finds in order, and as the models say', async () => {
    await migrate(database.url)
    const shadow = await createTestDatabase(provider, { isMigrated: false })
    try {
      const target = { provider, url: database.url, shadowUrl: shadow.url }
      expect(await diagnoseHistory(target)).toEqual({
        editedMigrationNames: [],
        failedMigrationNames: [],
        hasMigrationsTable: true,
        history: null,
      })
      expect(await diffMigrationsToDatabase(target)).toBe('')
      expect(await diffMigrationsToModels(target)).toBe('')
    } finally {
      await shadow.drop()
    }
  })

  it('applies in order what is new', async () => {
    addMigration('1_a', 'CREATE TABLE a (id INTEGER PRIMARY KEY)')
    expect(await migrate(database.url, dir)).toEqual({ applied: ['1_a'] })
    addMigration('3_c', 'INSERT INTO a VALUES (3); INSERT INTO a SELECT id * 10 FROM a')
    addMigration('2_b', 'INSERT INTO a VALUES (2)')
    expect(await migrate(database.url, dir)).toEqual({ applied: ['2_b', '3_c'] })
    expect(await query('SELECT id FROM a ORDER BY id')).toEqual([2, 3, 20, 30].map((id) => ({ id })))
  })

  it('undoes a migration that fails, keeps those before it and can go on when it is mended', async () => {
    addMigration('1_a', 'CREATE TABLE a (id INTEGER PRIMARY KEY)')
    addMigration(
      '2_b',
      'CREATE TABLE b (id INTEGER); INSERT INTO a VALUES (1); INSERT INTO nowhere VALUES (1)',
    )
    await expect(migrate(database.url, dir)).rejects.toThrow('nowhere')
    expect(await query('SELECT id FROM a')).toEqual([])
    expect(await query('SELECT migration_name AS name FROM _prisma_migrations')).toEqual([{ name: '1_a' }])
    addMigration('2_b', 'CREATE TABLE b (id INTEGER)')
    expect(await migrate(database.url, dir)).toEqual({ applied: ['2_b'] })
  })

  it('refuses a database that newer code has migrated', async () => {
    cpSync(migrationsDir(provider), dir, { recursive: true })
    addMigration('29990101000000_future', 'CREATE TABLE future (id INTEGER)')
    await migrate(database.url, dir)
    expect(await refusal(migrate(database.url))).toEqual(['newer', '29990101000000_future'])
    expect(await refusal(listPendingMigrations(database.url))).toEqual(['newer', '29990101000000_future'])
  })

  it('refuses a migration that was changed after it had been applied', async () => {
    addMigration('1_a', 'CREATE TABLE a (id INTEGER)')
    await migrate(database.url, dir)
    addMigration('1_a', 'CREATE TABLE a (id INTEGER, more TEXT)')
    addMigration('2_b', 'CREATE TABLE b (id INTEGER)')
    expect(await refusal(migrate(database.url, dir))).toEqual(['edited', '1_a'])
  })

  it('refuses a migration that another tool left half-way, until it is marked as rolled back', async () => {
    addMigration('1_a', 'CREATE TABLE a (id INTEGER)')
    await migrate(database.url, dir)
    addMigration('2_b', 'CREATE TABLE b (id INTEGER)')
    await query(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '2_b')`)
    expect(await refusal(migrate(database.url, dir))).toEqual(['failed', '2_b'])
    await query(`UPDATE _prisma_migrations SET rolled_back_at = '2026-11-21 00:00:00' WHERE id = 'x'`)
    expect(await migrate(database.url, dir)).toEqual({ applied: ['2_b'] })
  })

  it('lets processes that start together take turns', async () => {
    for (let i = 0; i < 5; i += 1) addMigration(`${i}_t`, `CREATE TABLE t${i} (id INTEGER)`)
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => migrate(database.url, dir)))
    expect(outcomes.flatMap(({ applied }) => applied).sort()).toEqual(['0_t', '1_t', '2_t', '3_t', '4_t'])
  })
})

describe('migrations on SQLite', () => {
  it('keeps the children when a migration rebuilds their parents, and refuses to leave orphans', async () => {
    const { url, drop } = await createTestDatabase('sqlite', { isMigrated: false })
    const dir = mkdtempSync(join(tmpdir(), 'fieldpost-migrations-'))
    const addMigration = (name: string, sql: string) => {
      mkdirSync(join(dir, name))
      writeFileSync(join(dir, name, 'migration.sql'), sql)
    }
    addMigration(
      '1_tables',
      `CREATE TABLE parent (id INTEGER PRIMARY KEY);
       CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) ON DELETE CASCADE);
       INSERT INTO parent VALUES (1); INSERT INTO child VALUES (7, 1);`,
    )
    addMigration(
      '2_rebuild',
      `CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT);
       INSERT INTO new_parent (id) SELECT id FROM parent;
       DROP TABLE parent; ALTER TABLE new_parent RENAME TO parent;`,
    )
    await migrate(url, dir)
    const store = await openStore({ url })
    expect(await store.db.$queryRawUnsafe('SELECT id FROM child')).toEqual([{ id: 7 }])
    await store.close()
    addMigration('3_orphans', 'DELETE FROM parent')
    await expect(migrate(url, dir)).rejects.toThrow('1 rows without their parents')
    await drop()
    rmSync(dir, { recursive: true })
  })
})

describe('a database that cannot be opened', () => {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-unopened-'))
  afterAll(() => rmSync(dir, { recursive: true }))
  writeFileSync(join(dir, 'text.db'), 'this is no database, only text '.repeat(40))
  mkdirSync(join(dir, 'folder.db'))

  it.each([
    ['a text file', `file:${dir}/text.db`, 'is no SQLite database'],
    ['a folder', `file:${dir}/folder.db`, 'cannot be opened'],
    ['below a file', `file:${dir}/text.db/x.db`, 'no folder'],
    ['a server that is not there', 'postgresql://u:geheim@127.0.0.1:1/x', 'nobody listens'],
    ['no address', 'postgresql://u:geheim@:notaport/x', 'is no address'],
  ])('says what to do: %s', async (_what, url, text) => {
    const error = await migrate(url).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as ConfigError).problems).toEqual([expect.stringContaining(text)])
    expect((error as ConfigError).message).not.toContain('geheim')
  })

  it('says that the server has no such database', async () => {
    const database = await createTestDatabase('postgresql', { isMigrated: false })
    const url = database.url.replace(/\/[^/?]+(\?|$)/, '/nowhere$1')
    await expect(migrate(url)).rejects.toThrow('no database of that name')
    await database.drop()
  })
})
