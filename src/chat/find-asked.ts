import type { Actor } from '../access/actor.ts'
import { findQuestion } from '../services/questions.ts'
import type { Chat } from './chat.ts'
import { findForm } from './find-form.ts'
import { findField } from './form-paths.ts'

/** In place of a form's field, where it is asked which customer is to be opened. */
export const whichField = 'which'

/** What the answer to what was asked may look like; undefined where nothing was asked, or all of a form. */
export async function findAsked(
  chat: Chat,
  actor: Actor,
): Promise<'which' | 'name' | 'words' | 'value' | undefined> {
  const question = await findQuestion(chat.office, actor, chat.platform)
  if (!question) return undefined
  const { about, field: path } = question
  if (about.do === 'link-person') return 'name'
  if (about.do === 'duty') return 'words'
  if (path === whichField) return 'which'
  if (path === undefined || (about.do !== 'file' && about.do !== 'act')) return undefined
  const form = await findForm(chat, actor, about)
  const shape = form && findField(form, path)?.input.shape
  if (shape === undefined) return undefined
  return shape === 'lookup' ? 'name' : shape === 'line' || shape === 'lines' ? 'words' : 'value'
}
