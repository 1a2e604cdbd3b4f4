import { type FoundLabel, markedColumnAt, markedLabelAt, plainLabelAt } from '../labels/find-label.ts'
import type { LabelTable } from '../labels/label-table.ts'
import { splitCells } from '../lines/cells.ts'
import { type Frame, titleLength } from '../lines/frame.ts'
import { numberingLength } from '../lines/numbering.ts'
import type { Line } from '../lines/read-lines.ts'
import { isLongText, isRows, type Question } from '../question.ts'
import { isDropped } from '../rows/change-rows.ts'
import type { ReadAt } from '../template-reading.ts'

/** What was typed under one label, or under none. */
export interface Section {
  question?: Question
  /** Where its own answer begins in the first line, in folded units; the line itself where there is no label. */
  first: { line: Line; valueAt: number; typedValueAt: number }
  /** Lines below that have no label of their own. */
  more: Line[]
  /** Its label was set apart by a colon. */
  isMarked: boolean
}

/** Shares the lines out to the fields whose labels begin them; those that no label begins stand alone. */
export function splitSections(
  table: LabelTable,
  frame: Frame,
  lines: readonly Line[],
  at: ReadAt,
): Section[] {
  const sections: Section[] = []
  let open: Section | undefined
  for (const line of lines) {
    if (line.typed.trim() === '') {
      if (open?.question && isLongText(open.question)) open.more.push(line)
      continue
    }
    if (line.isQuoted && open?.question && isLongText(open.question)) {
      open.more.push(line)
      continue
    }
    const started = startSection(table, line, at, open)
    if (started) {
      sections.push(started)
      open = started
    } else if (open && takes(open, line)) open.more.push(line)
    else {
      const skipped = sections.length === 0 ? titleLength(frame, line.text.folded) : 0
      const untitled = skipped > 0 ? afterTitle(table, line, skipped, at) : undefined
      const section: Section = untitled ?? looseSection(line, 0)
      sections.push(section)
      open = section.question ? section : open
    }
  }
  return sections
}

function startSection(
  table: LabelTable,
  line: Line,
  at: ReadAt,
  open: Section | undefined,
): Section | undefined {
  const group = open?.question ? undefined : rowAlone(table, line)
  if (group) return { ...looseSection(line, 0), question: group, isMarked: true }
  const label = findStart(table, line, at, open?.question)
  if (label) return toSection(line, label)
  const column = markedColumnAt(table, line.text, foldedStart(line))
  const isInside = open?.question !== undefined && isLongText(open.question)
  // 客户：… 目的：… without the group's own label.
  if (!column || isInside || open?.question === column.group) return undefined
  return { ...looseSection(line, foldedStart(line)), question: column.group, isMarked: true }
}

/**
 * The label that begins a line, or undefined. Inside a longer text only what cannot be part of it: a numbered line
 * without colon is one of its items.
 */
export function findStart(
  table: LabelTable,
  line: Pick<Line, 'typed' | 'text'>,
  at: ReadAt,
  open: Question | undefined,
): FoundLabel | undefined {
  const from = foldedStart(line)
  if (open && isRows(open) && (isColumnOf(table, line, from, open) || isStrokedRow(line, from)))
    return undefined
  const marked = markedLabelAt(table, line.text, from)
  if (marked) return marked
  const isInside = open !== undefined && (isLongText(open) || isRows(open))
  if (isInside && from > 0) return undefined
  return plainLabelAt(table, line.text, from, at, isInside ? open : undefined)
}

/**
 * `3. 新城医院 | 初访 | 11-27` or `3. 删除` above any label: a row of the one list that the form has, copied out of its
 * template to be changed.
 */
function rowAlone({ questions }: LabelTable, line: Pick<Line, 'typed'>): Question | undefined {
  const [group, ...more] = questions.filter(isRows)
  const length = numberingLength(line.typed)
  if (!group || more.length > 0 || length === 0) return undefined
  const { input } = group.field
  const isThere = input.shape === 'rows' && input.rows.length > 0
  const typed = line.typed.slice(length).trim()
  return splitCells(typed).length > 1 || (isThere && typed !== '' && isDropped(typed)) ? group : undefined
}

/** In customer forms 姓名 is asked in the group and Name above it too: in an open group it is the group's. */
function isColumnOf(table: LabelTable, line: Pick<Line, 'text'>, from: number, open: Question): boolean {
  return markedColumnAt(table, line.text, from)?.group === open
}

/** `1. 电话 | 20`: whatever its first cell is called. */
const isStrokedRow = ({ typed }: Pick<Line, 'typed'>, from: number): boolean =>
  from > 0 && splitCells(typed).length > 1

/** Where a line begins behind its number, in folded units. */
function foldedStart({ typed, text }: Pick<Line, 'typed' | 'text'>): number {
  const length = numberingLength(typed)
  if (length === 0) return 0
  const at = text.starts.findIndex((start) => start >= length)
  return at < 0 ? 0 : at
}

function takes({ question, first, more }: Section, line: Line): boolean {
  if (!question) return false
  if (isLongText(question) || isRows(question)) return true
  // A label alone on its line has its answer on the next one.
  const isEmpty = first.line.typed.slice(first.typedValueAt).trim() === '' && more.length === 0
  return isEmpty && line.typed.trim() !== ''
}

const toSection = (line: Line, { question, valueAt, typedValueAt, isMarked }: FoundLabel): Section => ({
  question,
  first: { line, valueAt, typedValueAt },
  more: [],
  isMarked,
})

const looseSection = (line: Line, valueAt: number): Section => ({
  first: { line, valueAt, typedValueAt: line.text.starts[valueAt] ?? 0 },
  more: [],
  isMarked: false,
})

/** 请假：年假… and 周计划 目标…: what comes behind the form's title, with a label or without. */
function afterTitle(table: LabelTable, line: Line, skipped: number, at: ReadAt): Section | undefined {
  const { folded } = line.text
  let from = skipped
  while (from < folded.length && /[\s:,.。;!-]/.test(folded.charAt(from))) from++
  const label = markedLabelAt(table, line.text, from) ?? plainLabelAt(table, line.text, from, at)
  return label ? toSection(line, label) : looseSection(line, from)
}
