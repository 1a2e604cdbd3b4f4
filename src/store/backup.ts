import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { msPerDay } from '../clock.ts'
import { SqliteDatabase } from './sqlite/driver.ts'
import type { SqliteStore } from './store.ts'

const prefix = 'fieldpost-'
const ending = '.unfinished'
/** A copy that is being made was written to a moment ago, by whatever clock. */
const abandonedAfterMs = msPerDay

/**
 * Copies a SQLite database that is in use, a few pages at a time, and keeps the newest `keep` copies in
 * `dir`. A copy gets its name when it is whole and sound.
 */
export async function backUpSqlite(
  store: SqliteStore,
  { dir = join(dirname(store.reader.name), 'backups'), keep, now }: { dir?: string; keep: number; now: Date },
): Promise<{ file: string; removed: string[] }> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, `${prefix}${now.toISOString().replace(/[-:]|\.\d+/g, '')}.db`)
  const unfinished = `${file}${ending}`
  removeAbandoned(dir, now)
  try {
    await copySnapshot(store.reader.name, unfinished)
    await chmod(unfinished, 0o600)
    checkCopy(unfinished)
    renameSync(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
  const removed = listBackups(dir).slice(keep)
  for (const old of removed) rmSync(old)
  return { file, removed }
}

export type RestoreRefusal = 'missing' | 'occupied' | 'damaged'

/**
 * Puts a copy in the place of a database, where nothing stands: what is there may be all that is left of somebody's
 * day. Undefined when it was done.
 */
export async function restoreSqlite(backup: string, file: string): Promise<RestoreRefusal | undefined> {
  if (!existsSync(backup)) return 'missing'
  if ([file, `${file}-wal`, `${file}-shm`].some((each) => existsSync(each))) return 'occupied'
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const unfinished = `${file}${ending}`
  try {
    await copySnapshot(backup, unfinished)
    await chmod(unfinished, 0o600)
    checkCopy(unfinished)
    renameSync(unfinished, file)
    return undefined
  } catch (error) {
    if (error instanceof SqliteDatabase.SqliteError) return 'damaged'
    throw error
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** The open transaction keeps the copy at one moment; without it each write meanwhile would start it anew. */
async function copySnapshot(file: string, copy: string): Promise<void> {
  const source = new SqliteDatabase(file, { readonly: true })
  try {
    source.exec('BEGIN')
    source.prepare('SELECT count(*) FROM sqlite_master').get()
    await source.backup(copy)
  } finally {
    source.close()
  }
}

/** What processes left that were killed at their copy: each has the size of the database, and nobody else's name. */
function removeAbandoned(dir: string, now: Date): void {
  const started = readdirSync(dir).filter((name) => name.startsWith(prefix) && name.includes(ending))
  for (const path of started.map((name) => join(dir, name)))
    if (now.getTime() - statSync(path).mtimeMs > abandonedAfterMs) rmSync(path, { force: true })
}

/** Newest first. */
export function listBackups(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.db'))
    .sort()
    .reverse()
    .map((name) => join(dir, name))
}

function checkCopy(file: string): void {
  const copy = new SqliteDatabase(file)
  try {
    // One file is easier to carry than three.
    copy.pragma('journal_mode = DELETE')
    const verdict = copy.pragma('quick_check', { simple: true })
    if (verdict !== 'ok')
      throw new SqliteDatabase.SqliteError(`the back-up is damaged: ${String(verdict)}`, 'SQLITE_CORRUPT')
  } finally {
    copy.close()
  }
}
