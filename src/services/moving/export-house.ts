import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Conflict } from '../../errors.ts'
import { appendEvent } from '../../store/events.ts'
import { findNewestMigration } from '../../store/migrate.ts'
import { openTableReader } from '../../store/moving/open-tables.ts'
import type { Table, TableReader } from '../../store/moving/table.ts'
import { consolePlatform, type Office } from '../office.ts'
import { fileOf, type Manifest, type ManifestTable, manifestFile } from './manifest.ts'

const lettersAtOnce = 1_000_000

/**
 * Writes every table as JSON Lines into a new folder, as all of them stood at one moment, while the product runs.
 * Sealed answers leave as they are sealed. The folder gets its name when it is whole; that it was made is an event,
 * and in it.
 * @throws Conflict where the folder is there already
 */
export async function exportHouse(
  office: Office,
  { url, folder }: { url: string; folder: string },
): Promise<Manifest> {
  if (existsSync(folder)) throw new Conflict('folder exists', { key: 'moving.isThere', params: { folder } })
  const at = office.clock.now()
  await office.store.transaction((tx) =>
    appendEvent(tx, { at, actorId: null, platform: consolePlatform, kind: 'house.exported', diff: {} }),
  )
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const reader = await openTableReader(url)
  try {
    const tables: ManifestTable[] = []
    for (const table of reader.tables) tables.push(await writeTable(reader, table, unfinished))
    const made: Manifest = {
      format: 'fieldpost/1',
      migration: await findNewestMigration(url),
      madeAt: at.toISOString(),
      tables,
    }
    await writeWhole(join(unfinished, manifestFile), [`${JSON.stringify(made, null, 2)}\n`])
    await rename(unfinished, folder)
    return made
  } finally {
    await reader.close()
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function writeTable(reader: TableReader, table: Table, folder: string): Promise<ManifestTable> {
  const hash = createHash('sha256')
  let rows = 0
  async function* readParts(): AsyncGenerator<string> {
    let part = ''
    for await (const row of reader.rows(table)) {
      part += `${JSON.stringify(row)}\n`
      rows += 1
      if (part.length < lettersAtOnce) continue
      yield part
      part = ''
    }
    yield part
  }
  async function* hashed(): AsyncGenerator<string> {
    for await (const part of readParts()) {
      hash.update(part)
      yield part
    }
  }
  await writeWhole(join(folder, fileOf(table.name)), hashed())
  const counter = await reader.readCounter(table)
  return { name: table.name, rows, sha256: hash.digest('hex'), ...(counter === undefined ? {} : { counter }) }
}

async function writeWhole(path: string, parts: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of parts) await file.appendFile(part)
    await file.sync()
  } finally {
    await file.close()
  }
}
