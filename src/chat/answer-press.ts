import type { Actor } from '../access/actor.ts'
import type { Press, PressOf } from '../forms/card.ts'
import { parseFormKey } from '../forms/form.ts'
import { speak } from '../i18n/translate.ts'
import { type LinePress, type LinePressed, pressLine } from '../services/activity/press-line.ts'
import { requeueMessage } from '../services/delivery/requeue-message.ts'
import { decideDuty } from '../services/duties/deciding/decide-duty.ts'
import { keepQuestion } from '../services/questions.ts'
import { describeRecord } from '../services/records/describe-record.ts'
import { type Pressed, pressAction } from '../services/records/press-action.ts'
import { formCard, homeCard, linkCard } from './cards.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { beginForm, sendForm } from './form-dialogue.ts'

/** Does what a button means. A stale or second press changes nothing and shows how things stand. */
export async function answerPress(chat: Chat, actor: Actor, press: Press): Promise<Reply> {
  const { office, platform } = chat
  const t = speak(actor.language)
  switch (press.do) {
    case 'act': {
      const { recordId, revision, action } = press
      return follow(
        chat,
        actor,
        press,
        await pressAction(office, actor, { recordId, revision, action, platform }),
      )
    }
    case 'file': {
      const { type, periodKey } = press
      return beginForm(chat, actor, { kind: 'file', type, ...(periodKey === undefined ? {} : { periodKey }) })
    }
    case 'resume-draft':
      return say(await formCard(chat, actor, parseFormKey(press.formKey), t('chat.form')))
    case 'send-draft':
      return sendForm(chat, actor, press.formKey)
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
    case 'link-person':
      await keepQuestion(office, actor, platform, { about: press })
      return say({ title: t('chat.whoIsIt') })
    case 'requeue':
      await requeueMessage(office, actor, press)
      return say({ title: t('chat.requeued') })
    case 'page':
      return say(await homeCard(chat, actor, press))
  }
}

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
      const title = speak(actor.language)('chat.secure')
      return say(await linkCard(chat, actor, { purpose: 'fill', recordId, action }, title))
    }
    case 'stale':
      return {
        pressed: pressed.card,
        says: [{ title: speak(actor.language)('errors.invalidTransition') }],
      }
    case 'done':
      return { pressed: pressed.card, says: [] }
  }
}

async function decide(chat: Chat, actor: Actor, press: PressOf<'duty'>): Promise<Reply> {
  const { office, platform } = chat
  const { dutyId, decision } = press
  if (decision === 'excuse') {
    await keepQuestion(office, actor, platform, { about: press })
    return say({ title: speak(actor.language)('duties.excuseWhy') })
  }
  const card = await decideDuty(office, actor, { dutyId, decision, platform })
  return decision === 'show' ? say(card) : { pressed: card, says: [] }
}
