import type { Answer } from '../../../fields/field.ts'
import { isBlank } from '../../../fields/field.ts'
import type { Question } from '../question.ts'
import type { Doubt, KeptRows, Lookup } from '../template-reading.ts'
import type { ValueRead } from '../values/read-value.ts'

/** What has been read of a message so far. */
export interface Collected {
  answers: Map<string, Answer>
  lookups: Lookup[]
  doubts: Doubt[]
  unread: string[]
  /** Paths that are there and not readable, and what rows lack. */
  missing: Set<string>
  kept: KeptRows[]
}

export const startCollecting = (): Collected => ({
  answers: new Map(),
  lookups: [],
  doubts: [],
  unread: [],
  missing: new Set(),
  kept: [],
})

/** Whether the message has said anything about it yet, readable or not. */
export const isSaid = ({ answers, missing }: Collected, { field }: Question): boolean =>
  answers.has(field.name) || missing.has(field.name)

/** Puts in what was read for a question. Said twice and not the same, neither counts. */
export function putRead(into: Collected, { field }: Question, typed: string, read: ValueRead): void {
  const { name } = field
  if (read.kind === 'doubt') putDoubt(into, { field: name, text: typed.trim(), why: read.why })
  if (into.missing.has(name) || read.kind === 'doubt') return
  const answer = read.kind === 'answer' ? read.answer : null
  const before = into.answers.get(name)
  const named = into.lookups.find(({ path }) => path === name)?.typed
  const wasSaid = named !== undefined || !isBlank(before)
  if (read.kind === 'blank') {
    if (!wasSaid) into.answers.set(name, null)
    return
  }
  const isSame =
    read.kind === 'name' ? named === read.typed : JSON.stringify(before) === JSON.stringify(answer)
  if (wasSaid && !isSame) {
    putDoubt(into, { field: name, text: typed.trim(), why: 'messages.saidTwice' })
    return
  }
  into.answers.set(name, answer)
  if (read.kind === 'name' && named === undefined && field.input.shape === 'lookup') {
    into.lookups.push({ path: name, of: field.input.of, typed: read.typed })
  }
}

/** Takes an answer back, or says that there is none that could be read. */
export function putDoubt(into: Collected, doubt: Doubt): void {
  into.doubts.push(doubt)
  into.answers.delete(doubt.field)
  into.lookups = into.lookups.filter(({ path }) => path !== doubt.field)
  into.missing.add(doubt.field)
}
