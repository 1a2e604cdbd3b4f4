import type { Row, Table } from '../../store/moving/table.ts'
import { fileOf, type Manifest, manifest, manifestFile, rowOf } from './manifest.ts'
import { refuse } from './refuse.ts'

/** @throws Conflict where it is no manifest of ours */
export function parseManifest(text: string): Manifest {
  try {
    return manifest.parse(JSON.parse(text))
  } catch {
    throw refuse('damaged', { file: manifestFile })
  }
}

/**
 * The rows of a table's file, wherever its bytes are cut, each with the length of its line. What is wrong in a line is
 * not repeated: it may be somebody's answer.
 * @throws Conflict where a line is no row of the table
 */
export async function* readRows(
  table: Table,
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<{ row: Row; length: number }> {
  const shape = rowOf(table)
  let count = 0
  for await (const line of readLines(pieces)) {
    count += 1
    yield { row: readRow(shape, line, { file: fileOf(table.name), line: count }), length: line.length }
  }
}

function readRow(shape: ReturnType<typeof rowOf>, line: string, place: { file: string; line: number }): Row {
  try {
    return shape.parse(JSON.parse(line))
  } catch {
    throw refuse('badLine', place)
  }
}

/** Not readline's: that also breaks at signs which stand in people's texts. */
async function* readLines(pieces: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest = ''
  for await (const bytes of pieces) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
