import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { OutgoingMessage, Receipt, Sender } from '../../../src/delivery/sender.ts'
import { withNews } from '../../../src/forms/card.ts'
import type { Message, Sent, WecomClient } from '../client/wecom-client.ts'
import { ParameterRefused } from '../client/wecom-error.ts'
import { platform } from '../desk.ts'
import { renderCard } from '../render/render-card.ts'
import { type ChangeParts, changeMessage } from './change-message.ts'
import { roundOf } from './round-of.ts'
import { type StandingCard, writePlace } from './standing-cards.ts'

type Picture = NonNullable<OutgoingMessage['picture']>

/** As often as delivery tries: a card that is refused under so many ids is refused for something else. */
const mostIds = 12

const nextId = (taskId: string) => createHash('sha256').update(taskId).digest('hex')

/**
 * Sends what the outbox holds. WeCom cannot be asked whether a message arrived: the same one sent again within hours
 * arrives once, so it is simply sent again.
 */
export function createWecomSender(parts: {
  client: ChangeParts['client'] & Pick<WecomClient, 'send' | 'uploadPicture'>
  postToChannel: (message: OutgoingMessage) => Promise<Receipt>
  pagesUrl: string
  log: Logger
}): Sender {
  const { client, postToChannel, pagesUrl, log } = parts

  /**
   * A card whose receipt was lost longer ago than WeCom looks back for the same message is refused: no task id may come
   * twice (101032; which code it is refused with is not documented). It comes anew, for nobody could change the old one,
   * under an id that follows from the first: should that receipt be lost as well, WeCom knows it for the same again.
   */
  const sendPiece = async (
    userId: string,
    message: Message,
    round: number,
    tries = mostIds,
  ): Promise<Sent> => {
    try {
      return await client.send(userId, message, round)
    } catch (error) {
      if (message.msgtype !== 'template_card' || !(error instanceof ParameterRefused) || tries === 1)
        throw error
      const card = { ...message.template_card, task_id: nextId(String(message.template_card.task_id)) }
      return sendPiece(userId, { ...message, template_card: card }, round, tries - 1)
    }
  }

  const post = async (userId: string, { card, dedupeKey: key, round = 0 }: OutgoingMessage) => {
    const cards: StandingCard[] = []
    for (const [piece, message] of renderCard(card, { key, pagesUrl }).entries()) {
      const sent = await sendPiece(userId, message, roundOf(key, piece) + round)
      if (message.msgtype === 'template_card')
        cards.push({ msgId: sent.msgId, code: sent.responseCode ?? '' })
    }
    return writePlace(userId, cards)
  }

  const sendPicture = async (userId: string, { name, png }: Picture, round?: number) => {
    const mediaId = await client.uploadPicture(name, png)
    await client.send(userId, { msgtype: 'image', image: { media_id: mediaId } }, round)
  }

  return {
    platform,
    send: async (message) => {
      const { to, dedupeKey, edit: at, picture, round } = message
      if (to.kind === 'channel') {
        // What stands in a group stays as it was: who wants to know how things are now asks, and a second digest or a
        // line that counts down would only be noise.
        if (!at) return postToChannel(message)
        log.info({ dedupeKey }, 'what stands in a group is not changed')
        return at
      }
      if (at) {
        const sendAnew = () => post(to.platformUserId, { ...message, card: withNews(message.card) })
        return changeMessage({ client, pagesUrl, log, sendAnew }, at, message)
      }
      const receipt = await post(to.platformUserId, message)
      if (picture) await sendPicture(to.platformUserId, picture, round)
      return receipt
    },
    findSent: async () => undefined,
  }
}
