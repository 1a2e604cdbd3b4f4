import { findMember } from '../../wecom/corp/find-member.ts'
import type { ChatMessage, Corp, Member } from '../../wecom/corp/model.ts'
import type { LocalWecom } from '../../wecom/local-wecom.ts'
import { ControlError } from '../control-error.ts'
import { showMessage, type WecomMessage } from './show.ts'

/** The member's own chats with the app and with the smart bot; every other id is a group's. */
const APP_CHAT = 'app'
const BOT_CHAT = 'bot'

/** One line of a phone's list of conversations. */
export interface PhoneChat {
  id: string
  kind: 'app' | 'bot' | 'group'
  /** '' for the app and the bot: who shows them knows their names */
  title: string
  members: number
  hasRobot: boolean
  unread: number
  /** sandbox time, ISO; null while nothing was said */
  lastAt: string | null
  lastFrom: string
  lastWords: string
}

/** What each phone lists, by userid: the most recently used first, and the app above groups that are empty. */
export function showAllChats({ corp, bot }: LocalWecom): { [userid: string]: PhoneChat[] } {
  return Object.fromEntries(
    [...corp.members.values()].map((member) => [member.userid, chatsOf(corp, member, bot.live !== null)]),
  )
}

/** @param hasBot a program is connected as the smart bot */
function chatsOf(corp: Corp, { userid, visible }: Member, hasBot: boolean): PhoneChat[] {
  const groups = [...corp.groups.values()].filter(({ members }) => members.includes(userid))
  const chats = groups.map(
    ({ id, name, members, robotKey, messages }): PhoneChat => ({
      ...summary(corp, userid, id, messages),
      kind: 'group',
      title: name,
      members: members.length,
      hasRobot: robotKey !== null,
    }),
  )
  const withApp = summary(corp, userid, APP_CHAT, corp.chats.get(userid) ?? [])
  const app: PhoneChat = { ...withApp, kind: 'app', title: '', members: 2, hasRobot: false }
  const said = corp.botChats.get(userid) ?? []
  const withBot: PhoneChat = { ...app, ...summary(corp, userid, BOT_CHAT, said), kind: 'bot' }
  const own = [...(visible ? [app] : []), ...(hasBot || said.length > 0 ? [withBot] : [])]
  return [...own, ...chats].toSorted((a, b) => compareTimes(b.lastAt, a.lastAt))
}

function summary(corp: Corp, userid: string, id: string, messages: ChatMessage[]) {
  const last = messages.at(-1)
  const unseen = messages.slice(corp.reads.get(readKey(userid, id)) ?? 0)
  return {
    id,
    unread: unseen.filter(({ from }) => from !== userid).length,
    lastAt: last?.at ?? null,
    lastFrom: last?.from ?? '',
    lastWords: last ? showMessage(last).words.replaceAll(/\s+/g, ' ').slice(0, 80) : '',
  }
}

/** @throws ControlError no_such_chat for a group that the member is not in */
export function listMessages(wecom: LocalWecom, userid: string, chatId: string): WecomMessage[] {
  return findMessages(wecom.corp, userid, chatId).map(showMessage)
}

/** Notes that a member has seen all of a chat. */
export function markRead(wecom: LocalWecom, userid: string, chatId: string): void {
  const { length } = findMessages(wecom.corp, userid, chatId)
  if ((wecom.corp.reads.get(readKey(userid, chatId)) ?? 0) === length) return
  wecom.corp.reads.set(readKey(userid, chatId), length)
  wecom.changes.emit('wecom-read', { user: userid, channel: chatId })
}

function findMessages(corp: Corp, userid: string, chatId: string): ChatMessage[] {
  if (chatId === APP_CHAT && findMember(corp, userid)) return corp.chats.get(userid) ?? []
  if (chatId === BOT_CHAT && findMember(corp, userid)) return corp.botChats.get(userid) ?? []
  const group = corp.groups.get(chatId)
  if (group?.members.includes(userid)) return group.messages
  throw new ControlError(404, 'no_such_chat', `${userid} is in no chat ${chatId}`)
}

const readKey = (userid: string, chatId: string) => `${userid} ${chatId}`

const compareTimes = (one: string | null, other: string | null) => (one ?? '').localeCompare(other ?? '')
