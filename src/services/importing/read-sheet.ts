import { parse } from 'csv-parse/sync'
import { readSheet as readWorkbookSheet } from 'read-excel-file/node'
import { ValidationError } from '../../errors.ts'
import { foldText } from '../../text/fold-text.ts'
import { isInvisible } from '../../text/is-invisible.ts'
import { settleDirection } from '../../text/settle-direction.ts'
import { unpackWorkbook } from './unpack-workbook.ts'

export interface SheetRow {
  /** As the person sees it in their program: the header is line 1. */
  line: number
  /** By the column's name in the program's terms; blank cells are absent. */
  cells: Readonly<Record<string, string>>
}

const maxRows = 20_000
const maxBytes = 10_000_000
const maxColumns = 100

/**
 * Reads the first sheet of a CSV (UTF-8, with or without a mark) or XLSX file. `headings` gives for each column the
 * names that people write above it; columns that none of them names are an error, so that a misspelt heading does
 * not silently drop what stands below it.
 * @throws ValidationError with the line and what is wrong
 */
export async function readSheet(
  file: { name: string; bytes: Uint8Array },
  headings: Readonly<Record<string, readonly string[]>>,
): Promise<SheetRow[]> {
  if (file.bytes.byteLength > maxBytes) refuse('imports.tooBig', { megabytes: maxBytes / 1_000_000 })
  const table = /\.xlsx$/i.test(file.name) ? await readXlsx(file.bytes) : readCsv(file.bytes)
  const [head, ...body] = table
  if (!head || body.length === 0) refuse('imports.empty', {})
  if (body.length > maxRows) refuse('imports.tooManyRows', { max: maxRows })
  if (table.some((row) => row.length > maxColumns)) refuse('imports.tooManyColumns', { max: maxColumns })
  const columns = (head ?? []).map((heading) => findColumn(heading, headings))
  return body.flatMap((row, index) => {
    const cells = Object.fromEntries(
      row.flatMap((cell, i): [string, string][] => {
        const column = columns[i]
        const text = cleanCell(cell)
        return column && !isInvisible(text) ? [[column, text]] : []
      }),
    )
    return Object.keys(cells).length > 0 ? [{ line: index + 2, cells }] : []
  })
}

/**
 * A cell as it may be kept and said again: without marks of direction that turn around what follows, and without the
 * control characters by which a console is told what to do.
 */
const cleanCell = (cell: string): string =>
  settleDirection(cell)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to remove
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
    .toWellFormed()
    .trim()

function findColumn(
  heading: string,
  headings: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  const wanted = foldText(cleanCell(heading)).trim()
  if (wanted === '') return undefined
  const found = Object.entries(headings).find(([id, names]) =>
    [id, ...names].some((n) => foldText(n) === wanted),
  )
  if (!found)
    refuse('imports.unknownColumn', {
      column: cleanCell(heading).slice(0, 100),
      known: Object.values(headings)
        .map((n) => n[0] ?? '')
        .join('、'),
    })
  return found?.[0]
}

function readCsv(bytes: Uint8Array): string[][] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const separator = text.slice(0, text.indexOf('\n')).includes('\t') ? '\t' : ','
    return parse(text, {
      bom: true,
      relaxColumnCount: true,
      skipEmptyLines: false,
      delimiter: separator,
      trim: true,
    })
  } catch {
    return refuse('imports.unreadable', {})
  }
}

async function readXlsx(bytes: Uint8Array): Promise<string[][]> {
  try {
    const rows = await readWorkbookSheet(Buffer.from(unpackWorkbook(bytes)))
    return rows.map((row) =>
      row.map((cell) =>
        cell === null ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell),
      ),
    )
  } catch (error) {
    if (error instanceof RangeError) return refuse('imports.tooBig', { megabytes: maxBytes / 1_000_000 })
    return refuse('imports.unreadable', {})
  }
}

type RefusalKey =
  | 'imports.tooBig'
  | 'imports.empty'
  | 'imports.tooManyRows'
  | 'imports.tooManyColumns'
  | 'imports.unknownColumn'
  | 'imports.unreadable'

function refuse(key: RefusalKey, params: Record<string, string | number>): never {
  throw new ValidationError([{ field: 'file', say: { key, params } }])
}
