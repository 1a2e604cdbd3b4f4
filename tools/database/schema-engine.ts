/**
 * Prisma's schema engine as WebAssembly, driven through the driver adapters: the native engine is a
 * download that this project does without. A tool for developers only; the product applies migrations with
 * src/store/migrate.ts.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type {
  DiagnoseMigrationHistoryOutput,
  DiffTarget,
  MigrationList,
  SchemaEngine,
} from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { migrationsDir, readMigrations } from '../../src/store/migrations.ts'
import { connectSqlite } from '../../src/store/sqlite/safe-adapter.ts'
import { composeSchema, type Provider, repositoryRoot } from './compose-schema.ts'

/** `shadowUrl` names a PostgreSQL database that may be wiped; SQLite uses one in memory. */
export interface EngineTarget {
  provider: Provider
  url: string
  shadowUrl?: string
}

const everything = { externalTables: [], externalEnums: [] }

/** SQL that leads from the migrations to the models: empty when no migration is missing. */
export function diffMigrationsToModels(target: EngineTarget): Promise<string> {
  return diff(target, { tag: 'schemaDatamodel', files: schemaFiles(target.provider) })
}

/**
 * SQL that leads from the migrations to what the database really looks like: empty when nobody has touched
 * it.
 */
export function diffMigrationsToDatabase(target: EngineTarget): Promise<string> {
  return diff(target, {
    tag: 'schemaDatasource',
    files: schemaFiles(target.provider),
    configDir: repositoryRoot,
  })
}

/** What Prisma itself says of a database's migration history. */
export function diagnoseHistory(target: EngineTarget): Promise<DiagnoseMigrationHistoryOutput> {
  return withEngine(target, (engine) =>
    engine.diagnoseMigrationHistory({
      migrationsList: listMigrations(target.provider),
      optInToShadowDatabase: false,
      filters: everything,
    }),
  )
}

async function diff(target: EngineTarget, to: DiffTarget): Promise<string> {
  const from: DiffTarget = { tag: 'migrations', ...listMigrations(target.provider) }
  const { exitCode, stdout } = await withEngine(target, (engine) =>
    engine.diff({ from, to, script: true, exitCode: true, filters: everything }),
  )
  return exitCode === 0 ? '' : (stdout ?? '')
}

function schemaFiles(provider: Provider) {
  return [{ path: `${provider}.prisma`, content: composeSchema(provider) }]
}

function listMigrations(provider: Provider): MigrationList {
  const baseDir = migrationsDir(provider)
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: readMigrations(baseDir).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  }
}

async function withEngine<T>(target: EngineTarget, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const { factory, closeAll } = target.provider === 'sqlite' ? sqliteFactory(target) : postgresFactory(target)
  const bound = bindMigrationAwareSqlAdapterFactory(factory)
  const { SchemaEngine } = await loadEngine()
  const datamodels = schemaFiles(target.provider).map(({ path, content }): [string, string] => [
    path,
    content,
  ])
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, bound)
  try {
    return await use(engine)
  } catch (cause) {
    // The engine only knows a number; the driver's own error is kept in the registry.
    const id = /External error id#(\d+)/.exec(String(cause))?.[1]
    const driverError = id ? bound.errorRegistry.consumeError(Number(id))?.error : undefined
    throw new Error(`schema engine: ${String(driverError ?? cause).split('\n')[0]}`, { cause })
  } finally {
    engine.free()
    await closeAll()
  }
}

type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')
let loading: Promise<EngineModule> | undefined

/** The package expects a bundler to link its WebAssembly; here it is linked by hand. */
function loadEngine(): Promise<EngineModule> {
  loading ??= (async () => {
    const dir = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
    const glue: EngineModule & { __wbg_set_wasm(exports: WebAssembly.Exports): void } = await import(
      join(dir, 'schema_engine_bg.js')
    )
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } })
    const wasm = new WebAssembly.Module(readFileSync(join(dir, 'schema_engine_bg.wasm')))
    const instance = new WebAssembly.Instance(wasm, { './schema_engine_bg.js': glue as never })
    glue.__wbg_set_wasm(instance.exports)
    const start = instance.exports.__wbindgen_start
    if (typeof start === 'function') start()
    return glue
  })()
  return loading
}

interface OwnedFactory {
  factory: SqlMigrationAwareDriverAdapterFactory
  /** The engine never disposes what it opens, and SQLite would stay locked. */
  closeAll(): Promise<void>
}

function sqliteFactory({ url }: EngineTarget): OwnedFactory {
  const opened: SqlDriverAdapter[] = []
  const { provider, adapterName } = new PrismaBetterSqlite3({ url })
  const connect = async (file: string) => {
    const { adapter, db } = await connectSqlite(file)
    opened.push(adapter)
    const { queryRaw, executeRaw } = adapter
    // The describer looks partial indexes up by a string in double quotes, which this build of SQLite takes
    // for a column.
    adapter.queryRaw = (query) =>
      queryRaw.call(adapter, { ...query, sql: query.sql.replace(/= "([^"]*)"/g, "= '$1'") })
    // Whole migration files arrive here, and the driver's prepare() takes one statement only.
    adapter.executeRaw = async (query) => {
      if (query.args.length > 0) return executeRaw.call(adapter, query)
      db.exec(query.sql)
      return 0
    }
    return adapter
  }
  return {
    factory: {
      provider,
      adapterName,
      connect: () => connect(url.replace(/^file:/, '')),
      connectToShadowDb: () => connect(':memory:'),
    },
    closeAll: async () => {
      for (const adapter of opened) await adapter.dispose()
    },
  }
}

function postgresFactory({ url, shadowUrl }: EngineTarget): OwnedFactory {
  const pools: pg.Pool[] = []
  const connect = async (connectionString: string, prepare?: string) => {
    const pool = new pg.Pool({ connectionString, max: 1 })
    // A temporary server that stops first ends idle connections; that is no fault of what was asked before.
    pool.on('error', () => undefined)
    pools.push(pool)
    if (prepare) await pool.query(prepare)
    const adapter = await connectReadingChar(pool)
    // The stock adapter splits scripts at every semicolon, also inside strings.
    adapter.executeScript = async (script) => {
      await pool.query(script)
    }
    return adapter
  }
  const { provider, adapterName } = new PrismaPg(url)
  return {
    factory: {
      provider,
      adapterName,
      connect: () => connect(url),
      connectToShadowDb: () => {
        if (!shadowUrl) throw new Error('a shadow database is needed')
        return connect(shadowUrl, 'DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public')
      },
    },
    closeAll: async () => {
      for (const pool of pools) await pool.end()
    },
  }
}

/**
 * The adapter cannot read the catalog type "char" (18), which the describer selects. It is handed over as
 * text (25) and named for what it is afterwards.
 */
async function connectReadingChar(pool: pg.Pool): Promise<SqlDriverAdapter> {
  const charColumns = new Set<string>()
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>
  const retyped = async (...args: unknown[]) => {
    const result = await query(...args)
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== 18) continue
      field.dataTypeID = 25
      charColumns.add(field.name)
    }
    return result
  }
  const adapter = await new PrismaPg(Object.assign(pool, { query: retyped })).connect()
  const { queryRaw } = adapter
  adapter.queryRaw = async (read) => {
    charColumns.clear()
    const set = await queryRaw.call(adapter, read)
    const columnTypes = set.columnTypes.map((type, i) =>
      charColumns.has(set.columnNames[i] ?? '') ? ColumnTypeEnum.Character : type,
    )
    return { ...set, columnTypes }
  }
  return adapter
}
