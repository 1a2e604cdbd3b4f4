import { stringify } from 'csv-stringify/sync'
import writeExcelFile from 'write-excel-file/node'
import { fromScaled } from '../../fields/kinds/numbers.ts'
import type { ExportCell } from './export-columns.ts'

/** Without it Excel reads UTF-8 as the machine's old code page. */
const byteOrderMark = '\ufeff'

/** CSV after RFC 4180 as it grows; the first row is the heading. */
export async function* toCsv(rows: AsyncIterable<readonly ExportCell[][]>): AsyncGenerator<string> {
  yield byteOrderMark
  for await (const part of rows) {
    yield stringify(
      part.map((row) => row.map(toCsvCell)),
      // Of its own accord it quotes for the whole line end alone, and half of one would begin a new line in Excel.
      { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
    )
  }
}

/**
 * What somebody typed must not become a formula on the reader's machine (OWASP, CSV injection): a text that begins
 * like one gets an apostrophe, also where the sign is full-width, or blanks and what nobody sees stand before it.
 */
function toCsvCell(cell: ExportCell): string {
  if (typeof cell === 'bigint') return fromScaled(cell, 2)
  if (typeof cell === 'number') return String(cell)
  return formulaLike.test(cell) ? `'${cell}` : cell
}

const formulaLike = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|^[\t\r\n]/u

/** An XLSX workbook of one sheet. Typed cells are never read as formulas, so texts stand as they were typed. */
export async function toXlsx(rows: readonly ExportCell[][], sheet: string): Promise<Buffer> {
  const [heading = [], ...body] = rows
  const data = [
    heading.map((label) => ({ value: String(label), type: String, fontWeight: 'bold' as const })),
    ...body.map((row) => row.map(toXlsxCell)),
  ]
  // Excel refuses these in a sheet's name, and more than 31 letters.
  const name = sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
  const columns = heading.map(() => ({ width: 18 }))
  return writeExcelFile(data, { sheet: name, columns, stickyRowsCount: 1 }).toBuffer()
}

function toXlsxCell(cell: ExportCell) {
  if (cell === '') return null
  if (typeof cell === 'bigint') return { value: Number(fromScaled(cell, 2)), type: Number, format: '0.00' }
  if (typeof cell === 'number') return { value: cell, type: Number }
  // Letters that XML 1.0 has no way to write would make the file unreadable.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to remove
  return { value: cell.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''), type: String }
}
