import type { Actor } from '../access/actor.ts'
import type { Form } from '../forms/form.ts'
import { parseTemplate } from '../forms/message/parse-template.ts'
import { blankForms } from '../services/forms/blank-forms.ts'
import { todayOf } from '../services/office.ts'
import type { Chat, Reply } from './chat.ts'
import { continueForm } from './continue-form.ts'
import { findForm } from './find-form.ts'

/**
 * Takes a text that the labels of a plan or a report mark for that, though nothing was asked: most often it changes
 * what was sent a moment ago, which the form that comes says. Undefined where it is marked as neither, or could be
 * both, or can be filed no more.
 */
export async function continueLabelled(chat: Chat, actor: Actor, text: string): Promise<Reply | undefined> {
  if (!firstLabel.test(text.slice(0, 80))) return undefined
  const { office } = chat
  const today = todayOf(office, actor)
  const marked = (await blankForms(office, actor))
    .map(({ form, twin }) => ({ type: form.purpose.type, count: countMarked(form, text, { today, twin }) }))
    .filter(({ count }) => count > 0)
  const [one, another] = marked.toSorted((a, b) => b.count - a.count)
  if (!one || one.count === another?.count) return undefined
  const form = await findForm(chat, actor, { do: 'file', type: one.type })
  return form && continueForm(chat, actor, { form }, text)
}

/** The text begins with a name and a colon, whether a title stands above or not. */
const firstLabel = /^(?:[^\n:：=＝]{1,30}\n)?\s*[^\n:：=＝]{2,40}[:：=＝]/

/**
 * How many fields of the form a text names; none where they are only numbers or a list, which a line of the log may
 * speak of as well.
 */
function countMarked(form: Form, text: string, how: { today: string; twin: Form }): number {
  const { answers } = parseTemplate(form, text, how)
  const said = form.fields.filter(({ name }) => name in answers)
  return said.some(({ input }) => input.shape === 'lines') ? said.length : 0
}
