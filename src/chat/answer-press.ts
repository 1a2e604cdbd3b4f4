import type { Actor } from '../access/actor.ts'
import type { Press, PressOf } from '../forms/card.ts'
import { parseFormKey } from '../forms/form.ts'
import { pressesOf } from '../forms/plain-card.ts'
import { speak } from '../i18n/translate.ts'
import { type LinePress, type LinePressed, pressLine } from '../services/activity/press-line.ts'
import { requeueMessage } from '../services/delivery/requeue-message.ts'
import { decideDuty } from '../services/duties/deciding/decide-duty.ts'
import { isExcusable } from '../services/duties/deciding/is-excusable.ts'
import { findLinked } from '../services/people/find-linked.ts'
import { linkNamesakes } from '../services/people/link-namesakes.ts'
import { keepQuestion } from '../services/questions.ts'
import { describeRecord } from '../services/records/describe-record.ts'
import { isPressable } from '../services/records/is-pressable.ts'
import { type Pressed, pressAction } from '../services/records/press-action.ts'
import { choosePerson } from './answer-question.ts'
import { beginForm } from './begin-form.ts'
import { formCard, homeCard, linkCard } from './cards.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { chooseAnswer } from './continue-form.ts'
import { sendForm } from './form-sending.ts'
import { wantedOf } from './form-wanted.ts'

/**
 * Does what a button means. A stale or second press changes nothing and shows how things stand.
 * @param how `isApart`: typed, or confirmed on a card of its own, so that the card it is about shows nothing of it yet
 */
export async function answerPress(
  chat: Chat,
  actor: Actor,
  press: Press,
  { isApart = false }: { isApart?: boolean | undefined } = {},
): Promise<Reply> {
  const { office, platform } = chat
  const t = speak(actor.language)
  switch (press.do) {
    case 'act': {
      const { recordId, revision, action } = press
      return follow(
        chat,
        actor,
        press,
        await pressAction(office, actor, { recordId, revision, action, platform, isApart }),
      )
    }
    case 'file':
      return beginForm(chat, actor, wantedOf(press))
    case 'resume-draft':
      return beginForm(chat, actor, parseFormKey(press.formKey))
    case 'on-page':
      return say(await formCard(chat, actor, parseFormKey(press.formKey), t('chat.form')))
    case 'answer':
      return (await choosePerson(chat, actor, press)) ?? chooseAnswer(chat, actor, press)
    case 'send-draft':
      return sendForm(chat, actor, press)
    case 'show':
      return say(await describeRecord(office, actor, press))
    case 'confirm-line':
    case 'correct-line':
    case 'discard-line':
    case 'answer-line':
      return follow(chat, actor, press, await pressLine(office, actor, press, platform))
    case 'duty':
      return decide(chat, actor, press)
    case 'reveal': {
      const { recordId, purpose, action } = press
      const aim =
        purpose === 'fill' && action !== undefined
          ? ({ purpose, recordId, action } as const)
          : ({ purpose: 'reveal', recordId } as const)
      return say(await linkCard(chat, actor, aim, t('chat.secure')))
    }
    case 'link-person': {
      // Linked meanwhile with all the others, perhaps; a wrong link can still be put right.
      const name = await findLinked(office, actor, press)
      await keepQuestion(office, actor, platform, { about: press })
      return say({ title: name === undefined ? t('chat.whoIsIt') : t('chat.isLinked', { name }) })
    }
    case 'link-namesakes':
      return { pressed: await linkNamesakes(office, actor, press), says: [] }
    case 'requeue':
      await requeueMessage(office, actor, press)
      return say({ title: t('chat.requeued') })
    case 'page':
      return say(await homeCard(chat, actor, press))
  }
}

/** Whether a press that has to be meant is worth asking about; false where doing it changes nothing and says why. */
export const isWorthAsking = ({ office }: Chat, actor: Actor, press: Press): Promise<boolean> =>
  press.do === 'act' ? isPressable(office, actor, press) : Promise.resolve(true)

async function follow(
  chat: Chat,
  actor: Actor,
  press: PressOf<'act'> | LinePress,
  pressed: Pressed | LinePressed,
): Promise<Reply> {
  switch (pressed.kind) {
    case 'ask':
      return beginForm(chat, actor, pressed.form.purpose)
    case 'secure': {
      const { recordId, action } = press as PressOf<'act'>
      const t = speak(actor.language)
      const card = await linkCard(
        chat,
        actor,
        { purpose: 'fill', recordId, action },
        `${pressed.action} ${pressed.number}`,
      )
      return say({ ...card, sections: [{ text: t('chat.secureAct', { action: pressed.action }) }] })
    }
    case 'stale':
      return {
        pressed: pressed.card,
        // What can still be pressed is needed anew; else the line says it all.
        unlessShown: pressesOf(pressed.card).length > 0 ? [pressed.card] : [],
        says: [{ title: pressed.why }],
      }
    case 'done':
      return 'outcome' in pressed
        ? { pressed: pressed.card, unlessShown: [pressed.outcome], says: [] }
        : { pressed: pressed.card, says: [] }
  }
}

async function decide(chat: Chat, actor: Actor, press: PressOf<'duty'>): Promise<Reply> {
  const { office, platform } = chat
  const { dutyId, decision } = press
  if (decision === 'excuse') {
    const { title, ...shown } = await decideDuty(office, actor, { dutyId, decision: 'show', platform })
    if (isExcusable({ title, ...shown })) {
      await keepQuestion(office, actor, platform, { about: press })
      return say({ title, sections: [{ text: speak(actor.language)('duties.excuseWhy') }] })
    }
  }
  const card = await decideDuty(office, actor, { dutyId, decision, platform })
  return decision === 'show' ? say(card) : { pressed: card, says: [] }
}
