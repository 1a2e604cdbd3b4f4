import type { JsonObject } from '../../world/json.ts'
import { stringOf } from '../../world/json.ts'
import type { Pressable } from '../corp/cards.ts'
import type { CardState, ChatMessage, Group } from '../corp/model.ts'
import type { CallbackOutcome } from '../delivery/send-callback.ts'
import type { LocalWecom } from '../local-wecom.ts'
import {
  type BotChat,
  type BotConnection,
  type BotRequest,
  makeRequestId,
  type RequestKind,
  showUserId,
} from './local-bot.ts'

/** Where a member meets the bot. */
export function chatOf(wecom: LocalWecom, userid: string, group: Group | undefined): BotChat {
  if (group) return { kind: 'group', chatId: group.id, group }
  return { kind: 'single', chatId: showUserId(wecom.bot, userid), userid }
}

/** A member writes to the bot; from then on it may write there unasked. @param content what stands below the type's name */
export function tellBotMessage(
  wecom: LocalWecom,
  userid: string,
  chat: BotChat,
  message: { msgid: string; msgtype: string; content: JsonObject },
): CallbackOutcome {
  const { msgid, msgtype, content } = message
  wecom.bot.spoken.add(chat.chatId)
  const body = { msgid, msgtype, [msgtype]: content }
  return tell(wecom, 'aibot_msg_callback', msgtype, 'message', userid, chat, body, null)
}

export function tellBotEvent(
  wecom: LocalWecom,
  userid: string,
  chat: BotChat,
  event: Exclude<RequestKind, 'message'>,
  about: JsonObject = {},
  card: BotRequest['card'] = null,
): CallbackOutcome {
  const body = {
    msgid: wecom.nextMsgId(),
    msgtype: 'event',
    event: { eventtype: event, ...(Object.keys(about).length > 0 ? { [event]: about } : {}) },
  }
  return tell(wecom, 'aibot_event_callback', event, event, userid, chat, body, card)
}

/** A press on one of the bot's cards (document 101027). */
export function tellBotPress(
  wecom: LocalWecom,
  userid: string,
  message: ChatMessage,
  state: CardState,
  pressed: Pressable,
): CallbackOutcome {
  const chosen = Object.entries(state.choices).map(([question_key, ids]) => ({
    question_key,
    option_ids: { option_id: ids },
  }))
  const about = {
    card_type: stringOf(state.card.card_type),
    event_key: pressed.key,
    task_id: state.taskId,
    ...(chosen.length > 0 ? { selected_items: { selected_item: chosen } } : {}),
  }
  const card = { msgid: message.msgid, taskId: state.taskId, userid }
  return tellBotEvent(wecom, userid, chatOf(wecom, userid, undefined), 'template_card_event', about, card)
}

/** To a connection that another one has taken the place of. */
export function tellGone(wecom: LocalWecom, connection: BotConnection): void {
  const event = { eventtype: 'disconnected_event' }
  deliver(wecom, connection, 'aibot_event_callback', 'disconnected_event', makeRequestId(), {
    msgid: wecom.nextMsgId(),
    create_time: wecom.nowSeconds(),
    aibotid: wecom.bot.account.id,
    msgtype: 'event',
    event,
  })
}

function tell(
  wecom: LocalWecom,
  cmd: string,
  event: string,
  kind: RequestKind,
  userid: string,
  chat: BotChat,
  about: JsonObject,
  card: BotRequest['card'],
): CallbackOutcome {
  const { bot } = wecom
  const body = {
    create_time: wecom.nowSeconds(),
    aibotid: bot.account.id,
    ...(chat.kind === 'group' ? { chatid: chat.chatId } : {}),
    chattype: chat.kind,
    from: { userid: showUserId(bot, userid) },
    ...about,
  }
  const fault = wecom.faults.takeBotCallback(event)
  const connection = bot.live
  // Whether the real one keeps what nobody is there to take is not documented: this one does not.
  if (!connection || fault?.effect === 'drop') return outcome(event, 0)
  const copies = fault?.effect === 'duplicate' ? fault.copies : 1
  for (let copy = 0; copy < copies; copy += 1) {
    const requestId = makeRequestId()
    const atMs = wecom.clock.elapsedMs()
    bot.requests.set(requestId, { kind, chat, atMs, connection, stream: null, isCardSent: false, card })
    deliver(wecom, connection, cmd, event, requestId, body)
  }
  return outcome(event, copies)
}

function deliver(
  wecom: LocalWecom,
  connection: BotConnection,
  cmd: string,
  event: string,
  requestId: string,
  body: JsonObject,
): void {
  const frame = { cmd, headers: { req_id: requestId }, body }
  const entry = wecom.traffic.begin({
    direction: 'out',
    kind: 'wecom_bot',
    method: event,
    url: '',
    transport: 'socket',
    request: { body },
  })
  if (!connection.isSilent) connection.socket.send(JSON.stringify(frame))
  entry.end({ ok: !connection.isSilent, error: connection.isSilent ? 'silent' : null })
}

/** Nothing of the protocol says whether the program has taken it. */
function outcome(event: string, attempts: number): CallbackOutcome {
  const error = attempts === 0 ? 'unreachable' : null
  return { event, attempts, httpStatus: null, error, reply: 'none', problem: null, ms: 0 }
}
