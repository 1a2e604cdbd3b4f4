import fc from 'fast-check'
import { zipSync } from 'fflate'
import { personHeadings, readPersonLine } from '../../src/services/importing/read-person-line.ts'
import { readSheet } from '../../src/services/importing/read-sheet.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { nastyText } from './nasty-text.ts'

const heads = Object.values(personHeadings).map(([first]) => first)

async function readPeople(file: { name: string; bytes: Uint8Array }): Promise<void> {
  try {
    for (const row of await readSheet(file, personHeadings))
      readPersonLine(row, { zone: 'Asia/Shanghai', language: 'zh-CN' })
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValidationError')) throw error
  }
}

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

export const csvTarget: FuzzTarget = {
  name: 'csv',
  share: 40,
  input: fc.oneof(
    fc
      .tuple(
        fc.subarray(heads, { minLength: 1 }),
        fc.array(fc.array(cells, { maxLength: 6 }), { maxLength: 5 }),
      )
      .map(([head, rows]) => Buffer.from([head, ...rows].map((row) => row.join(',')).join('\n'))),
    fc.uint8Array({ maxLength: 200 }),
    cells.map((text) => Buffer.from(text)),
  ),
  decode: (bytes: Uint8Array) => readPeople({ name: 'a.csv', bytes }),
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
