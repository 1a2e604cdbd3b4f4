import { Unzip, UnzipInflate, type Zippable, zipSync } from 'fflate'

/** Far more than a sheet of people or customers needs, and nothing that a server would notice. */
const unpackedBytes = 60_000_000
const mostFiles = 500
/** Unpacked bit by bit, so that a bomb is noticed long before it is whole. */
const stepBytes = 16_384

/** Of the rectangle from the first cell to the last, whether anything stands in it or not. */
const mostCells = 5_000_000

/** What the reader of workbooks looks at; pictures and macros are not even unpacked. */
const isRead = (name: string) => name.endsWith('.xml') || name.endsWith('.xml.rels')

/**
 * A workbook with nothing in it but what is read, and not packed: whoever opens it unpacks no more than is there. What
 * an archive says of its own sizes is not believed (zip bombs, mission M30).
 * @throws RangeError for one that unpacks to more than a sheet can be, Error for one that is no archive
 */
export function unpackWorkbook(bytes: Uint8Array): Uint8Array {
  const files = new Map<string, Uint8Array[]>()
  let unpacked = 0
  let seen = 0
  const unzip = new Unzip((file) => {
    seen += 1
    if (seen > mostFiles) throw new RangeError('too many files in a workbook')
    if (!isRead(file.name)) return
    const parts: Uint8Array[] = []
    files.set(file.name, parts)
    file.ondata = (error, part) => {
      if (error) throw error
      unpacked += part.byteLength
      if (unpacked > unpackedBytes) throw new RangeError('a workbook unpacks to too much')
      parts.push(part)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.byteLength; at += stepBytes)
    unzip.push(bytes.subarray(at, at + stepBytes), at + stepBytes >= bytes.byteLength)
  const whole = [...files].map(([name, parts]) => [name, Buffer.concat(parts)] as const)
  for (const [name, content] of whole) if (name.includes('sheet')) refuseVast(content.toString())
  const given: Zippable = Object.fromEntries(whole.map(([name, content]) => [name, new Uint8Array(content)]))
  return zipSync(given, { level: 0 })
}

/** An opening tag of a row or a cell; no value of an attribute holds an angle bracket. */
const placed = /<(?:\w+:)?(?:c|row)(?=\s)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g
const place = /\sr\s*=\s*["']([^"']*)["']/

/** Two cells, in the last column and the last row, are a kilobyte; the reader makes an array of all between them. */
function refuseVast(sheet: string): void {
  let [rows, columns] = [1, 1]
  for (const [, attributes = ''] of sheet.matchAll(placed)) {
    const at = place.exec(attributes)?.[1]
    if (at === undefined) continue
    const [, letters, digits] = /^([A-Z]{0,3})([0-9]{1,7})$/.exec(at) ?? []
    if (letters === undefined) throw new Error('a cell without a place')
    columns = Math.max(columns, toColumn(letters))
    rows = Math.max(rows, Number(digits))
    if (rows * columns > mostCells) throw new RangeError('a sheet reaches too far')
  }
}

/** `A` is 1, `AB` 28. */
const toColumn = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 0) - 64, 0)
