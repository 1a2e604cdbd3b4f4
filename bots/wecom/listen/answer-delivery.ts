import type { Actor } from '../../../src/access/actor.ts'
import { answerPress, isWorthAsking } from '../../../src/chat/answer-press.ts'
import { answerText } from '../../../src/chat/answer-text.ts'
import { helpCard } from '../../../src/chat/cards.ts'
import { type Reply, say } from '../../../src/chat/chat.ts'
import { toPlainReply } from '../../../src/chat/plain-reply.ts'
import type { Card } from '../../../src/forms/card.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import type { DeliveryContext } from '../../../src/receiving/keep-deliveries.ts'
import { isWorthRepeating, sayFailure } from '../../../src/services/say-failure.ts'
import type { Message } from '../client/wecom-client.ts'
import { ParameterRefused } from '../client/wecom-error.ts'
import { type Desk, getActor } from '../desk.ts'
import type { Incoming } from '../receive/incoming.ts'
import { readKey } from '../render/button-key.ts'
import { confirmCard } from '../render/confirm-card.ts'
import { renderCard, renderInPlace, toMessage } from '../render/render-card.ts'
import { roundOf } from '../send/round-of.ts'
import { followContact } from './follow-contact.ts'

type Press = Extract<Incoming, { kind: 'press' }>

/**
 * Serves one delivery for whoever sent it. What goes wrong is told; what may succeed later is thrown as well, so that
 * the inbox keeps the delivery, and told only the first time.
 */
export async function answerDelivery(
  desk: Desk,
  incoming: Incoming,
  delivery: DeliveryContext,
): Promise<void> {
  if (incoming.kind === 'member-changed' || incoming.kind === 'member-gone')
    return followContact(desk, incoming)
  const { userId } = incoming
  const talk = { desk, userId, isReplay: delivery.isReplay }
  let language: Language = 'zh-CN'
  try {
    const actor = await getActor(desk, userId)
    language = actor.language
    if (incoming.kind === 'press' && (await askFirst(desk, actor, incoming))) return
    const reply = await answer(desk, actor, incoming, delivery)
    const shown = actor.isPlain ? await toPlainReply(desk.chat, actor, reply) : reply
    await give(talk, incoming, delivery, shown, language)
  } catch (error) {
    const isRepeated = isWorthRepeating(error)
    if (!(isRepeated && delivery.isReplay)) {
      const title = sayFailure(error, language, delivery.id)
      await sendCard(talk, { title }, `${delivery.id} failed`).catch((failure) =>
        desk.log.warn({ err: failure, userId }, 'a failure could not be told'),
      )
    }
    if (isRepeated) throw error
    desk.log.info({ deliveryId: delivery.id, err: error }, 'refused')
  }
}

async function answer(
  { chat }: Desk,
  actor: Actor,
  incoming: Incoming,
  { id: deliveryId }: DeliveryContext,
): Promise<Reply> {
  switch (incoming.kind) {
    case 'text':
      return answerText(chat, actor, { text: incoming.text, deliveryId })
    case 'menu':
      return answerText(chat, actor, { text: incoming.key, deliveryId })
    case 'identity':
      return say({ title: speak(actor.language)('lines.holdsIdentity') })
    case 'press': {
      const key = readKey(incoming.key)
      if (key === 'leave') return { pressed: { title: speak(actor.language)('chat.left') }, says: [] }
      return answerPress(chat, actor, key.press, { isApart: key.askedOn === '' })
    }
    case 'other':
      return say({ title: speak(actor.language)('wecom.wordsOnly') })
    default:
      return say(helpCard(actor))
  }
}

/** A press that has to be meant and can be is asked about first, by a card of its own; true when it was. */
async function askFirst(desk: Desk, actor: Actor, { userId, key, responseCode }: Press): Promise<boolean> {
  const read = readKey(key)
  if (read === 'leave' || read.confirm === undefined) return false
  if (!(await isWorthAsking(desk.chat, actor, read.press))) return false
  const t = speak(actor.language)
  const button = { label: t('chat.yes'), press: read.press }
  await desk.client.send(userId, {
    msgtype: 'template_card',
    template_card: confirmCard(read.confirm, button, t('chat.no'), responseCode),
  })
  return true
}

/** Whom we answer, and whether a process before us may have answered already. */
interface Talk {
  desk: Desk
  userId: string
  isReplay: boolean
}

async function give(
  talk: Talk,
  incoming: Incoming,
  { id }: DeliveryContext,
  { pressed, unlessShown, says }: Reply,
  language: Language,
): Promise<void> {
  const { desk } = talk
  const { kind } = incoming
  if (kind === 'press' && pressed) await showPressed(talk, incoming, `${id} pressed`, pressed, unlessShown)
  // What is told by the outbox comes from the app where there is one; nobody should wait for it here.
  const isInApp = desk.pushesByApp && kind !== 'press' && says.length === 0
  await sayAll(talk, isInApp ? [{ title: speak(language)('wecom.inApp') }] : says, id)
}

/** Shows on the pressed card how things stand now, and says it where that cannot be. */
async function showPressed(
  talk: Talk,
  { key: pressedKey, responseCode }: Press,
  key: string,
  pressed: Card,
  unlessShown?: readonly Card[],
): Promise<void> {
  const { desk, userId } = talk
  const look = { key, pagesUrl: desk.pagesUrl }
  const read = readKey(pressedKey)
  const askedOn = read === 'leave' ? undefined : read.askedOn
  if (askedOn) await desk.client.updateCard(userId, askedOn, renderInPlace(pressed, look).cards[0])
  // A card that asked whether it was meant says what came of it, not the record a second time.
  const outcome = askedOn === undefined ? undefined : unlessShown?.[0]
  const { cards, words } = renderInPlace(outcome ?? pressed, look)
  const [first, ...more] = cards
  const isChanged = await desk.client.updateCard(userId, responseCode, first)
  if (!isChanged) return sayAll(talk, unlessShown ?? [pressed], key)
  // What was decided is known to whoever decided it: the card alone says what came of it.
  if (!unlessShown) await sendAll(talk, [...words, ...more.map(toMessage)], key)
}

async function sayAll(talk: Talk, cards: readonly Card[], key: string): Promise<void> {
  for (const [at, card] of cards.entries()) await sendCard(talk, card, `${key} ${at}`)
}

async function sendCard(talk: Talk, card: Card, key: string): Promise<void> {
  await sendAll(talk, renderCard(card, { key, pagesUrl: talk.desk.pagesUrl }), key)
}

async function sendAll(
  { desk, userId, isReplay }: Talk,
  messages: readonly Message[],
  key: string,
): Promise<void> {
  for (const [piece, message] of messages.entries())
    await desk.client.send(userId, message, roundOf(key, piece)).catch((error: unknown) => {
      // A card whose id has been used stands there, or a change of it does.
      const stands = isReplay && message.msgtype === 'template_card' && error instanceof ParameterRefused
      if (!stands) throw error
    })
}
