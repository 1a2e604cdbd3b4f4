import type { Actor } from '../access/actor.ts'
import type { PressOf } from '../forms/card.ts'
import { speak } from '../i18n/translate.ts'
import { decideDuty } from '../services/duties/deciding/decide-duty.ts'
import { searchOptions } from '../services/forms/search-options.ts'
import { linkPerson } from '../services/people/link-person.ts'
import { dropQuestion, findQuestion } from '../services/questions.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { continueForm, type Sureness } from './form-dialogue.ts'

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
  const about = question?.about
  if (about?.do === 'file' || about?.do === 'act')
    return continueForm(chat, actor, { ...question, about }, text, sureness)
  if (sureness === 'loose') return undefined
  if (about?.do !== 'duty' && about?.do !== 'link-person') return undefined
  const reply =
    about.do === 'duty' ? await excuse(chat, actor, about, text) : await link(chat, actor, about, text)
  if (reply.isTaken) await dropQuestion(office, actor, platform)
  return reply
}

type Taken = Reply & { isTaken: boolean }

async function excuse(
  { office, platform }: Chat,
  actor: Actor,
  { dutyId }: PressOf<'duty'>,
  reason: string,
): Promise<Taken> {
  const card = await decideDuty(office, actor, { dutyId, decision: 'excuse', reason, platform })
  return { ...say(card), isTaken: true }
}

async function link(
  { office }: Chat,
  actor: Actor,
  press: PressOf<'link-person'>,
  name: string,
): Promise<Taken> {
  const t = speak(actor.language)
  const { platformUserId, workspace, platform } = press
  const found = await searchOptions(office, actor, { of: 'person', query: name, limit: namesAtMost })
  const exact = found.filter(({ label }) => label === name)
  const [one, ...more] = exact.length > 0 ? exact : found
  if (!one || more.length > 0) {
    const names = found.map(({ label }) => label).join(t('chat.comma'))
    const title = one ? t('chat.whichOne', { names }) : t('chat.nobody', { name })
    return { ...say({ title }), isTaken: false }
  }
  await linkPerson(office, actor, { platform, workspace, platformUserId, personId: one.value })
  return { ...say({ title: t('chat.linked', { name: one.label }) }), isTaken: true }
}
