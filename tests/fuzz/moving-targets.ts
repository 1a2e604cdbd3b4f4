import fc from 'fast-check'
import { rowOf } from '../../src/services/moving/manifest.ts'
import { parseManifest, readRows } from '../../src/services/moving/read-export.ts'
import type { Row, Table } from '../../src/store/moving/table.ts'
import { type FuzzTarget, tolerate } from './fuzz-target.ts'
import { nastyText, spoil } from './nasty-text.ts'

/** A column of each kind. */
const table: Table = {
  name: 'Sample',
  columns: [
    { name: 'id', kind: 'text' },
    { name: 'count', kind: 'integer' },
    { name: 'score', kind: 'float' },
    { name: 'fen', kind: 'bigint' },
    { name: 'isActive', kind: 'boolean' },
    { name: 'at', kind: 'instant' },
    { name: 'answers', kind: 'json' },
    { name: 'sealed', kind: 'bytes' },
  ],
}
const row = {
  id: 'a',
  count: 1,
  score: 0.5,
  fen: '9007199254740993',
  isActive: true,
  at: '2026-11-18T08:00:00.000Z',
  answers: { goals: '目标\u2028', visits: [{ day: null }] },
  sealed: 'AAEC',
}
const line = fc.oneof(
  { weight: 4, arbitrary: spoil(row).map((spoilt) => JSON.stringify(spoilt)) },
  { weight: 1, arbitrary: nastyText(['{', '}', '{"id":', '[[', '\r\n', '\\u0000']) },
)

/** A table's file, and where it is cut into pieces; sometimes with other bytes in it. */
const file = fc
  .tuple(
    fc.array(line, { maxLength: 4 }).map((lines) => Buffer.from(lines.map((each) => `${each}\n`).join(''))),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 2 }),
    fc.array(fc.nat(), { maxLength: 4 }),
  )
  .map(([bytes, changes, cuts]) => {
    for (const [at, value] of changes) bytes[at % bytes.length] = value
    const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
    return places.slice(1).map((to, at) => bytes.subarray(places[at], to))
  })

/** The rows, or which line is none. */
async function readAll(pieces: readonly Buffer[]): Promise<Row[] | string> {
  const rows: Row[] = []
  try {
    for await (const { row: each } of readRows(table, pieces)) rows.push(each)
    return rows
  } catch (error) {
    if (!(error instanceof Error && error.name === 'Conflict')) throw error
    return JSON.stringify(error)
  }
}

/** What `npm run move` takes in, up to the database. */
export const moveTarget: FuzzTarget = {
  name: 'move-lines',
  share: 60,
  input: file,
  decode: async (pieces: Buffer[]) => {
    const read = await readAll(pieces)
    if (JSON.stringify(await readAll([Buffer.concat(pieces)])) !== JSON.stringify(read))
      throw new Error('cut elsewhere it is another')
    if (typeof read === 'string') return
    const shape = rowOf(table)
    for (const each of read) shape.parse(JSON.parse(JSON.stringify(each)))
  },
}

const manifest = {
  format: 'fieldpost/1',
  migration: '20261101000000_first',
  madeAt: '2026-11-18T08:00:00.000Z',
  tables: [{ name: 'Sample', rows: 1, sha256: 'a'.repeat(64), counter: 3 }],
}

export const manifestTarget: FuzzTarget = {
  name: 'move-manifest',
  share: 60,
  input: fc.oneof(
    spoil(manifest).map((spoilt) => JSON.stringify(spoilt)),
    nastyText(['{', '}', '"tables":', '[']),
  ),
  decode: (text: string) => tolerate(['Conflict'], () => parseManifest(text)),
}
