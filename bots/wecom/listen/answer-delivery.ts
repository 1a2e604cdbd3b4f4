import type { Actor } from '../../../src/access/actor.ts'
import { answerPress } from '../../../src/chat/answer-press.ts'
import { answerText } from '../../../src/chat/answer-text.ts'
import { helpCard } from '../../../src/chat/cards.ts'
import { type Reply, say } from '../../../src/chat/chat.ts'
import type { Card } from '../../../src/forms/card.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import type { DeliveryContext } from '../../../src/receiving/keep-deliveries.ts'
import { isWorthRepeating, sayFailure } from '../../../src/services/say-failure.ts'
import { type Desk, getActor } from '../desk.ts'
import type { Incoming } from '../receive/incoming.ts'
import { readKey } from '../render/button-key.ts'
import { confirmCard, renderCard, renderInPlace } from '../render/render-card.ts'

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
  if (incoming.kind === 'contact-changed') return desk.members.forget(incoming.userId)
  const { userId } = incoming
  let language: Language = 'zh-CN'
  try {
    const actor = await getActor(desk, userId)
    language = actor.language
    if (incoming.kind === 'press' && (await askFirst(desk, actor, incoming))) return
    await give(desk, incoming, delivery, await answer(desk, actor, incoming, delivery))
  } catch (error) {
    const isRepeated = isWorthRepeating(error)
    if (!(isRepeated && delivery.isReplay)) {
      const title = sayFailure(error, language, delivery.id)
      await sendCard(desk, userId, { title }, `${delivery.id} failed`).catch((failure) =>
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
      return key === 'leave' ? say() : answerPress(chat, actor, key.press)
    }
    default:
      return say(helpCard(actor))
  }
}

/** A press that has to be meant is asked about first, by a card of its own; true when it was. */
async function askFirst(desk: Desk, { language }: Actor, { userId, key }: Press): Promise<boolean> {
  const read = readKey(key)
  if (read === 'leave' || read.confirm === undefined) return false
  const t = speak(language)
  const button = { label: t('chat.yes'), press: read.press }
  await desk.client.send(userId, {
    msgtype: 'template_card',
    template_card: confirmCard(read.confirm, button, t('chat.no')),
  })
  return true
}

/** The pressed card as it stands now, where WeCom lets it be changed, and what there is to say. */
async function give(
  desk: Desk,
  incoming: Incoming,
  { id }: DeliveryContext,
  { pressed, says }: Reply,
): Promise<void> {
  const { userId } = incoming
  if (pressed && incoming.kind === 'press') {
    const look = { key: `${id} pressed`, pagesUrl: desk.pagesUrl }
    const isChanged = await desk.client.updateCard(
      userId,
      incoming.responseCode,
      renderInPlace(pressed, look),
    )
    if (!isChanged) await sendCard(desk, userId, pressed, look.key)
  }
  for (const [at, card] of says.entries()) await sendCard(desk, userId, card, `${id} ${at}`)
}

async function sendCard(desk: Desk, userId: string, card: Card, key: string): Promise<void> {
  for (const message of renderCard(card, { key, pagesUrl: desk.pagesUrl }))
    await desk.client.send(userId, message)
}
