import type { Actor } from '../access/actor.ts'
import type { Button, Card, PressOf } from '../forms/card.ts'
import { type Form, formKey, type Option } from '../forms/form.ts'
import { fitsButton } from '../forms/press-value.ts'
import { speak } from '../i18n/translate.ts'
import { decideDuty } from '../services/duties/deciding/decide-duty.ts'
import { meanName } from '../services/forms/mean-name.ts'
import { searchOptions } from '../services/forms/search-options.ts'
import type { Office } from '../services/office.ts'
import { linkPerson } from '../services/people/link-person.ts'
import { dropQuestion, findQuestion } from '../services/questions.ts'
import { sayOvertaken } from '../services/records/outcome.ts'
import { askOne } from './ask-one.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { continueForm, keepAnswer } from './continue-form.ts'
import { findForm, isSoSure, type Sureness } from './find-form.ts'

/** Names that are offered where one is not enough to know who is meant. */
const namesAtMost = 5

/** Takes what was said for the answer to what was asked; undefined when nothing was. The question ends once it is taken. */
export async function answerQuestion(
  chat: Chat,
  actor: Actor,
  text: string,
  sureness: Sureness,
): Promise<Reply | undefined> {
  const { office, platform } = chat
  const question = await findQuestion(office, actor, platform)
  if (!question) return undefined
  const { about, isLongAgo } = question
  if (about.do === 'file' || about.do === 'act') {
    const field = isLongAgo ? undefined : question.field
    const isMeant = isSoSure(field, text, sureness)
    if (!isMeant && sureness === 'sure') return undefined
    const form = await findForm(chat, actor, about)
    const read = form && isMeant ? await continueForm(chat, actor, { form, field }, text) : undefined
    if (read) return read
    if (form)
      return isLongAgo && about.do === 'act' && sureness === 'loose'
        ? askAgain(chat, actor, { form, field: question.field }, text)
        : undefined
    // Somebody else has done meanwhile what it was for; what is said now may mean something else.
    if (sureness === 'sure') return undefined
    await dropQuestion(office, actor, platform)
    if (isMeant || about.do !== 'act') return undefined
    return say({ title: await sayOvertaken(office, actor, about) })
  }
  if (sureness === 'loose') return undefined
  if (about.do !== 'duty' && about.do !== 'link-person') return undefined
  const reply =
    about.do === 'duty' ? await excuse(chat, actor, about, text) : await link(chat, actor, about, text)
  if (reply.isTaken) await dropQuestion(office, actor, platform)
  return reply
}

/**
 * What an act asked days ago is asked again with what was just said, which may be the answer and is not lost: a button
 * carries it, or, of what is too long for one, the draft, to be sent by whoever meant it.
 */
async function askAgain(
  chat: Chat,
  actor: Actor,
  { form, field }: { form: Form; field: string | undefined },
  text: string,
): Promise<Reply | undefined> {
  if (field === undefined) return undefined
  const t = speak(actor.language)
  const press = { do: 'answer', formKey: formKey(form.purpose), field, text } as const
  if (!fitsButton(press)) {
    const kept = await keepAnswer(chat, actor, { form, field }, text)
    return kept && say({ title: t('chat.isItThisLong') }, ...kept.says)
  }
  const question = await askOne(chat, actor, form, field, t('chat.isItThis', { text }))
  return (
    question &&
    say({ ...question, buttons: [{ label: t('chat.useIt'), press }, ...(question.buttons ?? [])] })
  )
}

type Taken = Reply & { isTaken: boolean }

async function excuse(
  { office, platform }: Chat,
  actor: Actor,
  { dutyId }: PressOf<'duty'>,
  reason: string,
): Promise<Taken> {
  const card = await decideDuty(office, actor, { dutyId, decision: 'excuse', reason, platform })
  return { ...say(shortOf(card, actor)), isTaken: true }
}

/** Of a duty that was just excused: which, and that it is. One that somebody else had settled says by whom. */
function shortOf({ title, badge, footer }: Card, { language }: Actor): Card {
  const text = footer ?? speak(language)('duties.personSees')
  return { title, ...(badge ? { badge } : {}), sections: [{ text }] }
}

/** One of the names that were offered for an account: the same as typing it, as long as that is what is asked. */
export async function choosePerson(
  chat: Chat,
  actor: Actor,
  press: PressOf<'answer'>,
): Promise<Reply | undefined> {
  if (press.field !== personField) return undefined
  const { office, platform } = chat
  const about = (await findQuestion(office, actor, platform))?.about
  if (about?.do !== 'link-person' || accountKey(about) !== press.formKey)
    return { pressed: { title: speak(actor.language)('chat.notAsked') }, says: [] }
  const { isTaken, says } = await link(chat, actor, about, press.text)
  if (!isTaken) return say(...says)
  await dropQuestion(office, actor, platform)
  const [pressed] = says
  return { ...(pressed ? { pressed } : {}), says: [] }
}

/** In place of a form's key and field, where an account is what is asked about. */
const accountKey = ({ platform, platformUserId }: PressOf<'link-person'>) => `${platform}:${platformUserId}`
const personField = 'link-person'

async function link(
  { office }: Chat,
  actor: Actor,
  press: PressOf<'link-person'>,
  name: string,
): Promise<Taken> {
  const t = speak(actor.language)
  const { platformUserId, workspace, platform } = press
  const { value, known } = await meanName(office, actor, { of: 'person', typed: name })
  const sure = known.find((each) => each.value === value) ?? (await findOnly(office, actor, name))
  if (!sure) {
    const buttons = known.slice(0, namesAtMost).map(
      ({ label }): Button => ({
        label,
        press: { do: 'answer', formKey: accountKey(press), field: personField, text: label },
      }),
    )
    const title = t(known.length > 0 ? 'chat.whichPerson' : 'chat.nobody', { name })
    return { ...say({ title, ...(buttons.length > 0 ? { buttons } : {}) }), isTaken: false }
  }
  await linkPerson(office, actor, { platform, workspace, platformUserId, personId: sure.value })
  return { ...say({ title: t('chat.linked', { name: sure.label }) }), isTaken: true }
}

/** The one that a part of a name, or an employee number, can only mean. */
async function findOnly(office: Office, actor: Actor, query: string): Promise<Option | undefined> {
  const [one, ...more] = await searchOptions(office, actor, { of: 'person', query, limit: 2 })
  return more.length === 0 ? one : undefined
}
