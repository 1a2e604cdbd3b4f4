import { randomUUID } from 'node:crypto'
import { type TemplateCard, WsCmd, type WsFrame } from '@wecom/aibot-node-sdk'
import { createPace, type Pace } from '../../../src/delivery/pace.ts'
import type { Message, Sent } from '../client/wecom-client.ts'
import { memberPace } from '../client/wecom-client.ts'
import { platform, type Speaker } from '../desk.ts'
import { hasLostPlace, isRequestGone, notConnected, toBotError } from './bot-error.ts'
import type { Connection } from './connection.ts'
import { readHandle } from './read-callback.ts'
import { writeMarkdown } from './write-markdown.ts'

export interface BotClient extends Speaker {
  /** The same, whose first message answers this request where that can still be. */
  answering(requestId: string): Speaker
  /** Words to a group that called, or to who came in: what cannot be said in time is not said. */
  say(requestId: string, text: string, how: 'answer' | 'welcome'): Promise<void>
  uploadPicture(name: string, png: Uint8Array): Promise<string>
}

/**
 * Speaks as the smart bot. It cannot be asked whether a message arrived, and the same one sent again arrives again: what
 * was not acknowledged in time may come twice, and is never lost.
 */
export function createBotClient(connection: Connection): BotClient {
  // Thirty a minute and a thousand an hour a conversation, as of the app; more is refused.
  const pace: Pace = createPace(memberPace)

  const run = async <T>(
    command: string,
    call: (client: Client) => Promise<T>,
    isPush = false,
  ): Promise<T> => {
    const { client } = connection
    if (!client) throw notConnected()
    try {
      return await call(client)
    } catch (rejected) {
      if (hasLostPlace(rejected)) connection.renew()
      throw toBotError(command, rejected, isPush)
    }
  }

  const push = async (userId: string, message: Message): Promise<Sent> => {
    await pace.wait(platform, userId)
    await run('aibot_send_msg', (client) => client.sendMessage(userId, toBody(message)), true)
    return { msgId: '' }
  }

  const updateCard: Speaker['updateCard'] = async (_, handle, card) => {
    const { requestId, taskId } = readHandle(handle)
    const changed = { ...card, task_id: taskId } as unknown as TemplateCard
    try {
      await run('aibot_respond_update_msg', (client) =>
        client.updateTemplateCard(frameOf(requestId), changed),
      )
      return true
    } catch {
      // Five seconds have passed, or the connection is another: it is sent anew.
      return false
    }
  }

  return {
    send: push,
    updateCard,
    answering: (requestId) => {
      let isOpen = true
      return {
        updateCard,
        send: async (userId, message) => {
          const { client } = connection
          if (!isOpen || !client || message.msgtype === 'image') return push(userId, message)
          isOpen = false
          await pace.wait(platform, userId)
          try {
            await client.reply(frameOf(requestId), toAnswer(message))
          } catch (rejected) {
            if (isRequestGone(rejected)) return push(userId, message)
            if (hasLostPlace(rejected)) connection.renew()
            throw toBotError('aibot_respond_msg', rejected)
          }
          return { msgId: '' }
        },
      }
    },
    say: async (requestId, text, how) => {
      const content = how === 'welcome' ? text : writeMarkdown(text)
      const body =
        how === 'welcome'
          ? { msgtype: 'text', text: { content } }
          : { msgtype: 'stream', stream: { id: randomUUID(), finish: true, content } }
      const command = how === 'welcome' ? WsCmd.RESPONSE_WELCOME : WsCmd.RESPONSE
      await run(command, (client) => client.reply(frameOf(requestId), body, command))
    },
    uploadPicture: async (filename, png) => {
      const upload = { type: 'image', filename } as const
      const { media_id } = await run('aibot_upload_media', (client) =>
        client.uploadMedia(Buffer.from(png), upload),
      )
      return media_id
    },
  }
}

type Client = NonNullable<Connection['client']>

const frameOf = (requestId: string): WsFrame => ({ headers: { req_id: requestId } })

/** Of one bot no task_id may come twice (101032), and a message may be sent twice: each time it is another. */
const withNewId = (card: Record<string, unknown>) =>
  ({ ...card, ...(card.task_id === undefined ? {} : { task_id: randomUUID() }) }) as unknown as TemplateCard

function toBody(message: Message) {
  switch (message.msgtype) {
    case 'text':
      return { msgtype: 'markdown', markdown: { content: writeMarkdown(message.text.content) } } as const
    case 'template_card':
      return { msgtype: 'template_card', template_card: withNewId(message.template_card) } as const
    case 'image':
      return { msgtype: 'image', image: message.image } as const
  }
}

/** As an answer words are a stream that ends at once. */
function toAnswer(message: Exclude<Message, { msgtype: 'image' }>) {
  if (message.msgtype === 'template_card') return toBody(message)
  const content = writeMarkdown(message.text.content)
  return { msgtype: 'stream', stream: { id: randomUUID(), finish: true, content } } as const
}
