import type { LocalBot } from '../../wecom/aibot/local-bot.ts'
import { type Pressable, pressablesOf, type Question, questionsOf } from '../../wecom/corp/cards.ts'
import type { ChatMessage, Corp, Department, Group, Member } from '../../wecom/corp/model.ts'
import { readLinks, readWords } from '../../wecom/corp/read-words.ts'
import type { WecomFault } from '../../wecom/faults.ts'
import type { LocalWecom, WecomApp } from '../../wecom/local-wecom.ts'

/** A message as one member sees it. */
export interface WecomMessage extends Omit<ChatMessage, 'card'> {
  /** everything a reader sees, one line after the other */
  words: string
  /** every address in it, in reading order */
  links: string[]
  card: ShownCard | null
}

export interface ShownCard {
  taskId: string
  cardType: string
  /** the grey words where the buttons were; null while it can be answered */
  replacedBy: string | null
  /** it stands here in place of what was sent */
  isChanged: boolean
  pressables: Pressable[]
  questions: Question[]
  choices: { [questionKey: string]: string[] }
}

export interface WecomGroup extends Omit<Group, 'messages'> {
  /** what the app posts to, for a group with a robot */
  webhookUrl: string | null
}

export interface WecomState {
  seq: number
  corp: { id: string; name: string }
  app: WecomApp & { agentId: number }
  members: Member[]
  departments: Department[]
  groups: WecomGroup[]
  faults: WecomFault[]
  rateLimits: { enabled: boolean }
  /** the smart bot: whether a program is connected as it, how often one has subscribed, and who took it away */
  bot: { id: string; isConnected: boolean; subscribed: number; isForeign: boolean; hidesUserIds: boolean }
  /** whose phone opens OAuth pages */
  phone: string | null
  /** messages WeCom swallowed, by userid */
  dropped: { [userid: string]: number }
}

export function showWecom(wecom: LocalWecom): WecomState {
  const { corp, account } = wecom
  return {
    seq: wecom.changes.seq,
    corp: { id: account.corpId, name: corp.name },
    app: { ...wecom.app, agentId: account.agentId },
    members: [...corp.members.values()],
    departments: [...corp.departments.values()],
    groups: [...corp.groups.values()].map((group) => showGroup(wecom, group)),
    faults: wecom.faults.list(),
    rateLimits: { enabled: wecom.quotas.enabled },
    bot: showBot(wecom.bot),
    phone: wecom.phone,
    dropped: Object.fromEntries(corp.dropped),
  }
}

export function showBot({ account, live, subscribed, isForeign, hidesUserIds }: LocalBot): WecomState['bot'] {
  return { id: account.id, isConnected: live !== null, subscribed, isForeign, hidesUserIds }
}

export function showGroup(wecom: LocalWecom, { messages: _messages, ...group }: Group): WecomGroup {
  const webhookUrl = group.robotKey && `${wecom.baseUrl}/cgi-bin/webhook/send?key=${group.robotKey}`
  return { ...group, webhookUrl }
}

export function showMessage(message: ChatMessage): WecomMessage {
  const { card: state, ...about } = message
  const words = readWords(message)
  if (!state) return { ...about, words, links: readLinks(message.body), card: null }
  return {
    ...about,
    body: state.card,
    words,
    links: readLinks(state.card),
    card: {
      taskId: state.taskId,
      cardType: String(state.card.card_type),
      replacedBy: state.replacedBy,
      isChanged: state.card !== state.original,
      pressables: pressablesOf(state.card, state.replacedBy),
      questions: questionsOf(state.card),
      choices: state.choices,
    },
  }
}

/** A member's chat with the app or with the smart bot, oldest first. */
export function showChat(corp: Corp, userid: string, chats: 'chats' | 'botChats' = 'chats'): WecomMessage[] {
  return (corp[chats].get(userid) ?? []).map(showMessage)
}
