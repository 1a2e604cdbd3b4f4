import fc from 'fast-check'
import { zipSync } from 'fflate'
import { customerHeadings, readCustomerLine } from '../../src/services/importing/read-customer-line.ts'
import { personHeadings, readPersonLine } from '../../src/services/importing/read-person-line.ts'
import { readSheet, type SheetRow } from '../../src/services/importing/read-sheet.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { nastyText } from './nasty-text.ts'

const headsOf = (headings: Readonly<Record<string, readonly [string, ...string[]]>>): string[] =>
  Object.values(headings).map(([first]) => first)

interface Sheet {
  name: string
  bytes: Uint8Array
}

async function readRows(
  file: Sheet,
  headings: Readonly<Record<string, readonly string[]>>,
  read: (row: SheetRow) => void,
): Promise<void> {
  try {
    for (const row of await readSheet(file, headings)) read(row)
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValidationError')) throw error
  }
}

const readPeople = (file: Sheet) =>
  readRows(file, personHeadings, (row) => {
    readPersonLine(row, { zone: 'Asia/Shanghai', language: 'zh-CN' })
  })

const readCustomers = (file: Sheet) =>
  readRows(file, customerHeadings, (row) => {
    const { customer, problems } = readCustomerLine(row, { today: '2026-11-18' })
    if (problems.length === 0 && (typeof customer.values.name !== 'string' || customer.values.name === ''))
      throw new Error('a customer without a name')
    if (problems.some(({ line }) => line !== row.line)) throw new Error('a problem of another line')
  })

const cells = nastyText([
  '"',
  '""',
  ',',
  '\t',
  '\n',
  '代表@',
  '主管，内勤',
  '是',
  'a@b.cd',
  'Asia/Shanghai',
  '是的',
])

const sheetOf = (heads: string[], words: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    fc
      .tuple(
        fc.subarray(heads, { minLength: 1 }),
        fc.array(fc.array(words, { maxLength: heads.length }), { maxLength: 5 }),
      )
      .map(([head, rows]) => Buffer.from([head, ...rows].map((row) => row.join(',')).join('\n'))),
    fc.uint8Array({ maxLength: 200 }),
    words.map((text) => Buffer.from(text)),
  )

export const csvTarget: FuzzTarget = {
  name: 'csv',
  share: 40,
  input: sheetOf(headsOf(personHeadings), cells),
  decode: (bytes: Uint8Array) => readPeople({ name: 'a.csv', bytes }),
}

const ofCustomers = nastyText([
  '"',
  ',',
  '\n',
  '医院',
  '药房',
  'A',
  '王敏 采购科',
  '"王敏 采购科，李建国"',
  '南湾、一院',
  'a@b.cd',
])

export const customersTarget: FuzzTarget = {
  name: 'customers-csv',
  share: 40,
  input: sheetOf(headsOf(customerHeadings), ofCustomers),
  decode: (bytes: Uint8Array) => readCustomers({ name: 'a.csv', bytes }),
}

const text = (content: string) => new TextEncoder().encode(content)
const syntax = [
  '<row r="1">',
  '</row>',
  '<c r="A1" t="s">',
  '<c r="B2" t="inlineStr">',
  '<c>',
  '</c>',
  '<v>',
  '</v>',
  '<is><t>',
  '</t></is>',
  '<f>',
  '</f>',
  '0',
  '99',
  '&#x0;',
  '<![CDATA[',
]
const parts = {
  '[Content_Types].xml': text('<Types/>'),
  'xl/workbook.xml': text('<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'),
  'xl/_rels/workbook.xml.rels': text(
    '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
}
const workbook = fc
  .tuple(
    nastyText(syntax),
    nastyText(['<sst>', '<si><t>', '</t></si>', '</sst>']),
    fc.option(fc.constantFrom(...Object.keys(parts))),
  )
  .map(([rows, strings, spoilt]) =>
    zipSync(
      {
        ...parts,
        ...(spoilt ? { [spoilt]: text(strings) } : {}),
        'xl/sharedStrings.xml': text(`<sst>${strings}</sst>`),
        'xl/worksheets/sheet1.xml': text(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
      },
      { level: 1 },
    ),
  )
/** A workbook of which some bytes are others. */
const damaged = fc
  .tuple(
    workbook,
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }),
  )
  .map(([bytes, changes]) => {
    const copy = Uint8Array.from(bytes)
    for (const [at, value] of changes) copy[at % copy.length] = value
    return copy
  })

export const xlsxTarget: FuzzTarget = {
  name: 'xlsx',
  share: 20,
  input: fc.oneof(workbook, damaged, fc.uint8Array({ maxLength: 200 })),
  decode: (bytes: Uint8Array) => readPeople({ name: 'a.xlsx', bytes }),
}
