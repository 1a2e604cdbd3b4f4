import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { askDesk } from './ask-desk.ts'
import { keepSecret } from './log-watch.ts'

/** Every test that touches the store runs on both: `describe.each(databases)('on %s', (provider) => …)`. */
export const databases = ['sqlite', 'postgresql'] as const
export type DatabaseName = (typeof databases)[number]

export interface TestStore {
  store: Store
  url: string
  /** A second store on the same database, as another process would have it; closed with the first. */
  openAnother(): Promise<Store>
  /** Empties every table. */
  clear(): Promise<void>
  close(): Promise<void>
}

/**
 * An empty, migrated database for one test file: `const database = useTestStore(provider)`, then
 * `database().store`.
 */
export function useTestStore(provider: DatabaseName): () => TestStore {
  let opened: TestStore | undefined
  beforeAll(async () => {
    opened = await openTestStore(provider)
  })
  afterAll(() => opened?.close())
  return () => {
    if (!opened) throw new Error('the test store opens in beforeAll')
    return opened
  }
}

/** The same for tests that close it themselves. */
export async function openTestStore(provider: DatabaseName): Promise<TestStore> {
  const { url, drop } = await createTestDatabase(provider)
  // No test cuts the power: as on the temporary PostgreSQL, no commit waits for the disk.
  const open = () => openStore({ url, guardsTransactions: true, synchronous: 'NORMAL' })
  const stores = [await open()]
  const [store] = stores as [Store]
  return {
    store,
    url,
    openAnother: async () => {
      const another = await open()
      stores.push(another)
      return another
    },
    clear: () => clearTables(store),
    close: async () => {
      for (const each of stores) await each.close()
      await drop()
    },
  }
}

/** Only the database, migrated or empty, with nothing connected to it. */
export function createTestDatabase(
  provider: DatabaseName,
  { isMigrated = true } = {},
): Promise<{ url: string; drop(): Promise<void> }> {
  return provider === 'sqlite' ? createSqliteFile(isMigrated) : createPostgresDatabase(isMigrated)
}

async function createSqliteFile(isMigrated: boolean) {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-store-'))
  const file = join(dir, 'test.db')
  if (isMigrated) copyFileSync(await askDesk('/sqlite'), file)
  return { url: `file:${file}`, drop: async () => rmSync(dir, { recursive: true, force: true }) }
}

async function createPostgresDatabase(isMigrated: boolean) {
  const admin = await askDesk('/postgresql')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await runOn(admin, `CREATE DATABASE ${name} TEMPLATE ${isMigrated ? 'template1' : 'template0'}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  keepSecret({ DATABASE_URL: url.href })
  return { url: url.href, drop: () => runOn(admin, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function clearTables(store: Store): Promise<void> {
  if (store.provider === 'postgresql') {
    const { rows } = await store.pool.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    )
    // Deleting few rows is ten times quicker than truncating many tables; as a replica no foreign key is
    // looked at.
    const deletes = rows.map(({ name }) => `DELETE FROM ${name}`)
    await store.pool.query(['SET LOCAL session_replication_role = replica', ...deletes].join('; '))
    return
  }
  await store.write((writer) => {
    const tables = writer
      .prepare<[], { name: string }>(
        `SELECT name FROM sqlite_master
          WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_prisma_migrations'`,
      )
      .all()
    writer.pragma('foreign_keys = OFF')
    for (const { name } of tables) writer.exec(`DELETE FROM "${name}"`)
    writer.pragma('foreign_keys = ON')
  })
}
