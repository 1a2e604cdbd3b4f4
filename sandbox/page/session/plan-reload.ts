import type { Change, Channel, Conversation } from '../control/control-shapes.ts'
import { APP_CHAT, BOT_CHAT, type PaneView, type SlackView } from './layout.ts'

/** A part of the page's picture of the workspace that can be read again on its own. */
export type Part =
  | { of: 'state' | 'traffic' | 'everything' | 'wecom' | 'chats' }
  | { of: 'conversations' | 'modals' | 'home'; user: string }
  | { of: 'messages'; user: string; channel: string; threadTs: string | null }
  | { of: 'phone-messages'; user: string; chat: string }
  | { of: 'web-page'; user: string }

/** The channel a pane shows; null for Home and for a DM that nobody has opened yet. */
export function channelOf(pane: SlackView, conversations: Conversation[] | undefined): string | null {
  if (pane.place.kind === 'channel') return pane.place.channelId
  if (pane.place.kind === 'home') return null
  return conversations?.find((each) => each.kind === 'dm' && each.withBot)?.id ?? null
}

interface Shown {
  panes: PaneView[]
  conversations: Record<string, Conversation[]>
  channels: Channel[]
  humans: string[]
}

/** What must be read again after a change, given what is on the screen. */
export function planReload(change: Change, shown: Shown): Part[] {
  switch (change.kind) {
    case 'traffic':
      return [{ of: 'traffic' }]
    case 'message':
    case 'message-changed':
    case 'message-deleted':
    case 'ephemeral':
      return [...conversationsTouched(change, shown), ...messagesShown(change, shown)]
    case 'read':
      return conversationsTouched(change, shown)
    case 'modal':
    case 'home':
      return change.user === undefined
        ? []
        : [{ of: change.kind === 'modal' ? 'modals' : 'home', user: change.user }]
    case 'wecom-message':
      return [{ of: 'chats' }, ...phoneMessagesShown(change, shown)]
    case 'wecom-read':
    case 'wecom-bot':
      return [{ of: 'chats' }]
    case 'wecom-corp':
      return [{ of: 'wecom' }, { of: 'chats' }]
    case 'wecom-app':
      return [{ of: 'wecom' }]
    case 'wecom-page':
      return change.user === undefined ? [] : [{ of: 'web-page', user: change.user }]
    case 'channel':
      return [{ of: 'state' }, ...shown.humans.map((user): Part => ({ of: 'conversations', user }))]
    case 'reset':
      return [{ of: 'everything' }]
    case 'user':
    case 'clock':
    case 'fault':
    case 'rate-limits':
    case 'app':
    case 'connection':
      return [{ of: 'state' }]
    default:
      return []
  }
}

function conversationsTouched(change: Change, shown: Shown): Part[] {
  // Reads and ephemeral messages concern one person, anything else everyone in the channel.
  const isPersonal = change.kind === 'read' || change.kind === 'ephemeral'
  if (isPersonal && change.user !== undefined) return [{ of: 'conversations', user: change.user }]
  const members = shown.channels.find((channel) => channel.id === change.channel)?.members
  return shown.humans
    .filter((user) => members?.includes(user) ?? true)
    .map((user) => ({ of: 'conversations', user }))
}

function messagesShown(change: Change, shown: Shown): Part[] {
  return shown.panes.flatMap((pane): Part[] => {
    if (pane.app !== 'slack') return []
    const channel = channelOf(pane, shown.conversations[pane.personId])
    if (channel === null || channel !== change.channel) return []
    const top: Part = { of: 'messages', user: pane.personId, channel, threadTs: null }
    return pane.threadTs === null ? [top] : [top, { ...top, threadTs: pane.threadTs }]
  })
}

function phoneMessagesShown(change: Change, shown: Shown): Part[] {
  return shown.panes.flatMap((pane): Part[] => {
    if (pane.app !== 'wecom' || pane.chatId === null) return []
    const isOwn = (pane.chatId === APP_CHAT || pane.chatId === BOT_CHAT) && change.user === pane.personId
    // A message of a group that changes is told as the group's own.
    const isShown = isOwn || pane.chatId === change.channel || pane.chatId === change.user
    return isShown ? [{ of: 'phone-messages', user: pane.personId, chat: pane.chatId }] : []
  })
}
