import type { Actor } from '../access/actor.ts'
import type { Card } from '../forms/card.ts'
import type { Form } from '../forms/form.ts'
import { keepQuestion } from '../services/questions.ts'
import type { Chat } from './chat.ts'
import { questionCard } from './form-cards.ts'
import { findField } from './form-paths.ts'
import { aboutOf } from './form-wanted.ts'
import { findMeant } from './look-up.ts'
import { findTypedName } from './settle-names.ts'

/**
 * Asks for one thing of a form, with what a name that was typed there may mean; `why` says what is wrong with what was
 * answered. Undefined where the form has no such field.
 */
export async function askOne(
  chat: Chat,
  actor: Actor,
  form: Form,
  path: string,
  why?: string,
): Promise<Card | undefined> {
  const field = findField(form, path)
  if (!field) return undefined
  await keepQuestion(chat.office, actor, chat.platform, { about: aboutOf(form), field: path })
  const { input } = field
  const name = findTypedName(field)
  const unclear =
    input.shape === 'lookup' && name !== undefined ? await findMeant(chat, actor, input.of, name) : undefined
  return questionCard(actor, { form, path, field }, { unclear, why })
}
