import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { expect, it } from 'vitest'
import type { ExportCell } from '../../src/services/reading/export-columns.ts'
import { toCsv, toXlsx } from '../../src/services/reading/export-files.ts'

/** Formula injection (ASVS 1.2.10): what a spreadsheet would run, and what tries to get past a look at the first letter. */
const dangerous = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '  =1+1',
  '\u00a0=1+1',
  '\u3000=1+1',
  '\ufeff=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  `=cmd|'/c calc'!A0`,
  '=HYPERLINK("http://evil.example","x")',
  '","=1+1',
  '"\r\n=1+1,"',
  '\u200b=1+1',
  '\u202e=1+1',
  '\u0000=1+1',
]
/** As a spreadsheet reads a cell: what it strips before it looks is stripped. */
const begins = (cell: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: spreadsheets drop them
  /^[\s\u0000-\u001f\p{Default_Ignorable_Code_Point}]*[=+\-@]/u.test(cell.normalize('NFKC'))

async function* one(rows: readonly ExportCell[][]) {
  yield rows
}
async function csvOf(rows: readonly ExportCell[][]): Promise<string[][]> {
  let text = ''
  for await (const part of toCsv(one(rows))) text += part
  return parse(text, { bom: true })
}

it.each(dangerous)('makes no formula of %j in CSV, and loses none of it', async (typed) => {
  const [row = []] = await csvOf([['第一格', typed, '最后一格']])
  expect(row).toEqual(
    ['第一格', `'${typed}`, '最后一格'].map((c, i) => (i === 1 && !begins(typed) ? typed : c)),
  )
  expect(row.filter(begins)).toEqual([])
})

it('makes no formula of anything that is typed', async () => {
  const piece = fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '"',
    ',',
    '\r',
    '\n',
    '\t',
    ' ',
    '\u200b',
    '＝',
    "'",
    '1',
    '字',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(piece, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      async (row) => {
        const typed = row.map((letters) => letters.join(''))
        const rows = await csvOf([['x', ...typed]])
        expect(rows).toHaveLength(1)
        expect(rows[0]).toHaveLength(typed.length + 1)
        expect(rows.flat().filter(begins)).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})

it('writes typed cells of a workbook as text, whatever they begin with, and a sheet’s name that opens', async () => {
  const cells = dangerous.map((typed) => typed.trim()).filter((typed) => !typed.includes('\u0000'))
  const file = await toXlsx([['名称'], ...cells.map((cell) => [cell])], `'=[x]:*?/\\${'长'.repeat(40)}`)
  const rows = await readSheet(file)
  expect(rows.slice(1).map(([cell]) => typeof cell)).toEqual(cells.map(() => 'string'))
  // No formula stands in the file.
  expect(file.includes('<f>')).toBe(false)
})
