import { isOpenText, type Question } from '../question.ts'
import type { Piece, RowPieces } from './row-pieces.ts'

/**
 * Shares the texts of a row out to its columns of text. What has a shape and stands where its column does divides
 * them: in 南湾一院 谈进药 完成 下周签 the last is no part of the item.
 */
export function shareTexts(columns: readonly Question[], pieces: readonly Piece[], gap: string): RowPieces {
  const cells = new Map<string, string>()
  for (const { typed, column } of pieces) if (column) cells.set(column.field.name, typed)
  const groups = groupByShape(columns, pieces) ?? [
    { columns: columns.filter(isOpenText), texts: textsOf(pieces) },
  ]
  const unsure = groups.flatMap((group) => shareGroup(group, cells, gap))
  return { cells, unsure }
}

interface Group {
  columns: readonly Question[]
  texts: readonly string[]
}

const textsOf = (pieces: readonly Piece[]) => pieces.flatMap(({ typed, column }) => (column ? [] : [typed]))

/** Columns and texts between the shapes; undefined where some stretch has more texts than columns. */
function groupByShape(columns: readonly Question[], pieces: readonly Piece[]): Group[] | undefined {
  const shapes = pieces.flatMap(({ column }) => column ?? [])
  const places = shapes.map((shape) => columns.indexOf(shape))
  if (places.some((place, index) => place < (places[index - 1] ?? -1))) return undefined
  const groups: Group[] = []
  let [column, piece] = [0, 0]
  for (const shape of [...shapes, undefined]) {
    const toColumn = shape ? columns.indexOf(shape) : columns.length
    const toPiece = shape ? pieces.findIndex((each) => each.column === shape) : pieces.length
    const own = {
      columns: columns.slice(column, toColumn).filter(isOpenText),
      texts: textsOf(pieces.slice(piece, toPiece)),
    }
    // Behind the last column of all any text is more of it; anywhere else it would be another's.
    if (own.texts.length > own.columns.length && (own.columns.length === 0 || shape)) return undefined
    groups.push(own)
    column = toColumn + 1
    piece = toPiece + 1
  }
  return groups
}

/**
 * As many as are required go to those, as many as there are go in order, more go to the last. Gives the columns where
 * anything in between leaves it unsure.
 */
function shareGroup({ columns, texts }: Group, cells: Map<string, string>, gap: string): string[] {
  const required = columns.filter(({ field }) => field.required)
  const isFew = texts.length <= required.length
  const taking = isFew ? required : columns
  for (const [index, { field }] of taking.entries()) {
    const own = index === taking.length - 1 ? texts.slice(index).join(gap) : texts[index]
    if (own !== undefined && own !== '') cells.set(field.name, own)
  }
  return !isFew && texts.length < columns.length ? columns.map(({ field }) => field.name) : []
}
