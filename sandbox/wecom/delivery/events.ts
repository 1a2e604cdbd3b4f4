import { stringOf } from '../../world/json.ts'
import type { Pressable } from '../corp/cards.ts'
import type { CardState, ChatMessage, Member } from '../corp/model.ts'
import { issueResponseCode } from '../corp/response-codes.ts'
import type { LocalWecom } from '../local-wecom.ts'
import type { XmlFields } from '../xml.ts'
import { type Callback, type CallbackOutcome, sendCallback } from './send-callback.ts'

/** A member types into the chat with the app. */
export function tellText(
  wecom: LocalWecom,
  userid: string,
  msgId: string,
  content: string,
): Promise<CallbackOutcome> {
  const fields = { MsgType: 'text', Content: content, MsgId: BigInt(msgId), AgentID: wecom.account.agentId }
  return sendCallback(wecom, { event: 'text', userid, fields })
}

/** @param more what the event has besides its name and key, such as the fields of a card */
export function tellEvent(
  wecom: LocalWecom,
  userid: string,
  event: string,
  eventKey: string,
  more: XmlFields = {},
  card?: Callback['card'],
): Promise<CallbackOutcome> {
  const fields = {
    MsgType: 'event',
    Event: event,
    EventKey: eventKey,
    ...more,
    AgentID: wecom.account.agentId,
  }
  return sendCallback(wecom, { event, userid, fields, ...(card ? { card } : {}) })
}

/** A press on a card; every one brings a new response_code that works once. */
export function tellCardPress(
  wecom: LocalWecom,
  userid: string,
  message: ChatMessage,
  state: CardState,
  pressed: Pressable,
): Promise<CallbackOutcome> {
  const responseCode = issueResponseCode(wecom, message.msgid)
  const about: XmlFields = {
    TaskId: state.taskId,
    CardType: stringOf(state.card.card_type),
    ResponseCode: responseCode,
  }
  const card = { msgid: message.msgid, responseCode }
  if (pressed.kind === 'menu') {
    return tellEvent(wecom, userid, 'template_card_menu_event', pressed.key, about, card)
  }
  const chosen = Object.entries(state.choices).map(([key, ids]) => ({
    QuestionKey: key,
    OptionIds: { OptionId: ids },
  }))
  const selected: XmlFields = chosen.length > 0 ? { SelectedItems: { SelectedItem: chosen } } : {}
  return tellEvent(wecom, userid, 'template_card_event', pressed.key, { ...about, ...selected }, card)
}

/** Something changed in the directory; names and departments are all that is told. */
export function tellContactChange(
  wecom: LocalWecom,
  changeType: 'create_user' | 'update_user' | 'delete_user',
  member: Member,
): Promise<CallbackOutcome> {
  const about: XmlFields =
    changeType === 'delete_user' ? {} : { Name: member.name, Department: member.departments.join(',') }
  const fields = {
    MsgType: 'event',
    Event: 'change_contact',
    ChangeType: changeType,
    UserID: member.userid,
    ...about,
  }
  return sendCallback(wecom, { event: 'change_contact', userid: 'sys', fields })
}
