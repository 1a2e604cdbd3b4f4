import type { Answer, Answers } from '../../../fields/field.ts'
import { answersOf } from '../../form.ts'
import { splitCells } from '../lines/cells.ts'
import { numberingLength, rowNumber } from '../lines/numbering.ts'
import { isOpenText, type Question } from '../question.ts'
import type { Doubt, Lookup, ReadAt } from '../template-reading.ts'
import { fits, readValue, saysNothing } from '../values/read-value.ts'
import { changeRows, isDropped, type NumberedRow } from './change-rows.ts'
import { labelledCells, type RowPieces, shareCells, sharePieces } from './row-pieces.ts'

export interface RowsRead {
  rows: Answers[]
  lookups: Lookup[]
  doubts: Doubt[]
  /** Paths that are there and not readable, or required and not there. */
  missing: string[]
  unread: string[]
  /** Which of the rows stood there and were not spoken of, counted from 1. */
  kept: number[]
}

interface Row extends RowPieces, NumberedRow {
  typed: string
}

const INLINE = /[;；]|(?<=[\s,，。])(?=\d{1,2}[.、)）](?!\d))|(?<=\S)(?=[①-⑳])/u

/**
 * ① 附院 谈进药；② 康民 送货: a line that begins with a number goes on to the next row where another follows. Between
 * strokes, as the template has them, it is part of a cell.
 */
const splitNumbered = (line: string): string[] =>
  numberingLength(line) > 0 && !/[|｜]/.test(line) ? line.split(NUMBERED_ON) : [line]
const NUMBERED_ON = /[;；,，。\s]{1,9}(?=[①-⑳])|[;；。]\s{0,9}(?=\d{1,2}[.、)）](?!\d))/u

/**
 * Reads a repeated group: `inline` stands behind its label, each of `lines` below. Rows that are all numbered change
 * those of the form that have these numbers, and the others stay; else they are all that there are.
 */
export function readRows(
  question: Question,
  inline: string,
  lines: readonly string[],
  at: ReadAt & { from?: number },
): RowsRead {
  const rows: Row[] = []
  const unread: string[] = []
  let isNumbered = false
  // What the template gives is a row a line; several on one line are somebody's own hand.
  for (const line of [
    ...inline.split(INLINE),
    ...(question.columns.length > 1 ? lines.flatMap(splitNumbered) : lines),
  ]) {
    const length = numberingLength(line, { bare: true })
    const typed = line.slice(length).trim()
    const number = rowNumber(line)
    if (isDropped(typed)) {
      if (number !== undefined) rows.push({ typed, cells: new Map(), unsure: [], number, isDropped: true })
      continue
    }
    const labelled = labelledCells(question.columns, typed)
    const last = rows.at(-1)
    if (labelled && length === 0 && last && [...labelled.keys()].every((name) => !last.cells.has(name))) {
      for (const [name, cell] of labelled) last.cells.set(name, cell)
      continue
    }
    const strokes = splitCells(typed)
    const isMarked = length > 0 || strokes.length > 1 || labelled !== undefined
    if (!isMarked && isNumbered) {
      unread.push(line.trim())
      continue
    }
    isNumbered ||= isMarked
    const shared = labelled ? { cells: labelled, unsure: [] } : shareOut(question.columns, typed, strokes, at)
    rows.push({ typed, number, ...shared })
  }
  const read: RowsRead = { rows: [], lookups: [], doubts: [], missing: [], unread, kept: [] }
  for (const { row, under } of changeRows(at.from ? [] : rowsOf(question), rows)) {
    if (row) addRow(read, question, row, { ...at, under })
    else read.kept.push(read.rows.push(under ?? {}))
  }
  return read
}

const rowsOf = ({ field: { input } }: Question): Answers[] =>
  input.shape === 'rows' ? input.rows.map((row) => answersOf(row)) : []

function shareOut(
  columns: readonly Question[],
  typed: string,
  stroked: readonly string[],
  at: ReadAt,
): RowPieces {
  const strokes = columns.length === 1 ? [stroked.join(' | ')] : stroked
  if (strokes.length !== columns.length) {
    const shared = strokes.length > 1 ? shareCells(columns, strokes, at) : undefined
    return shared ?? sharePieces(columns, typed, at)
  }
  const isInOrder = columns.every((column, index) => isPossible(column, strokes[index] ?? '', at))
  const inOrder = {
    cells: new Map(columns.map(({ field }, index) => [field.name, strokes[index] ?? ''])),
    unsure: [],
  }
  return (isInOrder ? undefined : shareCells(columns, strokes, at)) ?? inOrder
}

function isPossible(column: Question, cell: string, at: ReadAt): boolean {
  const { shape } = column.field.input
  return (
    shape === 'line' ||
    shape === 'lines' ||
    shape === 'lookup' ||
    saysNothing(cell) ||
    cell.trim() === '' ||
    fits(column, cell, at)
  )
}

function addRow(
  read: RowsRead,
  question: Question,
  { typed, cells, unsure }: Row,
  at: ReadAt & { from?: number; under?: Answers | undefined },
) {
  const { under } = at
  // 3. 日期：11-27 says nothing of the rest of that row.
  const isPart =
    under !== undefined && question.columns.every((each) => !isOpenText(each) || !cells.has(each.field.name))
  const isLabelled = under !== undefined && labelledCells(question.columns, typed) !== undefined
  const prefix = `${question.field.name}.${(at.from ?? 0) + read.rows.length}.`
  const row: Record<string, Answer> = {}
  for (const column of question.columns) {
    const { name, required, input } = column.field
    const path = prefix + name
    if ((isPart || isLabelled) && !cells.has(name)) {
      row[name] = under[name] ?? null
      continue
    }
    const cell = cells.get(name) ?? ''
    const value = readValue(column, cell, { ...at, path })
    row[name] = value.kind === 'answer' ? value.answer : null
    if (value.kind === 'name' && input.shape === 'lookup') {
      read.lookups.push({ path, of: input.of, typed: value.typed })
    }
    if (value.kind === 'doubt') read.doubts.push({ field: path, text: cell, why: value.why })
    if (value.kind === 'answer' && value.rest !== '') read.unread.push(value.rest)
    if (value.kind === 'doubt' || (value.kind === 'blank' && required)) read.missing.push(path)
  }
  if (unsure.length > 0) {
    read.doubts.push({ field: prefix + (unsure[0] ?? ''), text: typed, why: 'messages.whichColumn' })
  }
  read.rows.push(row)
}
