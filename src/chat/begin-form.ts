import type { Actor } from '../access/actor.ts'
import type { Card } from '../forms/card.ts'
import type { FormWanted } from '../forms/form.ts'
import { askFor } from '../forms/message/ask-for.ts'
import { renderTemplate } from '../forms/message/render-template.ts'
import { speak } from '../i18n/translate.ts'
import { readDraft } from '../services/forms/drafts.ts'
import { openForm } from '../services/forms/open-form.ts'
import { keepQuestion } from '../services/questions.ts'
import { askOne } from './ask-one.ts'
import { formCard } from './cards.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { findUnreadable } from './find-unreadable.ts'
import { readyCard, titleOf } from './form-cards.ts'
import { openFields } from './form-paths.ts'
import { aboutOf } from './form-wanted.ts'
import { findOpen } from './settle-names.ts'

/** A form in words: a template that is already filled in, or its one question. */
export async function beginForm(chat: Chat, actor: Actor, wanted: FormWanted): Promise<Reply> {
  const { office, platform } = chat
  const form = await openForm(office, actor, wanted, { isAskedInTurn: true })
  const about = aboutOf(form)
  const [only, ...more] = openFields(form)
  if (only && more.length === 0) {
    await keepQuestion(office, actor, platform, { about, field: only.name })
    return say({ title: titleOf(form), sections: [{ text: askFor(only, actor.language) }] })
  }
  await keepQuestion(office, actor, platform, { about })
  const parts = renderTemplate(form, actor.language).map((title): Card => ({ title }))
  const open = findOpen(form) ?? findUnreadable(office, actor, form)?.path
  const isBegun = (await readDraft(office, actor, form.purpose)) !== undefined
  // What is known already is enough to file it; an edit that changes nothing is none.
  if (open === undefined && (isBegun || form.purpose.kind === 'file'))
    return say(...parts, readyCard(actor, form))
  const page = await formCard(chat, actor, form.purpose, speak(actor.language)('chat.orOnPage'))
  // What was begun goes on where it was left.
  const question = isBegun && open !== undefined ? await askOne(chat, actor, form, open) : undefined
  return say(...parts, page, ...(question ? [question] : []))
}
