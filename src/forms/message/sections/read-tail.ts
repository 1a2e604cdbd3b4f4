import { foldWithOffsets } from '../../../text/fold-text.ts'
import { trimMarks } from '../../../text/trim-marks.ts'
import type { Question } from '../question.ts'
import type { ReadAt } from '../template-reading.ts'
import { type DayMatch, matchDay } from '../values/match-day.ts'
import { matchValue } from '../values/read-value.ts'
import { type Collected, isSaid, putDoubt, putRead } from './collect.ts'

const TO = /^ ?(?:到|至|-|~|—|–|to |until |till )+ ?/
const ELSE = /^ ?(?:或|or )/
const MARKS = ',，;；。、!！~～'

/** 下午到26日: where a day, and half of it, is followed by another day. */
export const isRange = (folded: string): boolean => TO.test(folded)

/**
 * What stands behind an answer. A second day is the next date of the form (25日到27日); what reads as the next question's
 * answer is that (11月25日下午, 明天下午两点); the rest is told as unread.
 */
export function readTail(
  into: Collected,
  questions: readonly Question[],
  after: Question,
  typed: string,
  at: ReadAt,
): void {
  let question = after
  let rest = typed
  while (rest !== '') {
    const text = foldWithOffsets(rest)
    const next = nextAnswer(into, questions, question, text.folded, at)
    if (!next) break
    const end = text.starts[next.end] ?? rest.length
    putRead(into, next.question, rest.slice(0, end), { kind: 'answer', answer: next.answer, rest: '' })
    question = next.question
    rest = trimMarks(rest.slice(end), MARKS, { both: true })
  }
  if (rest === '') return
  // 25日或26日: what was read is only one of them.
  if (ELSE.test(foldWithOffsets(rest).folded) && question.field.input.shape === 'date') {
    putDoubt(into, { field: question.field.name, text: rest, why: 'messages.whichDay' })
  } else into.unread.push(rest)
}

function nextAnswer(
  into: Collected,
  questions: readonly Question[],
  after: Question,
  folded: string,
  at: ReadAt,
): { question: Question; answer: string; end: number } | undefined {
  const behind = questions.slice(questions.indexOf(after) + 1)
  const to = TO.exec(folded)
  if (to) {
    const question = behind.find(({ field }) => field.input.shape === 'date')
    const first = firstDay(into, questions, question)
    if (!question || first === undefined || isSaid(into, question)) return undefined
    const day = secondDay(folded, to[0].length, first, at)
    const [answer] = day?.days ?? []
    return day && answer !== undefined ? { question, answer, end: day.end } : undefined
  }
  const question = behind[0]
  if (!question || isSaid(into, question)) return undefined
  const match = matchValue(question, folded, 0, at)
  return match?.answer === undefined ? undefined : { question, answer: match.answer, end: match.end }
}

/** The day that a range begins with: that of the last date before this one. */
function firstDay(
  { answers }: Collected,
  questions: readonly Question[],
  question: Question | undefined,
): string | undefined {
  const before = questions.slice(0, question ? questions.indexOf(question) : 0)
  const date = before.findLast(({ field }) => field.input.shape === 'date')
  const answer = date ? answers.get(date.field.name) : undefined
  return typeof answer === 'string' ? answer : undefined
}

const BARE_NUMBER = /\d{1,2}(?![\d:.\-/])/y

/** Read as any day, and where that would lie before the first, as the next one after it. */
function secondDay(folded: string, place: number, first: string, at: ReadAt): DayMatch | undefined {
  BARE_NUMBER.lastIndex = place
  const bare = BARE_NUMBER.exec(folded)
  // 25-27日 says 日 once; 25-27 not at all.
  if (bare && !/[ ]?[月日号a-z]/.test(folded.slice(place + bare[0].length, place + bare[0].length + 2))) {
    const read = matchDay(`${bare[0]}日`, 0, { today: first })
    return read && { ...read, end: place + bare[0].length }
  }
  const read = matchDay(folded, place, at)
  const isLater = read?.days.length === 1 && (read.days[0] ?? '') >= first
  return isLater ? read : matchDay(folded, place, { today: first })
}
