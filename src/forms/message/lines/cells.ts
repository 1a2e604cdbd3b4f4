/** One row on one line: `南湾一院 | 谈进药 | 11-24`. A stroke that belongs to a cell has `\` before it. */
export const joinCells = (cells: readonly string[]): string =>
  cells.map((cell) => cell.replace(/[\\|｜]/g, (mark) => `\\${mark}`)).join(' | ')

/** The first colon as a part of its cell, which begins like a column's label. */
export const escapeColon = (row: string): string => row.replace(/[:：=＝]/, (mark) => `\\${mark}`)

const ESCAPED = '\\|｜:：=＝'

/** The cells between strokes: one where there is no stroke. */
export function splitCells(line: string): string[] {
  const cells: string[] = []
  let cell = ''
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at)
    const next = line.charAt(at + 1)
    if (char === '\\' && next !== '' && ESCAPED.includes(next)) {
      cell += next
      at++
    } else if (char === '|' || char === '｜') {
      cells.push(cell.trim())
      cell = ''
    } else cell += char
  }
  return [...cells, cell.trim()]
}
