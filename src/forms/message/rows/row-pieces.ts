import { foldText, foldWithOffsets } from '../../../text/fold-text.ts'
import { trimMarks } from '../../../text/trim-marks.ts'
import { isOpenText, type Question } from '../question.ts'
import type { ReadAt } from '../template-reading.ts'
import { matchDay } from '../values/match-day.ts'
import { endingOption } from '../values/read-option.ts'
import { fits } from '../values/read-value.ts'
import { shareTexts } from './share-texts.ts'

export interface RowPieces {
  /** Typed text by column's name. */
  cells: Map<string, string>
  /** The columns among which the texts could not be shared out for sure. */
  unsure: readonly string[]
}

/** A piece of a row, and the column that its shape gives it to. */
export interface Piece {
  typed: string
  column?: Question
}

const GAP = /(?:[\s,，;；]|——?|(?<=\s)[-–](?=\s)|(?<!\d)[:：]|[:：](?!\d))+/u
const EDGE = ',，;；:：。()（）-–—'

/** 南湾一院 谈进药 周三: what has a shape goes to its column, the other pieces in the columns' order. */
export function sharePieces(columns: readonly Question[], typed: string, at: ReadAt): RowPieces {
  let pieces = takeWhole(columns, typed.split(GAP), at)
  for (const column of columns) {
    if (isOpenText(column) || pieces.some((piece) => piece.column === column)) continue
    pieces = takeEdge(column, pieces, at)
  }
  return shareTexts(columns, pieces, ' ')
}

/**
 * Cells between strokes that are not one for each column, or stand in another order. Undefined where a cell of as many
 * as there are columns has found no place: then each stands where it was put.
 */
export function shareCells(
  columns: readonly Question[],
  cells: readonly string[],
  at: ReadAt,
): RowPieces | undefined {
  const pieces = takeWhole(columns, cells, at)
  const isPlaced = (column: Question) => isOpenText(column) || pieces.some((piece) => piece.column === column)
  const isOdd = columns.some((column, index) => (cells[index] ?? '').trim() !== '' && !isPlaced(column))
  if (cells.length === columns.length && isOdd) return undefined
  return shareTexts(columns, pieces, ' | ')
}

/** Gives each column with a shape the one piece that has it. */
function takeWhole(columns: readonly Question[], typed: readonly string[], at: ReadAt): Piece[] {
  const pieces: Piece[] = typed
    .filter((piece) => piece.trim() !== '')
    .map((piece) => ({ typed: piece.trim() }))
  for (const column of columns) {
    if (isOpenText(column)) continue
    const fitting = pieces.filter((piece) => !piece.column && fits(column, piece.typed, at))
    const [piece] = fitting
    if (piece && fitting.every((each) => each.typed === piece.typed)) piece.column = column
  }
  return pieces
}

/** A day before the first piece or behind the last, an option behind the last, without a gap in between. */
function takeEdge(column: Question, pieces: readonly Piece[], at: ReadAt): Piece[] {
  const first = pieces[0]
  const last = pieces.at(-1)
  const { shape } = column.field.input
  if (shape === 'date' && first && !first.column) {
    const text = foldWithOffsets(first.typed)
    const head = matchDay(text.folded, 0, at)
    const cut = head ? text.starts[head.end] : undefined
    if (cut !== undefined) return [...split(first.typed, cut, column, 'head'), ...pieces.slice(1)]
  }
  if (!last || last.column) return [...pieces]
  const start =
    shape === 'date' ? endingDay(last.typed, at) : shape === 'one-of' ? optionStart(column, last.typed) : 0
  return start ? [...pieces.slice(0, -1), ...split(last.typed, start, column, 'tail')] : [...pieces]
}

function split(typed: string, cut: number, column: Question, own: 'head' | 'tail'): Piece[] {
  const [head, tail] = [typed.slice(0, cut), typed.slice(cut)]
  const cell = { typed: trimMarks(own === 'head' ? head : tail, EDGE, { both: true }), column }
  const rest = { typed: trimMarks(own === 'head' ? tail : head, EDGE, { both: true }) }
  if (rest.typed === '') return [cell]
  return own === 'head' ? [cell, rest] : [rest, cell]
}

/** No day is written longer. */
const LONGEST_DAY = 18

function endingDay(typed: string, at: ReadAt): number | undefined {
  const text = foldWithOffsets(trimMarks(typed, ')）。'))
  const { folded } = text
  for (let place = Math.max(1, folded.length - LONGEST_DAY); place < folded.length; place++) {
    if (matchDay(folded, place, at)?.end === folded.length) return text.starts[place]
  }
  return undefined
}

function optionStart({ options }: Question, typed: string): number | undefined {
  const text = foldWithOffsets(trimMarks(typed, EDGE))
  const found = endingOption(text.folded, options)
  return found ? text.starts[found.start] : undefined
}

/** `客户：一院，目的：谈进药`: cells by their columns' labels; undefined where no label begins the row. */
export function labelledCells(columns: readonly Question[], typed: string): Map<string, string> | undefined {
  if (!/[:：=＝]/.test(typed)) return undefined
  const text = foldWithOffsets(typed)
  const names = columns.flatMap((column) =>
    column.labels.map((label) => ({ name: column.field.name, word: foldText(label) })),
  )
  const found: { name: string; at: number; valueAt: number }[] = []
  for (let at = 0; at < text.folded.length; at++) {
    if (at > 0 && !/[\s,;。|]/.test(text.folded.charAt(at - 1))) continue
    const label = names.find(({ word }) => word !== '' && text.folded.startsWith(word, at))
    const after = label ? at + label.word.length : at
    const mark = text.folded.charAt(after) === ' ' ? after + 1 : after
    if (label && /[:=]/.test(text.folded.charAt(mark))) {
      found.push({ name: label.name, at: text.starts[at] ?? 0, valueAt: (text.starts[mark] ?? 0) + 1 })
    } else if (at === 0) return undefined
  }
  if (found.length === 0) return undefined
  return new Map(
    found.map(({ name, valueAt }, index) => [
      name,
      trimMarks(typed.slice(valueAt, found[index + 1]?.at), ',，;；。|｜').trim(),
    ]),
  )
}
