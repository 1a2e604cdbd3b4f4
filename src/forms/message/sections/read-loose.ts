import { foldText, foldWithOffsets } from '../../../text/fold-text.ts'
import { trimMarks } from '../../../text/trim-marks.ts'
import { isOpenText, isRows, type Question } from '../question.ts'
import type { ReadAt } from '../template-reading.ts'
import { matchDay } from '../values/match-day.ts'
import { fits, matchValue, readValue } from '../values/read-value.ts'
import { type Collected, isSaid, putRead } from './collect.ts'
import { isRange, readTail } from './read-tail.ts'

const GAP = /[\s,，;；、。]+/u
/** Whoever writes more of them in one line has written a text. */
const PIECES_AT_MOST = 40

/**
 * Text under no label. Its pieces are taken by their shape only where one question of the form has that shape, or two
 * dates are said as a range; all else is unread, as it was typed.
 */
export function readLoose(into: Collected, questions: readonly Question[], typed: string, at: ReadAt): void {
  const whole = trimMarks(typed, ',，;；。、:：', { both: true })
  if (whole === '' || takePiece(into, questions, whole, at) || takeNamed(into, questions, whole, at)) return
  const pieces = whole.split(GAP)
  const areSome = pieces.length > 1 && pieces.length <= PIECES_AT_MOST
  const left = areSome ? pieces.filter((piece) => !takePiece(into, questions, piece, at)) : pieces
  if (left.length === pieces.length) into.unread.push(typed.trim())
  else into.unread.push(...left.filter((piece) => piece !== ''))
}

const FROM = /^(?:从|自|from ?)/
const WHEN = new Set(['时间', '日期', 'date', 'dates', 'when', 'time'])

/** 日期：25日到27日 where two fields are dates: a name that could be several is left to the shape of what it names. */
function takeNamed(into: Collected, questions: readonly Question[], typed: string, at: ReadAt): boolean {
  const mark = typed.slice(0, 16).search(/[:：=＝]/)
  const name = mark < 1 ? '' : foldText(typed.slice(0, mark))
  const named = questions.filter(({ labels }) => labels.some((label) => foldText(label).includes(name)))
  if (name.length < 2 || (named.length === 0 && !WHEN.has(name))) return false
  const value = typed.slice(mark + 1).trim()
  // 预计到院：明天上午 names the one day that the form asks, whatever stands behind it.
  const isDay = named.some(({ field }) => field.input.shape === 'date')
  return takePiece(into, questions, value, at) || (isDay && takeDays(into, questions, value, at, true))
}

function takePiece(into: Collected, questions: readonly Question[], piece: string, at: ReadAt): boolean {
  const fitting = questions.filter((question) => !isRows(question) && fits(question, piece, at))
  const [question] = fitting
  if (question && fitting.length === 1) {
    if (isSaid(into, question)) return false
    putRead(
      into,
      question,
      piece,
      readValue(question, piece, { ...at, path: question.field.name, strict: true }),
    )
    return true
  }
  return takeDays(into, questions, piece, at)
}

/** 明天下午两点 where the form asks one day; 25日到27日 where it asks two. */
function takeDays(
  into: Collected,
  questions: readonly Question[],
  piece: string,
  at: ReadAt,
  isNamed = false,
): boolean {
  const text = foldWithOffsets(piece)
  const found = matchDay(text.folded, FROM.exec(text.folded)?.[0].length ?? 0, at)
  const dates = questions.filter(({ field }) => field.input.shape === 'date')
  const [first] = dates
  const [day, another] = found?.days ?? []
  if (!found || !first || day === undefined || another !== undefined || isSaid(into, first)) return false
  const rest = text.folded.slice(found.end)
  if (dates.length > 1 && !isRange(afterHalf(questions, first, rest, at))) return false
  if (dates.length === 1 && !isNamed && !opens(questions, first, rest, at)) return false
  putRead(into, first, piece, { kind: 'answer', answer: day, rest: '' })
  readTail(into, questions, first, piece.slice(text.starts[found.end] ?? piece.length), at)
  return true
}

/** What follows the part of the day that the next question asks for. */
function afterHalf(questions: readonly Question[], date: Question, rest: string, at: ReadAt): string {
  const next = questions[questions.indexOf(date) + 1]
  const half = next && !isOpenText(next) ? matchValue(next, rest, 0, at) : undefined
  return half ? rest.slice(half.end) : rest
}

/** Whether what follows is the next question's answer, so that both were meant. */
const opens = (questions: readonly Question[], date: Question, rest: string, at: ReadAt): boolean =>
  afterHalf(questions, date, rest, at) !== rest
