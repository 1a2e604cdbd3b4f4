import { deflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { parsePolicy } from '../../src/policy/parse-policy.ts'
import { readSheet } from '../../src/services/importing/read-sheet.ts'
import { listSourceFiles, readSource } from '../support/source-files.ts'

/** Files that are small and become large (ASVS 5.2). Each is read in seconds, or refused in words. */
const headings = { name: ['姓名', 'Name'], email: ['邮箱'] }
const text = (content: string) => new TextEncoder().encode(content)
const read = (name: string, bytes: Uint8Array) => readSheet({ name, bytes }, headings)
const refused = (key: string) => ({ code: 'validation', fieldErrors: [{ field: 'file', say: { key } }] })

/** The parts of a workbook that its reader asks for, with a sheet of our choice. */
const workbook = (sheet: string | Uint8Array, more: Record<string, Uint8Array> = {}) =>
  zipSync(
    {
      '[Content_Types].xml': text(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
      ),
      'xl/workbook.xml': text(
        '<workbook xmlns:r="http://r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': text(
        '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': typeof sheet === 'string' ? text(sheet) : sheet,
      ...more,
    },
    { level: 1 },
  )
const cell = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
const small = sheet(
  `<row r="1">${cell('A1', '姓名')}${cell('B1', '邮箱')}</row><row r="2">${cell('A2', '方晴')}</row>`,
)

describe('a workbook', () => {
  it('of the usual kind is read', async () => {
    expect(await read('a.xlsx', workbook(small))).toEqual([{ line: 2, cells: { name: '方晴' } }])
    const data = [
      [{ value: '姓名' }, { value: '邮箱' }],
      [{ value: '方晴' }, { value: 'fang@fieldpost.example' }],
    ]
    const made = await writeExcelFile(data, { sheet: 'a' }).toBuffer()
    expect(await read('a.xlsx', made)).toEqual([
      { line: 2, cells: { name: '方晴', email: 'fang@fieldpost.example' } },
    ])
  })

  it('that unpacks to two hundred times its size is refused before it is unpacked', async () => {
    const blanks = new Uint8Array(61_000_000).fill(32)
    const bomb = workbook(blanks)
    expect(bomb.byteLength).toBeLessThan(400_000)
    await expect(read('a.xlsx', bomb)).rejects.toMatchObject(refused('imports.tooBig'))
    // One that says of itself that it is empty.
    await expect(read('a.xlsx', lyingZip(blanks))).rejects.toMatchObject({ code: 'validation' })
  })

  it('of thousands of files is refused; pictures and macros are not looked at', async () => {
    const empty = new Uint8Array()
    const crowd = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`x${at}.xml`, empty]))
    await expect(read('a.xlsx', workbook(small, crowd))).rejects.toMatchObject(refused('imports.tooBig'))
    const picture = { 'xl/media/image1.png': new Uint8Array(1_000_000), 'xl/vbaProject.bin': text('x') }
    expect(await read('a.xlsx', workbook(small, picture))).toHaveLength(1)
  })

  it.each([
    [
      'two cells a million rows and columns apart',
      `<row r="1">${cell('XFD1', 'x')}</row><row r="1048576">${cell('A1048576', 'y')}</row>`,
    ],
    [
      'a cell written with entities',
      `<row r="1"><c r="XFD&#49;048576" t="inlineStr"><is><t>x</t></is></c></row>`,
    ],
    [
      'a row that hides behind a comment',
      `<!-- <c " --><row r="1"><c r='XFD1'/></row><row r='1048576'><c r='A1048576'/></row>`,
    ],
    ['a column that is none', `<row r="1">${cell('ZZZZZZ1', 'x')}</row>`],
  ])('with %s is refused', async (_, rows) => {
    await expect(read('a.xlsx', workbook(sheet(rows)))).rejects.toMatchObject({ code: 'validation' })
  })

  it('whose XML declares entities that multiply is not blown up', async () => {
    const entities = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i - 1 < 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]>`
    const given = workbook(entities + small.replace('方晴', '&a8;'))
    const rows = await read('a.xlsx', given).catch((error: { code: string }) => error.code)
    expect(JSON.stringify(rows).length).toBeLessThan(1000)
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['an archive that is cut off', workbook(small).subarray(0, 300)],
    ['something else by that name', text('姓名,邮箱\n方晴,x')],
    ['an archive within an archive', zipSync({ 'a.zip': zipSync({ 'b.xml': text('x') }) })],
  ])('that is %s is refused in words', async (_, bytes) => {
    await expect(read('a.xlsx', bytes)).rejects.toMatchObject({ code: 'validation' })
  })
})

describe('a CSV', () => {
  it.each([
    ['too many bytes', '姓名\n'.padEnd(10_000_001, 'x'), 'imports.tooBig'],
    ['too many lines', `姓名\n${'a\n'.repeat(20_001)}`, 'imports.tooManyRows'],
    ['a million columns', `姓名${','.repeat(1_000_000)}\n方晴`, 'imports.tooManyColumns'],
    ['one line with a million columns', `姓名\n方晴${','.repeat(1_000_000)}`, 'imports.tooManyColumns'],
    ['a quote that is never closed', `姓名\n"${'x'.repeat(1_000_000)}`, 'imports.unreadable'],
    ['bytes that are no UTF-8', '', 'imports.unreadable'],
  ])('of %s is refused', async (what, content, key) => {
    const bytes = what.startsWith('bytes') ? new Uint8Array([0xff, 0xfe, 0x41]) : text(content)
    await expect(read('a.csv', bytes)).rejects.toMatchObject(refused(key))
  })
})

describe('a policy file', () => {
  it.each([
    [
      'aliases that multiply',
      `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(',')}]`).join('\n')}`,
    ],
    ['an alias of itself', 'a: &a [*a]\nb: &b {c: *b}'],
    ['brackets without end', '['.repeat(20_000)],
    ['maps within maps without end', `${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['lists in lists by dashes', `${'- '.repeat(10_000)}x`],
    ['a tag that would make an object', 'a: !!js/function "function(){}"'],
    ['a merge with itself', 'a: &a\n  <<: *a'],
    ['a number of a million digits', `version: ${'9'.repeat(1_000_000)}`],
  ])('of %s is refused with a line', (_, yaml) => {
    const { policy, problems } = parsePolicy(yaml)
    expect(policy).toBeNull()
    expect(problems.length).toBeGreaterThan(0)
    for (const { line, message } of problems) {
      expect(line).toBeGreaterThan(0)
      expect(message.length).toBeLessThan(10_000)
    }
  })
})

it('takes no picture from anybody: what draws reads nothing that came from outside', () => {
  const importers = listSourceFiles(['src', 'bots', 'cron']).filter((file) =>
    /from 'sharp'/.test(readSource(file)),
  )
  expect(importers.every((file) => file.includes('src/pictures/'))).toBe(true)
  const openings = importers.flatMap((file) =>
    [...readSource(file).matchAll(/sharp\((.*?)[,)]/g)].map(([, of]) => of),
  )
  // SVG and pixels of our own making.
  expect(openings.length).toBeGreaterThan(0)
})

/** An archive whose headings say that a large file has no length. */
function lyingZip(content: Uint8Array): Uint8Array {
  const whole = Buffer.from(workbook(''))
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const packed = deflateRawSync(content)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(1, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name, packed, whole])
}
