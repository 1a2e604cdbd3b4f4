import { randomBytes } from 'node:crypto'
import type { JsonObject } from '../../world/json.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { defaultChoices } from './cards.ts'
import type { CardState, ChatMessage, Corp, Group } from './model.ts'

export function makeOpaqueId(): string {
  return randomBytes(24).toString('base64url')
}

/** A message's content apart from where it lies. */
export interface Content {
  msgid: string
  from: string
  via: ChatMessage['via']
  msgtype: string
  body: JsonObject
}

/** Puts a message into a member's chat, with the app unless told. */
export function putIntoChat(
  wecom: LocalWecom,
  userid: string,
  content: Content,
  chats = wecom.corp.chats,
): ChatMessage {
  const chat = chats.get(userid) ?? []
  chats.set(userid, chat)
  const message = stamp(wecom, content, { user: userid })
  chat.push(message)
  return message
}

/** A message on a member's phone, whether the app's chat or the bot's holds it. */
export function findInChats(corp: Corp, userid: string, msgid: string): ChatMessage | undefined {
  return [corp.chats, corp.botChats]
    .flatMap((chats) => chats.get(userid) ?? [])
    .find((each) => each.msgid === msgid)
}

export function putIntoGroup(wecom: LocalWecom, group: Group, content: Content): ChatMessage {
  const message = stamp(wecom, content, { channel: group.id })
  group.messages.push(message)
  return message
}

/** Notes that a message has changed, for whoever waits for it. */
export function touchMessage(wecom: LocalWecom, userid: string, message: ChatMessage): void {
  message.seq = wecom.changes.emit('wecom-message', { user: userid, id: message.msgid }).seq
}

function stamp(
  wecom: LocalWecom,
  content: Content,
  where: { user: string } | { channel: string },
): ChatMessage {
  const { seq } = wecom.changes.emit('wecom-message', { ...where, id: content.msgid })
  const at = new Date(wecom.clock.nowMs()).toISOString()
  return { ...content, at, seq, card: content.msgtype === 'template_card' ? openCard(content.body) : null }
}

function openCard(body: JsonObject): CardState {
  const taskId = typeof body.task_id === 'string' ? body.task_id : ''
  return { taskId, card: body, original: body, replacedBy: null, choices: defaultChoices(body) }
}
