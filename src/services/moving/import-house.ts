import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findNewestMigration } from '../../store/migrate.ts'
import { openTableWriter } from '../../store/moving/open-tables.ts'
import type { Row, Table, TableWriter } from '../../store/moving/table.ts'
import { fileOf, type Manifest, type ManifestTable, manifestFile } from './manifest.ts'
import { parseManifest, readRows } from './read-export.ts'
import { refuse } from './refuse.ts'

const rowsAtOnce = 1_000
const lettersAtOnce = 4_000_000
const bytesAtOnce = 1_000_000

/**
 * Takes what `exportHouse` wrote into an empty, migrated database, on which no product runs: all of it in one
 * transaction, or nothing.
 * @throws Conflict where the database holds rows, the export is another version's, or a file is not as it was written
 */
export async function importHouse({ url, folder }: { url: string; folder: string }): Promise<Manifest> {
  const given = await readManifest(folder)
  const migration = await findNewestMigration(url)
  if (given.migration !== migration)
    throw refuse('otherVersion', { theirs: given.migration, ours: migration })
  const writer = await openTableWriter(url)
  try {
    if (!(await writer.isEmpty())) throw refuse('notEmpty')
    for (const table of writer.tables) {
      const promised = given.tables.find(({ name }) => name === table.name)
      if (!promised) throw refuse('damaged', { file: fileOf(table.name) })
      await readTable(writer, table, promised, folder)
    }
    await writer.commit().catch((cause) => {
      throw refuse('notWhole', { code: codeOf(cause) }, cause)
    })
    return given
  } finally {
    await writer.close()
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestFile)
  if (!existsSync(path)) throw refuse('noExport', { folder })
  return parseManifest(await readFile(path, 'utf8'))
}

async function readTable(
  writer: TableWriter,
  table: Table,
  promised: ManifestTable,
  folder: string,
): Promise<void> {
  const file = fileOf(table.name)
  const path = join(folder, file)
  if (!existsSync(path)) throw refuse('damaged', { file })
  const hash = createHash('sha256')
  let [count, letters] = [0, 0]
  let waiting: Row[] = []
  const insert = async () => {
    if (waiting.length > 0)
      await writer.insert(table, waiting).catch((cause) => {
        throw refuse('notTaken', { file, line: count, code: codeOf(cause) }, cause)
      })
    waiting = []
    letters = 0
  }
  const pieces = readPieces(path, (bytes) => hash.update(bytes))
  for await (const { row, length } of readRows(table, pieces)) {
    waiting.push(row)
    letters += length
    count += 1
    if (waiting.length >= rowsAtOnce || letters >= lettersAtOnce) await insert()
  }
  await insert()
  if (count !== promised.rows || hash.digest('hex') !== promised.sha256) throw refuse('damaged', { file })
  if (promised.counter !== undefined) await writer.setCounter(table, promised.counter)
}

async function* readPieces(path: string, see: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const bytes of createReadStream(path, { highWaterMark: bytesAtOnce })) {
    see(bytes as Buffer)
    yield bytes as Buffer
  }
}

/** Of a database its words may hold what was in the row. */
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? 'error')
