import type { Actor } from '../access/actor.ts'
import type { Answer, Answers } from '../fields/field.ts'
import { answersOf, type Form, type FormField } from '../forms/form.ts'
import { isSettled } from '../services/forms/mean-name.ts'
import type { Chat } from './chat.ts'
import { findMissing, putAnswer } from './form-paths.ts'
import { findMeant } from './look-up.ts'

export interface Settled {
  answers: Answers
  /** What stood beside a name and has no place in the form. */
  left: string[]
}

/** Puts ids where names are known; what could be several, or nothing, stays as it was typed and is to be asked about. */
export async function settleNames(chat: Chat, actor: Actor, form: Form, typed: Answers): Promise<Settled> {
  const settled: Settled = { answers: typed, left: [] }
  for (const { path, of, name } of namesIn(form.fields, typed)) {
    const meant = await findMeant(chat, actor, of, name)
    if (meant.value === undefined) continue
    settled.answers = putAnswer(settled.answers, path, meant.value)
    const { answers, left } = putRest(form, settled.answers, path, meant.rest)
    settled.answers = answers
    settled.left.push(...left)
  }
  return settled
}

/** The first name that nobody has found. */
export const findUnclear = (form: Form): string | undefined =>
  namesIn(form.fields, answersOf(form.fields)).next().value?.path

/** What is to be asked about next: a name that nobody has found, or what is required and not there. */
export const findOpen = (form: Form): string | undefined => findUnclear(form) ?? findMissing(form)

/** The name that was typed into a lookup and not found. */
export const findTypedName = ({ input, answer }: FormField): string | undefined =>
  input.shape === 'lookup' && typeof answer === 'string' && answer !== '' && !isSettled(answer)
    ? answer
    : undefined

interface NamePlace {
  path: string
  of: string
  name: string
}

/** Lookups that are answered by a name which nobody has found yet, in the form's order. */
function* namesIn(
  fields: readonly FormField[],
  answers: Answers,
  prefix = '',
): Generator<NamePlace, undefined> {
  for (const each of fields) {
    const { name: field, input } = each
    const answer: Answer = answers[field] ?? null
    const path = prefix + field
    const name = findTypedName({ ...each, answer })
    if (input.shape === 'lookup' && name !== undefined) yield { path, of: input.of, name }
    if (input.shape === 'rows' && Array.isArray(answer)) {
      for (const [index, row] of (answer as readonly Answers[]).entries())
        yield* namesIn(input.blank, row, `${path}.${index}.`)
    }
  }
  return undefined
}

/**
 * What stands beside a name (南湾一院骨科) goes before what its row says (骨科 谈新品), or is all that it says
 * (南湾一院骨科谈新品). Where there is no such column it is left, to be told.
 */
export function putRest(
  form: Form,
  answers: Answers,
  path: string,
  rest: string,
): Pick<Settled, 'answers' | 'left'> {
  if (rest === '') return { answers, left: [] }
  const [group = '', at] = path.split('.')
  const field = form.fields.find(({ name }) => name === group)
  const columns = field?.input.shape === 'rows' ? field.input.blank : []
  const row = at === undefined ? {} : ((answers[group] as readonly Answers[])[Number(at)] ?? {})
  const texts = columns.filter(({ input }) => isText(input.shape))
  const said = texts.find(({ name }) => isSaid(row[name])) ?? texts.find(({ required }) => required)
  if (!said) return { answers, left: [rest] }
  const text = String(row[said.name] ?? '').trim()
  if (text.startsWith(rest)) return { answers, left: [] }
  const whole = text === '' ? rest : `${rest} ${text}`
  return { answers: putAnswer(answers, `${group}.${at}.${said.name}`, whole), left: [] }
}

const isText = (shape: string) => shape === 'line' || shape === 'lines'
const isSaid = (answer: Answer | undefined) => typeof answer === 'string' && answer.trim() !== ''
