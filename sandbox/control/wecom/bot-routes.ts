import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { putContent } from '../../wecom/aibot/put-message.ts'
import { cutOff } from '../../wecom/aibot/socket.ts'
import { chatOf, tellBotEvent, tellBotMessage } from '../../wecom/aibot/tell-bot.ts'
import type { LocalWecom } from '../../wecom/local-wecom.ts'
import type { JsonObject } from '../../world/json.ts'
import { ControlError } from '../control-error.ts'
import { readBody } from '../read-request.ts'
import { patienceMs, waitUntil } from '../wait-until.ts'
import type { WecomActResult } from './act-routes.ts'
import { getChatMessage, getGroup, readMember } from './lookups.ts'
import { showBot, showChat, showMessage } from './show.ts'

const schemas = {
  message: z.strictObject({
    msgtype: z.enum(['text', 'voice', 'image', 'mixed', 'file', 'video']).default('text'),
    /** what was typed or said; of a picture or a file nothing is read */
    text: z.string().default(''),
    /** a group in which the bot is called by its name */
    group: z.string().optional(),
  }),
  feedback: z.strictObject({ msgid: z.string(), type: z.int().min(1).max(3).default(1) }),
  settings: z.strictObject({ hidesUserIds: z.boolean() }),
  connection: z.strictObject({ act: z.enum(['drop', 'silence', 'take-away', 'unsubscribe']) }),
  wait: z.strictObject({
    subscribedOver: z.int().default(0),
    isConnected: z.boolean().default(true),
    timeoutMs: z.int().positive().max(120_000).default(patienceMs),
  }),
}

export type BotMessageInput = z.input<typeof schemas.message>
export type BotConnectionAct = z.input<typeof schemas.connection>['act']

/** What a member does with the smart bot on a phone, and what may happen to its connection. */
export function registerWecomBotRoutes(app: FastifyInstance, wecom: LocalWecom): void {
  app.get('/bot/as/:user/messages', (request) => ({
    messages: showChat(wecom.corp, readMember(wecom, request).userid, 'botChats'),
  }))

  app.post('/bot/as/:user/message', (request): WecomActResult => {
    const { userid } = readMember(wecom, request)
    const given = readBody(request, schemas.message)
    const group = given.group === undefined ? undefined : getGroup(wecom.corp, given.group)
    const chat = chatOf(wecom, userid, group)
    const { msgtype } = given
    const typed = group ? `@Fieldpost ${given.text}` : given.text
    const msgid = wecom.nextMsgId()
    const content = contentOf(msgtype, typed)
    // On the phone a voice message is what was understood of it, and what is mixed is its words.
    const shown = typed === '' ? { msgtype, body: content } : { msgtype: 'text', body: { content: typed } }
    const message = putContent(wecom, chat, { msgid, from: userid, via: 'typed', ...shown })
    const callback = tellBotMessage(wecom, userid, chat, { msgid, msgtype, content })
    return { callback, openUrl: null, message: showMessage(message) }
  })

  app.post('/bot/as/:user/enter', (request): WecomActResult => {
    const { userid } = readMember(wecom, request)
    const chat = chatOf(wecom, userid, undefined)
    return { callback: tellBotEvent(wecom, userid, chat, 'enter_chat'), openUrl: null }
  })

  app.post('/bot/as/:user/feedback', (request): WecomActResult => {
    const { userid } = readMember(wecom, request)
    const { msgid, type } = readBody(request, schemas.feedback)
    const { body } = getChatMessage(wecom.corp, userid, msgid)
    const chat = chatOf(wecom, userid, undefined)
    const about = { id: String(body.id ?? msgid), type }
    return { callback: tellBotEvent(wecom, userid, chat, 'feedback_event', about), openUrl: null }
  })

  app.put('/bot', (request) => {
    wecom.bot.hidesUserIds = readBody(request, schemas.settings).hidesUserIds
    return { bot: showBot(wecom.bot) }
  })

  app.post('/bot/connection', (request) => {
    const { act } = readBody(request, schemas.connection)
    const { live } = wecom.bot
    if (!live) throw new ControlError(409, 'not_connected', 'no program is connected as the bot')
    switch (act) {
      case 'drop':
        live.socket.terminate()
        break
      case 'silence':
        live.isSilent = true
        break
      case 'unsubscribe':
        // As has been met in earnest: heartbeats are answered, nothing else is.
        wecom.bot.live = null
        break
      case 'take-away':
        wecom.bot.live = null
        wecom.bot.isForeign = true
        cutOff(wecom, live)
        break
    }
    wecom.changes.emit('wecom-bot')
    return { bot: showBot(wecom.bot) }
  })

  app.post('/bot/wait', async (request) => {
    const { subscribedOver, isConnected, timeoutMs } = readBody(request, schemas.wait)
    const look = () => {
      const bot = showBot(wecom.bot)
      const met = bot.subscribed > subscribedOver && bot.isConnected === isConnected
      return met ? { met, value: bot } : { met: false as const, lastSeen: bot }
    }
    const result = await waitUntil(wecom.changes, look, timeoutMs)
    if (result.met) return { bot: result.value }
    throw new ControlError(408, 'timed_out', 'waited in vain for the bot', { lastSeen: result.lastSeen })
  })
}

function contentOf(msgtype: string, text: string): JsonObject {
  const picture = { url: 'https://example.invalid/encrypted', aeskey: Buffer.alloc(32, 7).toString('base64') }
  switch (msgtype) {
    case 'text':
    case 'voice':
      return { content: text }
    case 'mixed':
      return {
        msg_item: [
          { msgtype: 'text', text: { content: text } },
          { msgtype: 'image', image: picture },
        ],
      }
    default:
      return picture
  }
}
