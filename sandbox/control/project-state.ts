import type { AppConfig } from '../slack/app-config.ts'
import { compareTs } from '../slack/ids.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import { otherMember } from '../slack/workspace/conversations.ts'
import { repliesOf } from '../slack/workspace/messages.ts'
import { modalsOf } from '../slack/workspace/modals.ts'
import type {
  ChannelState,
  EphemeralMessage,
  ModalState,
  SlackMessage,
  SlackView,
  StateValues,
  UserState,
  Workspace,
} from '../slack/workspace/model.ts'

export interface Person extends Omit<UserState, 'updated'> {
  /** the team of the organisation the person belongs to */
  orgTeam: string | null
}

export interface Channel {
  id: string
  kind: 'public' | 'private' | 'dm'
  name: string
  topic: string
  members: string[]
  isArchived: boolean
  withUser?: string
  withBot: boolean
}

export interface Conversation extends Channel {
  unread: number
  lastTs: string | null
  lastText: string
  title: string
}

export type Message = SlackMessage & { channel: string; ephemeral: boolean; notice: boolean }

export type Modal = Pick<ModalState, 'viewId' | 'view' | 'values' | 'errors' | 'notice' | 'busy'>

export interface Home {
  view: SlackView
  values: StateValues
  openedAt: string | null
}

export interface AppInfo extends AppConfig {
  appId: string
  botUserId: string
  botId: string
}

export function showPerson(workspace: Workspace, user: UserState): Person {
  const { updated: _updated, ...person } = user
  return { ...person, orgTeam: findTeam(workspace, user.id) }
}

export function showApp(slack: LocalSlack): AppInfo {
  const { appId, userId, botId } = slack.workspace.bot
  return { appId, botUserId: userId, botId, ...slack.app }
}

export function showChannel(slack: LocalSlack, channel: ChannelState): Channel {
  const bot = slack.workspace.bot.userId
  const withBot = channel.members.has(bot)
  const human = channel.kind === 'dm' && withBot ? otherMember(channel, bot) : undefined
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    topic: channel.topic,
    members: [...channel.members],
    isArchived: channel.isArchived,
    withBot,
    ...(human ? { withUser: human } : {}),
  }
}

/** The conversations a person is in, the most recently used first. */
export function showConversations(slack: LocalSlack, user: string): Conversation[] {
  const own = [...slack.workspace.channels.values()].filter((channel) => channel.members.has(user))
  return own
    .map((channel) => showConversation(slack, channel, user))
    .sort((a, b) => compareTs(b.lastTs ?? '0', a.lastTs ?? '0'))
}

function showConversation(slack: LocalSlack, channel: ChannelState, user: string): Conversation {
  const seen = messagesSeenBy(slack, channel, user)
  const last = seen.at(-1)
  const readTs = channel.reads.get(user) ?? '0'
  const other = slack.workspace.users.get(otherMember(channel, user) ?? '')
  return {
    ...showChannel(slack, channel),
    unread: seen.filter((each) => each.user !== user && compareTs(each.ts, readTs) > 0).length,
    lastTs: last?.ts ?? null,
    lastText: last?.text ?? '',
    title: channel.kind === 'dm' ? (other?.real_name ?? '') : `#${channel.name}`,
  }
}

/** Messages of a conversation as one person sees them, oldest first; those of a thread when it is named. */
export function messagesSeenBy(
  _slack: LocalSlack,
  channel: ChannelState,
  user: string,
  threadTs?: string,
): Message[] {
  const isInThread = (message: SlackMessage) =>
    message.thread_ts !== undefined && message.thread_ts !== message.ts
  const stored = threadTs
    ? [...channel.messages.filter((each) => each.ts === threadTs), ...repliesOf(channel, threadTs)]
    : channel.messages.filter((each) => !isInThread(each) || each.subtype === 'thread_broadcast')
  const ephemerals = channel.ephemerals.filter(
    (each) => each.for === user && (threadTs ? each.thread_ts === threadTs : !isInThread(each)),
  )
  const all = [...stored, ...ephemerals].sort((a, b) => compareTs(a.ts, b.ts))
  return all.map((message) => showMessage(channel, message))
}

export function showMessage(channel: ChannelState, message: SlackMessage | EphemeralMessage): Message {
  const { for: owner, notice, ...plain } = { for: undefined, notice: false, ...message }
  return { ...structuredClone(plain), channel: channel.id, ephemeral: owner !== undefined, notice }
}

export function showModals(slack: LocalSlack, user: string): Modal[] {
  return modalsOf(slack, user).map(({ user: _user, ...modal }) => structuredClone(modal))
}

export function showHome(slack: LocalSlack, user: string): Home | null {
  const home = slack.workspace.homes.get(user)
  if (!home) return null
  const openedAt = slack.workspace.homesOpenedAt.get(user) ?? null
  return structuredClone({ view: home.view, values: home.values, openedAt })
}

function findTeam(workspace: Workspace, user: string): string | null {
  const queue = workspace.organisation ? [workspace.organisation] : []
  for (const node of queue) {
    if (node.lead === user || node.members.includes(user)) return node.name
    queue.push(...node.children)
  }
  return null
}
