import type { Logger } from 'pino'
import type { OutgoingMessage, Receipt, Sender } from '../../../src/delivery/sender.ts'
import { PlatformRefused } from '../../../src/errors.ts'
import type { Clients } from '../clients.ts'
import { renderCard } from '../render/render-card.ts'
import type { Channels } from './channels.ts'
import { findSentMessage } from './find-sent.ts'
import { calling } from './slack-error.ts'
import { uploadPicture } from './upload-picture.ts'

/** The type of our messages' metadata; its payload is the key. Every member can read it: no secrets. */
const metadataType = 'fieldpost_delivery'

/** Slack makes an upload ready a while after it is complete; a message naming it before that is refused. */
const pictureWaitsMs = [250, 500, 1000, 2000, 4000]

/** Sends what the outbox holds. A write is never repeated here: delivery looks first whether it was done. */
export function createSlackSender(parts: { clients: Clients; channels: Channels; log: Logger }): Sender {
  const { clients, channels, log } = parts
  const { bulk } = clients

  const post = async (
    message: OutgoingMessage,
    channel: string,
    fileId: string | undefined,
  ): Promise<Receipt> => {
    const look = { language: message.language, ...(fileId ? { fileId } : {}) }
    const metadata = { event_type: metadataType, event_payload: { key: message.dedupeKey } }
    const content = { ...renderCard(message.card, look), metadata }
    if (message.edit) {
      await calling(bulk.chat.update({ channel: message.edit.channel, ts: message.edit.ts, ...content }))
      return message.edit
    }
    const thread = message.replyTo ? { thread_ts: message.replyTo.ts } : {}
    const sent = await calling(
      bulk.chat.postMessage({ channel, ...content, ...thread, unfurl_links: false, unfurl_media: false }),
    )
    if (!sent.channel || !sent.ts) throw new PlatformRefused('no_receipt')
    return { channel: sent.channel, ts: sent.ts }
  }

  return {
    platform: 'slack',
    send: async (message) => {
      const channel =
        message.edit?.channel ?? message.replyTo?.channel ?? (await channels.resolve(message.to))
      if (!message.picture) return post(message, channel, undefined)
      const fileId = await uploadPicture(clients.bulk, message.picture, message.card.picture?.alt)
      for (const waitMs of [...pictureWaitsMs, undefined]) {
        try {
          return await post(message, channel, fileId)
        } catch (error) {
          const isNotReady = error instanceof PlatformRefused && error.reason === 'invalid_blocks'
          if (!isNotReady) throw error
          if (waitMs === undefined) break
          await new Promise((resolve) => setTimeout(resolve, waitMs))
        }
      }
      // The words are worth more than the picture; its description stands in `text`.
      log.warn({ dedupeKey: message.dedupeKey }, 'a picture was refused, its card is sent without')
      return post(message, channel, undefined)
    },
    findSent: async (to, dedupeKey, since) =>
      findSentMessage(clients.reads, await channels.resolve(to), dedupeKey, since),
  }
}
