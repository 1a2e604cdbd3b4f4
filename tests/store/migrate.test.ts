import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
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

  it('keeps what was offered before codes and lists were told apart', async () => {
    for (const { name, sql } of readMigrations(migrationsDir(provider)))
      if (name < '20261122143810_offer_series') addMigration(name, sql)
    await migrate(database.url, dir)
    const at = "'2026-11-22 08:00:00'"
    await query(`INSERT INTO "Offer" ("platform", "personId", "code", "press", "offeredAt")
      VALUES ('wecom', 'chen', 12, 'a code', ${at}), ('wecom list', 'chen', 12, 'a line', ${at})`)
    await migrate(database.url)
    expect(await query('SELECT "platform", "series", "code", "press" FROM "Offer" ORDER BY "press"')).toEqual(
      [
        { platform: 'wecom', series: 'code', code: 12, press: 'a code' },
        { platform: 'wecom', series: 'list', code: 12, press: 'a line' },
      ],
    )
  })

  it('serves a database to which newer code has only added', async () => {
    cpSync(migrationsDir(provider), dir, { recursive: true })
    addMigration('29990101000000_future', 'CREATE TABLE future (id INTEGER)')
    await migrate(database.url, dir)
    expect(await migrate(database.url)).toEqual({ applied: [], ahead: ['29990101000000_future'] })
    expect(await listPendingMigrations(database.url)).toEqual([])
  })

  it('refuses one from which newer code took something, and one that each knows only in part', async () => {
    cpSync(migrationsDir(provider), dir, { recursive: true })
    addMigration('29990101000000_contract_past', 'DROP TABLE "Turn"')
    await migrate(database.url, dir)
    expect(await refusal(migrate(database.url))).toEqual(['newer', '29990101000000_contract_past'])
    expect(await refusal(listPendingMigrations(database.url))).toEqual([
      'newer',
      '29990101000000_contract_past',
    ])
    rmSync(join(dir, '29990101000000_contract_past'), { recursive: true })
    const parted = await createTestDatabase(provider, { isMigrated: false })
    addMigration('29990101000000_theirs', 'CREATE TABLE theirs (id INTEGER)')
    await migrate(parted.url, dir)
    rmSync(join(dir, '29990101000000_theirs'), { recursive: true })
    addMigration('29990101000000_ours', 'CREATE TABLE ours (id INTEGER)')
    expect(await refusal(migrate(parted.url, dir))).toEqual(['newer', '29990101000000_theirs'])
    await parted.drop()
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

describe('migrations on PostgreSQL', () => {
  it('wait for a table that somebody reads, and hold nobody else up', async () => {
    const { url, drop } = await createTestDatabase('postgresql')
    const dir = mkdtempSync(join(tmpdir(), 'fieldpost-migrations-'))
    cpSync(migrationsDir('postgresql'), dir, { recursive: true })
    mkdirSync(join(dir, '29990101000000_later'))
    writeFileSync(
      join(dir, '29990101000000_later/migration.sql'),
      'ALTER TABLE "Record" ADD COLUMN "later" TEXT',
    )
    const [reader, other] = [1, 2].map(() => new pg.Client({ connectionString: url })) as [
      pg.Client,
      pg.Client,
    ]
    for (const client of [reader, other]) await client.connect()
    await reader.query('BEGIN; SELECT count(*) FROM "Record"')
    const migrating = migrate(url, dir)
    await expect
      .poll(async () => {
        const { rowCount } = await other.query(
          `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '"Record"'::regclass`,
        )
        return rowCount
      })
      .toBe(1)
    // Its turn comes after the migration's, and both before the reader has ended.
    expect((await other.query('SELECT count(*) FROM "Record"')).rowCount).toBe(1)
    await reader.query('COMMIT')
    expect(await migrating).toEqual({ applied: ['29990101000000_later'] })
    for (const client of [reader, other]) await client.end()
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
