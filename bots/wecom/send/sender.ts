import type { Logger } from 'pino'
import type { OutgoingMessage, Receipt, Sender } from '../../../src/delivery/sender.ts'
import { PlatformRefused } from '../../../src/errors.ts'
import type { Card } from '../../../src/forms/card.ts'
import type { WecomClient } from '../client/wecom-client.ts'
import { platform } from '../desk.ts'
import { renderCard, renderInPlace } from '../render/render-card.ts'

/** The place of a message that may be changed once: behind the bar stands the code for it, gone once it is used. */
const placeOf = (msgId: string, code: string | undefined) => `${msgId}|${code ?? ''}`
const codeIn = ({ ts }: Receipt) => ts.slice(ts.indexOf('|') + 1)

/**
 * Sends what the outbox holds. WeCom cannot be asked whether a message arrived: the same one sent again within hours
 * arrives once, so it is simply sent again.
 */
export function createWecomSender(parts: { client: WecomClient; pagesUrl: string; log: Logger }): Sender {
  const { client, pagesUrl, log } = parts

  const post = async (userId: string, card: Card, key: string): Promise<Receipt> => {
    let receipt: Receipt = { channel: userId, ts: placeOf('', undefined) }
    for (const message of renderCard(card, { key, pagesUrl })) {
      const { msgId, responseCode } = await client.send(userId, message)
      receipt = { channel: userId, ts: placeOf(msgId, responseCode) }
    }
    return receipt
  }

  /**
   * A card can be changed once. After that one that is waited for is sent anew, and any other stays: a press on it
   * shows how things stand.
   */
  const edit = async (at: Receipt, card: Card, key: string): Promise<Receipt> => {
    const code = codeIn(at)
    const inPlace = renderInPlace(card, { key, pagesUrl })
    if (code !== '' && (await client.updateCard(at.channel, code, inPlace)))
      return { ...at, ts: placeOf(at.ts.slice(0, at.ts.indexOf('|')), undefined) }
    const isAwaited = (card.buttons ?? []).some((button) => 'press' in button)
    if (isAwaited) return post(at.channel, card, key)
    log.info({ dedupeKey: key }, 'a card could not be changed')
    return at
  }

  const sendPicture = async (userId: string, { name, png }: NonNullable<OutgoingMessage['picture']>) => {
    const mediaId = await client.uploadPicture(name, png)
    await client.send(userId, { msgtype: 'image', image: { media_id: mediaId } })
  }

  return {
    platform,
    send: async ({ to, card, dedupeKey, edit: at, picture }) => {
      if (at) return edit(at, card, dedupeKey)
      if (to.kind === 'channel') throw new PlatformRefused('no channel of this platform is connected')
      const receipt = await post(to.platformUserId, card, dedupeKey)
      if (picture) await sendPicture(to.platformUserId, picture)
      return receipt
    },
    findSent: async () => undefined,
  }
}
