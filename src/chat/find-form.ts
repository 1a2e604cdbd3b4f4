import type { Actor } from '../access/actor.ts'
import type { PressOf } from '../forms/card.ts'
import type { Form } from '../forms/form.ts'
import { openForm } from '../services/forms/open-form.ts'
import { isWorthRepeating } from '../services/say-failure.ts'
import type { Chat } from './chat.ts'
import { wantedOf } from './form-wanted.ts'

/**
 * `sure`: a field was asked for, or the text is marked as a form's. `loose`: words without marks, which may as well be
 * about something else, and are taken for a form only when nothing else claims them.
 */
export type Sureness = 'sure' | 'loose'

/** `目标：…`, `visits = 10`, `3. 一院 | 谈进药`, or several lines. */
const isMarked = (text: string) => /[:：=＝|｜\n]/.test(text)

/** Whether a text is as sure an answer as this, where `field` or all of a form was asked for. */
export const isSoSure = (field: string | undefined, text: string, sureness: Sureness): boolean =>
  (field === undefined && !isMarked(text)) === (sureness === 'loose')

/** The form that is being spoken of; undefined when it can be filled in no more, or not by them. */
export function findForm(
  { office }: Chat,
  actor: Actor,
  about: PressOf<'file' | 'act'>,
): Promise<Form | undefined> {
  return openForm(office, actor, wantedOf(about), { isAskedInTurn: true }).catch((error: unknown) => {
    if (isWorthRepeating(error)) throw error
    return undefined
  })
}
