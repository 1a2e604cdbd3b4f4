import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Conflict } from '../../errors.ts'
import type { MessageParams } from '../../i18n/translate.ts'
import { findNewestMigration } from '../../store/migrate.ts'
import { openTableWriter } from '../../store/moving/open-tables.ts'
import type { Row, Table, TableWriter } from '../../store/moving/table.ts'
import { fileOf, type Manifest, type ManifestTable, manifest, manifestFile, rowOf } from './manifest.ts'

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
  try {
    return manifest.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    throw refuse('damaged', { file: manifestFile })
  }
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
  const row = rowOf(table)
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
  for await (const line of readLines(path, (bytes) => hash.update(bytes))) {
    waiting.push(readRow(row, line, { file, line: count + 1 }))
    letters += line.length
    count += 1
    if (waiting.length >= rowsAtOnce || letters >= lettersAtOnce) await insert()
  }
  await insert()
  if (count !== promised.rows || hash.digest('hex') !== promised.sha256) throw refuse('damaged', { file })
  if (promised.counter !== undefined) await writer.setCounter(table, promised.counter)
}

/** What is wrong in a line is not repeated: it may be somebody's answer. */
function readRow(row: ReturnType<typeof rowOf>, line: string, place: { file: string; line: number }): Row {
  try {
    return row.parse(JSON.parse(line))
  } catch {
    throw refuse('badLine', place)
  }
}

/** Not readline's: that also breaks at signs which stand in people's texts. */
async function* readLines(path: string, see: (bytes: Buffer) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest = ''
  for await (const bytes of createReadStream(path, { highWaterMark: bytesAtOnce })) {
    see(bytes as Buffer)
    const lines = (rest + decoder.decode(bytes as Buffer, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Of a database its words may hold what was in the row. */
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? 'error')

function refuse(why: Refusal, params: MessageParams = {}, cause?: unknown): Conflict {
  const refused = new Conflict(`import refused: ${why}`, { key: `moving.${why}`, params })
  return cause === undefined ? refused : Object.assign(refused, { cause })
}

type Refusal = 'otherVersion' | 'notEmpty' | 'damaged' | 'noExport' | 'badLine' | 'notTaken' | 'notWhole'
