import { type Content, makeOpaqueId, putIntoChat, putIntoGroup, touchMessage } from '../corp/chats.ts'
import type { ChatMessage } from '../corp/model.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'
import type { BotMessage } from './check-body.ts'
import type { BotChat } from './local-bot.ts'

/** Shows a message of the bot in a conversation. @throws WecomError 45009 past 30 a minute or 1,000 an hour, 40058 for a task_id used before */
export function putByBot(
  wecom: LocalWecom,
  chat: BotChat,
  { msgtype, body }: BotMessage,
  via: 'send' | 'reply',
): ChatMessage {
  const taskId = typeof body.task_id === 'string' ? body.task_id : ''
  // Document 101032: of one bot, no task_id twice.
  if (taskId && wecom.corp.taskIds.has(`bot ${taskId}`)) {
    throw new WecomError(40058, `template_card.task_id ${taskId} was used before`)
  }
  if (!wecom.quotas.takeForConversation(chat.chatId)) throw new WecomError(45009)
  if (taskId) wecom.corp.taskIds.add(`bot ${taskId}`)
  return putContent(wecom, chat, { msgid: makeOpaqueId(), from: 'bot', via, msgtype, body })
}

export function putContent(wecom: LocalWecom, chat: BotChat, content: Content): ChatMessage {
  if (chat.kind === 'group') return putIntoGroup(wecom, chat.group, content)
  return putIntoChat(wecom, chat.userid, content, wecom.corp.botChats)
}

/** A stream's content is cumulative: what comes later takes the place of what came before. */
export function rewriteStream(
  wecom: LocalWecom,
  chat: BotChat,
  msgid: string,
  body: BotMessage['body'],
): void {
  const messages = chat.kind === 'group' ? chat.group.messages : (wecom.corp.botChats.get(chat.userid) ?? [])
  const message = messages.find((each) => each.msgid === msgid)
  if (!message) return
  message.body = body
  touchMessage(wecom, chat.kind === 'group' ? chat.chatId : chat.userid, message)
}
