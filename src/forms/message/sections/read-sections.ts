import type { Answers } from '../../../fields/field.ts'
import { foldWithOffsets } from '../../../text/fold-text.ts'
import { trimMarks } from '../../../text/trim-marks.ts'
import type { Line } from '../lines/read-lines.ts'
import { isLongText, isRows, type Question } from '../question.ts'
import { readRows } from '../rows/read-rows.ts'
import type { ReadAt } from '../template-reading.ts'
import { matchDay } from '../values/match-day.ts'
import { readValue, type ValueRead } from '../values/read-value.ts'
import { type Collected, isSaid, putDoubt, putRead } from './collect.ts'
import type { Stretch } from './cut-run-on.ts'
import { readLoose } from './read-loose.ts'
import { readTail } from './read-tail.ts'
import type { Section } from './split-sections.ts'

export interface Cut {
  section: Section
  stretches: readonly Stretch[]
}

/** Reads what labels name first: what stands under none is taken by its shape only where it is still open. */
export function readSections(
  into: Collected,
  questions: readonly Question[],
  cuts: readonly Cut[],
  at: ReadAt,
): void {
  for (const { section, stretches } of cuts) {
    for (const stretch of stretches) {
      const { question } = stretch
      const isWhole = stretches.length === 1
      if (question) readAnswer(into, questions, question, { stretch, section, isWhole }, at)
    }
  }
  for (const { stretches } of cuts) {
    for (const { question, typed } of stretches) if (!question) readLoose(into, questions, typed, at)
  }
}

interface Said {
  stretch: Stretch
  section: Section
  /** Nothing else was cut out of its line. */
  isWhole: boolean
}

function readAnswer(
  into: Collected,
  questions: readonly Question[],
  question: Question,
  { stretch, section, isWhole }: Said,
  at: ReadAt,
): void {
  const { name, input } = question.field
  const more = stretch.isFirst ? section.more : []
  const own = isWhole ? stretch.typed : trimMarks(stretch.typed, ',，;；、/|', { both: true })
  if (input.shape === 'secure') putDoubt(into, { field: name, text: '', why: 'messages.secureHere' })
  else if (section.first.line.isCut || more.some(({ isCut }) => isCut)) {
    putDoubt(into, { field: name, text: '', why: 'messages.cutOff' })
  } else if (isRows(question)) readGroup(into, question, stretch.typed, more, at)
  else if (isLongText(question)) {
    const text = [own, ...more.map(({ typed }) => typed)].join('\n').trim()
    const read: ValueRead = text === '' ? { kind: 'blank' } : { kind: 'answer', answer: text, rest: '' }
    putRead(into, question, text, read)
  } else {
    const typed = own.trim() === '' ? (more[0]?.typed ?? '') : own
    readScalar(into, questions, question, typed, at)
  }
}

function readGroup(
  into: Collected,
  question: Question,
  inline: string,
  lines: readonly Line[],
  at: ReadAt,
): void {
  const { name } = question.field
  const before = (into.answers.get(name) ?? []) as readonly Answers[]
  const read = readRows(
    question,
    inline,
    lines.map(({ typed }) => typed),
    { ...at, from: before.length },
  )
  into.answers.set(name, [...before, ...read.rows])
  into.lookups.push(...read.lookups)
  into.doubts.push(...read.doubts)
  into.unread.push(...read.unread)
  if (read.kept.length > 0) into.kept.push({ field: name, rows: read.kept })
  for (const path of read.missing) into.missing.add(path)
}

function readScalar(
  into: Collected,
  questions: readonly Question[],
  question: Question,
  typed: string,
  at: ReadAt,
): void {
  const whole = readValue(question, typed, { ...at, path: question.field.name })
  const isTime = whole.kind === 'doubt' && question.field.input.shape === 'time'
  const left = isTime ? dayBefore(into, questions, question, typed, at) : undefined
  const read = left === undefined ? whole : readValue(question, left, { ...at, path: question.field.name })
  putRead(into, question, typed, withoutRest(read))
  if (read.kind === 'answer' && read.rest !== '') readTail(into, questions, question, read.rest, at)
}

const withoutRest = (read: ValueRead): ValueRead => (read.kind === 'answer' ? { ...read, rest: '' } : read)

/** 到院时间：明天下午两点 says the day that the question before asks for. Gives what is left for the time. */
function dayBefore(
  into: Collected,
  questions: readonly Question[],
  time: Question,
  typed: string,
  at: ReadAt,
): string | undefined {
  const date = questions[questions.indexOf(time) - 1]
  const text = foldWithOffsets(typed)
  const found = date?.field.input.shape === 'date' ? matchDay(text.folded, 0, at) : undefined
  const [day, another] = found?.days ?? []
  if (!date || !found || day === undefined || another !== undefined) return undefined
  if (!isSaid(into, date)) putRead(into, date, typed, { kind: 'answer', answer: day, rest: '' })
  return typed.slice(text.starts[found.end] ?? typed.length)
}
