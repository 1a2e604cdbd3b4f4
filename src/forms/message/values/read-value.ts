import type { Answer } from '../../../fields/field.ts'
import type { MessageKey } from '../../../i18n/translate.ts'
import { foldText, foldWithOffsets } from '../../../text/fold-text.ts'
import { trimMarks } from '../../../text/trim-marks.ts'
import { isOpenText, type Question } from '../question.ts'
import type { ReadAt } from '../template-reading.ts'
import { matchDay } from './match-day.ts'
import { matchDuration } from './match-duration.ts'
import { matchNumber } from './match-number.ts'
import { matchTime } from './match-time.ts'
import { matchOption, readOption } from './read-option.ts'
import { readTick } from './read-tick.ts'

export type ValueRead =
  | { kind: 'blank' }
  /** `rest` is typed text behind the value that is not part of it. */
  | { kind: 'answer'; answer: Answer; rest: string }
  | { kind: 'name'; typed: string }
  | { kind: 'doubt'; why: MessageKey }

export interface ValueAt extends ReadAt {
  /** Path of the field, by which a chosen name of two customers is the one that stood here. */
  path: string
  /** Options only as whole words: for text that belongs to no label. */
  strict?: boolean
}

const NOTHING = new Set([
  '无',
  '没有',
  '暂无',
  '空',
  '不填',
  '-',
  '--',
  '/',
  '—',
  '——',
  'none',
  'n/a',
  'na',
  'nil',
])
const ENDS = '。.,，;；!！、~～/|'

/** Whether an answer says that there is none. Free text may say so in words of its own. */
export const saysNothing = (typed: string): boolean =>
  typed.length <= 12 && NOTHING.has(foldText(typed).replace(/[。.!]$/, ''))

/** Reads the typed answer to one question of any shape but rows. */
export function readValue(question: Question, typed: string, at: ValueAt): ValueRead {
  const text = typed.trim()
  if (text === '') return { kind: 'blank' }
  const { input } = question.field
  if (input.shape === 'line' || input.shape === 'lines') return { kind: 'answer', answer: text, rest: '' }
  if (input.shape === 'lookup') return readName(question, text, at)
  if (saysNothing(text) && input.shape !== 'tick') return { kind: 'blank' }
  switch (input.shape) {
    case 'one-of':
      return readOneOf(question, text, at)
    case 'some-of':
      return readSomeOf(question, text)
    case 'tick': {
      const tick = readTick(text)
      return tick === undefined ? doubt('fields.notAChoice') : { kind: 'answer', answer: tick, rest: '' }
    }
    case 'number':
    case 'date':
    case 'time':
      return readMeasured(question, text, at)
    default:
      return doubt('messages.secureHere')
  }
}

const doubt = (why: MessageKey): ValueRead => ({ kind: 'doubt', why })

/** What stands at a place of a folded text as this question's answer; undefined where nothing of the kind does. */
export function matchValue(
  { field: { input }, isMinutes, options }: Question,
  folded: string,
  place: number,
  at: ReadAt,
): { end: number; answer?: string; why?: MessageKey } | undefined {
  if (input.shape === 'number') {
    const found = isMinutes ? matchDuration(folded, place) : matchNumber(folded, place)
    return found && (found.answer === undefined ? { ...found, why: 'messages.notNumber' } : found)
  }
  if (input.shape === 'date') {
    const found = matchDay(folded, place, at)
    const [day, another] = found?.days ?? []
    if (!found || (day !== undefined && another === undefined)) {
      return found && day !== undefined ? { end: found.end, answer: day } : undefined
    }
    return { end: found.end, why: another === undefined ? 'fields.notDate' : 'messages.whichDay' }
  }
  if (input.shape === 'time') {
    const found = matchTime(folded, place)
    return found && (found.answer === undefined ? { ...found, why: 'messages.whichHalf' } : found)
  }
  if (input.shape === 'one-of') {
    const found = matchOption(folded, place, options)
    return found && { end: found.end, answer: found.value }
  }
  return undefined
}

function readMeasured(question: Question, text: string, at: ReadAt): ValueRead {
  const whole = foldWithOffsets(text)
  const found = matchValue(question, whole.folded, 0, at)
  const { shape } = question.field.input
  const unreadable =
    shape === 'date' ? 'fields.notDate' : shape === 'time' ? 'fields.notTime' : 'messages.notNumber'
  if (!found) return doubt(unreadable)
  const rest = text.slice(whole.starts[found.end] ?? text.length)
  // 10-15个, 25日或26日: what goes on with a number may change the one before it.
  if (shape === 'number' && /[\d一二两三四五六七八九十几]/.test(foldText(rest))) return doubt(unreadable)
  if (found.answer === undefined) return doubt(found.why ?? unreadable)
  return { kind: 'answer', answer: found.answer, rest: trimMarks(rest, ENDS, { both: true }) }
}

function readOneOf({ field, options }: Question, text: string, { strict = false }: ValueAt): ValueRead {
  if (text === field.answer) return { kind: 'answer', answer: text, rest: '' }
  const read = readOption(trimMarks(text, ENDS), options, { strict })
  if (read === 'many') return doubt('messages.whichOption')
  return read ? { kind: 'answer', answer: read.value, rest: '' } : doubt('fields.notAChoice')
}

function readSomeOf({ options }: Question, text: string): ValueRead {
  // First by the marks that no option's text holds: English ones have commas.
  const readParts = (marks: RegExp) =>
    text
      .split(marks)
      .filter((part) => part.trim() !== '')
      .map((part) => readOption(part, options))
  const listed = readParts(/[、;；]/u)
  const isListed = !listed.includes(undefined) && !listed.includes('many')
  const reads = isListed ? listed : readParts(/[、,，;；/／+\s]|和|及|\band\b/u)
  if (reads.includes('many')) return doubt('messages.whichOption')
  const values = reads.flatMap((read) => (read && read !== 'many' ? [read.value] : []))
  if (values.length < reads.length || values.length === 0) return doubt('fields.notAChoice')
  return { kind: 'answer', answer: [...new Set(values)], rest: '' }
}

/** A name that the form itself has chosen is known; any other is for the house's data. */
function readName({ field, chosen }: Question, text: string, { path }: ValueAt): ValueRead {
  const { input } = field
  if (input.shape !== 'lookup') return doubt('fields.notFound')
  if (text === field.answer) return { kind: 'answer', answer: text, rest: '' }
  const folded = foldText(text)
  const known = chosen.filter(({ of, label }) => of === input.of && foldText(label) === folded)
  const here = known.find((each) => each.path === path)
  const ids = new Set(known.map(({ id }) => id))
  const id = here?.id ?? (ids.size === 1 ? known[0]?.id : undefined)
  if (id !== undefined) return { kind: 'answer', answer: id, rest: '' }
  return saysNothing(text) ? { kind: 'blank' } : { kind: 'name', typed: trimMarks(text, ENDS) || text }
}

/** Whether a whole text can be nothing else than an answer of this shape. */
export function fits(question: Question, typed: string, at: ReadAt): boolean {
  if (isOpenText(question) || saysNothing(typed)) return false
  const read = readValue(question, typed, { ...at, path: question.field.name, strict: true })
  return read.kind === 'answer' && read.rest === ''
}
