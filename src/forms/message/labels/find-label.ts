import type { FoldedText } from '../../../text/fold-text.ts'
import { isOpenText, isRows, type Question } from '../question.ts'
import type { ReadAt } from '../template-reading.ts'
import { matchNumber } from '../values/match-number.ts'
import { readTick } from '../values/read-tick.ts'
import { matchValue } from '../values/read-value.ts'
import { findByName, type LabelTable, labelKey, listNamed, wordAt } from './label-table.ts'

/** A label, and where the answer to it begins, in folded and in typed units. */
export interface FoundLabel {
  question: Question
  /** Set apart by a colon or an equals sign, so that nothing else was meant. */
  isMarked: boolean
  valueAt: number
  typedValueAt: number
}

/** Further in no name of a field reaches. */
const NAME_AT_MOST = 48
const BRACKETS_AT_MOST = 400
const OPENERS = '(['
const CLOSERS = ')]'

/**
 * Where a name that begins here ends with a colon or `=`: brackets in between are its unit or options. Minus one where
 * none does.
 */
export function markAfter(folded: string, from: number): number {
  // Options in brackets may be long; outside of them a name is short.
  const near = folded.slice(from, from + BRACKETS_AT_MOST)
  if (!near.includes(':') && !near.includes('=')) return -1
  let depth = 0
  for (let at = 0, outside = 0; at < near.length && outside <= NAME_AT_MOST; at++) {
    const char = near.charAt(at)
    if (OPENERS.includes(char)) depth++
    else if (CLOSERS.includes(char)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && (char === ':' || char === '=')) return from + at
    if (depth === 0) outside++
  }
  return -1
}

export function nameIn(folded: string, from: number, mark: number): string {
  const name = folded.slice(from, mark)
  const bracket = name.search(/[([]/)
  return name.slice(0, bracket < 0 ? undefined : bracket).trim()
}

/** A label with a colon that begins at a place. */
export function markedLabelAt(table: LabelTable, text: FoldedText, from: number): FoundLabel | undefined {
  const mark = markAfter(text.folded, from)
  if (mark < 0) return undefined
  const name = nameIn(text.folded, from, mark)
  const question = findByName(table, name) ?? (isNumber(text, mark) ? undefined : listNamed(table, name))
  return question && { question, isMarked: true, ...behind(text, mark) }
}

/** 拜访：10 is how many; which of them nobody knows. */
const isNumber = ({ folded }: FoldedText, mark: number): boolean => {
  const from = skipBlank(folded, mark + 1)
  const number = matchNumber(folded, from)
  return number !== undefined && /^[\s。.,;!]*$/.test(folded.slice(number.end, number.end + 20))
}

/** Where the answer behind a colon begins. */
export const behind = (text: FoldedText, mark: number) => ({
  valueAt: skipBlank(text.folded, mark + 1),
  // Signs that join what stands before them would be part of the mark in the folded text.
  typedValueAt: (text.starts[mark] ?? 0) + 1,
})

export const skipBlank = (folded: string, at: number): number => (folded.charAt(at) === ' ' ? at + 1 : at)

/** Past a unit or options in brackets. */
export function skipUnit(folded: string, at: number): number {
  const close = folded.charAt(at) === '(' ? folded.indexOf(')', at) : -1
  return close < 0 || close > at + 80 ? at : close + 1
}

/** A column's label with a colon that begins at a place. */
export function markedColumnAt(
  { columns }: LabelTable,
  text: FoldedText,
  from: number,
): (FoundLabel & { group: Question }) | undefined {
  const mark = markAfter(text.folded, from)
  const found = mark < 0 ? undefined : columns.get(labelKey(nameIn(text.folded, from, mark)))
  return found && { question: found.column, group: found.group, isMarked: true, ...behind(text, mark) }
}

const LINK = /^(?: ?(?:是|为|有|:|=|,|-|—) ?| )?/
const SET_APART = /^(?: |是|为|,|$)/

/**
 * A label without a colon: 目标拿下一院, 电话 20, 新客户拜访是十个. Where the answer has a shape, an answer of that shape has to follow;
 * `open` is the text that it would interrupt.
 */
export function plainLabelAt(
  table: LabelTable,
  text: FoldedText,
  from: number,
  at: ReadAt,
  open?: Question,
): FoundLabel | undefined {
  const { folded } = text
  const word = wordAt(table, folded, from)
  if (!word || (open && !word.isOwn)) return undefined
  const { question } = word
  const end = skipUnit(folded, from + word.word.length)
  const after = folded.slice(end, end + 4)
  const link = LINK.exec(after)?.[0] ?? ''
  const valueAt = end + link.length
  const found = {
    question,
    isMarked: false,
    valueAt,
    typedValueAt: text.starts[valueAt] ?? text.typed.length,
  }
  if (open && (isOpenText(question) || isRows(question))) {
    return word.isBare && word.word.length >= 3 && SET_APART.test(after) ? found : undefined
  }
  if (isOpenText(question) || isRows(question)) return found
  return isAnswered(question, folded, valueAt, at, open !== undefined) ? found : undefined
}

/** Whether an answer of the question's shape follows; `whole`: and nothing behind it. */
function isAnswered(question: Question, folded: string, from: number, at: ReadAt, whole: boolean): boolean {
  if (question.field.input.shape === 'tick') return readTick(folded.slice(from, from + 6)) !== undefined
  const match = matchValue(question, folded, from, at)
  return match !== undefined && (!whole || /^[\s。.,;!]*$/.test(folded.slice(match.end)))
}
