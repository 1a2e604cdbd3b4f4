import type { Actor } from '../access/actor.ts'
import type { Form, FormField } from '../forms/form.ts'
import { answerOne } from '../forms/message/answer-one.ts'
import type { ReadAt } from '../forms/message/template-reading.ts'
import type { MessageKey } from '../i18n/translate.ts'
import type { Office } from '../services/office.ts'
import { openFields } from './form-paths.ts'
import { readAtOf } from './read-at.ts'

interface Unreadable {
  path: string
  /** As it was typed. */
  text: string
  why: MessageKey
}

/**
 * A number, a day or a time that was kept as it was typed and reads as none, in a row too: what shows it must not say
 * that it can be sent.
 */
export const findUnreadable = (office: Office, actor: Actor, form: Form): Unreadable | undefined =>
  unreadableOf(openFields(form), readAtOf(office, actor, form)).next().value

function* unreadableOf(
  fields: readonly FormField[],
  at: ReadAt,
  prefix = '',
): Generator<Unreadable, undefined> {
  for (const field of fields) {
    const { answer, input, name } = field
    if (input.shape === 'rows') {
      for (const [index, row] of input.rows.entries()) yield* unreadableOf(row, at, `${name}.${index}.`)
    }
    const isMeasure = input.shape === 'number' || input.shape === 'date' || input.shape === 'time'
    if (!isMeasure || typeof answer !== 'string' || answer.trim() === '') continue
    const read = answerOne(field, answer, at)
    if (!read.ok) yield { path: prefix + name, text: answer.trim(), why: read.why }
  }
  return undefined
}
