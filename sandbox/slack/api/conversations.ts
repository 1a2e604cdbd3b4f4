import type { JsonObject } from '../../world/json.ts'
import { emitEvent } from '../delivery/events.ts'
import { compareTs } from '../ids.ts'
import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import { conversationObject, openDm } from '../workspace/conversations.ts'
import { addMember } from '../workspace/membership.ts'
import { repliesOf } from '../workspace/messages.ts'
import type { ChannelState, SlackMessage } from '../workspace/model.ts'
import type { Arguments } from './arguments.ts'
import {
  type ApiMethod,
  knownMessage,
  knownUser,
  page,
  requireConversationScope,
  requireScope,
  visibleChannel,
} from './method.ts'

const TYPES = { public_channel: 'public', private_channel: 'private', im: 'dm' } as const

const open: ApiMethod = {
  tier: 'tier3',
  token: 'bot',
  scopes: ['im:write', 'mpim:write'],
  args: ['users', 'channel', 'return_im', 'prevent_creation'],
  run(slack, args) {
    if (args.has('channel')) {
      const channel = visibleChannel(slack, args.text('channel'))
      return { no_op: true, already_open: true, channel: { id: channel.id } }
    }
    const users = args.list('users')
    const [only] = users
    if (!only) throw new SlackError('users_list_not_supplied')
    // Group conversations are not part of this workspace.
    if (users.length > 1) throw new SlackError('not_enough_users')
    const user = knownUser(slack, only)
    if (user.deleted) throw new SlackError('user_disabled')
    if (user.is_bot) throw new SlackError('cannot_dm_bot')
    const { channel, isNew } = openDm(slack, slack.workspace.bot.userId, user.id)
    const shown = args.flag('return_im') ? conversationObject(slack, channel) : { id: channel.id }
    return { ...(isNew ? {} : { no_op: true, already_open: true }), channel: shown }
  },
}

const list: ApiMethod = {
  tier: 'tier2',
  token: 'bot',
  scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  args: ['types', 'exclude_archived', 'limit', 'cursor', 'team_id'],
  run(slack, args) {
    const names = args.has('types') ? args.list('types') : ['public_channel']
    const kinds = names.flatMap((name) => {
      if (name === 'mpim') return []
      if (!Object.hasOwn(TYPES, name)) throw new SlackError('invalid_types')
      return [TYPES[name as keyof typeof TYPES]]
    })
    for (const kind of kinds) {
      requireScope(
        slack,
        kind === 'public' ? 'channels:read' : kind === 'private' ? 'groups:read' : 'im:read',
      )
    }
    const bot = slack.workspace.bot.userId
    const found = [...slack.workspace.channels.values()].filter(
      (channel) =>
        kinds.includes(channel.kind) &&
        (channel.kind === 'public' || channel.members.has(bot)) &&
        !(channel.isArchived && args.flag('exclude_archived')),
    )
    const { items, nextCursor } = page(found, args, 1000, 100)
    return {
      channels: items.map((channel) => conversationObject(slack, channel)),
      response_metadata: { next_cursor: nextCursor },
    }
  },
}

const info: ApiMethod = {
  tier: 'tier3',
  token: 'bot',
  scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  args: ['channel', 'include_locale', 'include_num_members'],
  run(slack, args) {
    const channel = visibleChannel(slack, args.required('channel'))
    requireConversationScope(slack, channel, 'read')
    const shown = conversationObject(slack, channel)
    if (!args.flag('include_num_members')) delete shown.num_members
    return { channel: shown }
  },
}

const members: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  args: ['channel', 'limit', 'cursor'],
  run(slack, args) {
    const channel = visibleChannel(slack, args.required('channel'))
    requireConversationScope(slack, channel, 'read')
    const { items, nextCursor } = page([...channel.members], args, 1000, 100)
    return { members: items, response_metadata: { next_cursor: nextCursor } }
  },
}

const join: ApiMethod = {
  tier: 'tier3',
  token: 'bot',
  scopes: ['channels:join'],
  args: ['channel'],
  run(slack, args) {
    const channel = visibleChannel(slack, args.required('channel'))
    if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type')
    if (channel.isArchived) throw new SlackError('is_archived')
    const bot = slack.workspace.bot.userId
    const isNew = addMember(slack, channel, bot, null, (event) => emitEvent(slack, event))
    const shown = conversationObject(slack, channel)
    if (isNew) return { channel: shown }
    const warning = 'already_in_channel'
    return { channel: shown, warning, response_metadata: { warnings: [warning] } }
  },
}

/** @throws SlackError not_in_channel when the app may not read here */
function readableChannel(slack: LocalSlack, args: Arguments): ChannelState {
  const channel = visibleChannel(slack, args.required('channel'))
  requireConversationScope(slack, channel, 'history')
  if (!channel.members.has(slack.workspace.bot.userId)) throw new SlackError('not_in_channel')
  return channel
}

function readWindow(args: Arguments): (message: SlackMessage) => boolean {
  const [oldest, latest] = ['oldest', 'latest'].map((name) => {
    const ts = args.text(name)
    if (ts !== '' && Number.isNaN(Number(ts))) throw new SlackError(`invalid_ts_${name}`)
    return ts
  })
  const isInclusive = args.flag('inclusive')
  return ({ ts }) => {
    const afterOldest = oldest ? compareTs(ts, oldest) : 1
    const beforeLatest = latest ? compareTs(latest, ts) : 1
    return isInclusive ? afterOldest >= 0 && beforeLatest >= 0 : afterOldest > 0 && beforeLatest > 0
  }
}

function messagePage(messages: SlackMessage[], args: Arguments): JsonObject {
  const withMetadata = args.flag('include_all_metadata')
  const { items, nextCursor } = page(messages, args, 999, 100)
  return {
    messages: items.map((message) => {
      const { metadata, ...rest } = structuredClone(message)
      return withMetadata && metadata ? { ...rest, metadata } : rest
    }),
    has_more: nextCursor !== '',
    ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
  }
}

const history: ApiMethod = {
  tier: 'tier3',
  token: 'bot',
  scopes: ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  args: ['channel', 'latest', 'oldest', 'inclusive', 'limit', 'cursor', 'include_all_metadata'],
  run(slack, args) {
    const channel = readableChannel(slack, args)
    const isTopLevel = (message: SlackMessage) =>
      !message.thread_ts || message.thread_ts === message.ts || message.subtype === 'thread_broadcast'
    const found = channel.messages.filter(isTopLevel).filter(readWindow(args)).reverse()
    return { ...messagePage(found, args), pin_count: 0 }
  },
}

const replies: ApiMethod = {
  tier: 'tier3',
  token: 'bot',
  scopes: ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  args: ['channel', 'ts', 'latest', 'oldest', 'inclusive', 'limit', 'cursor', 'include_all_metadata'],
  run(slack, args) {
    const channel = readableChannel(slack, args)
    const parent = knownMessage(channel, args.required('ts'), 'thread_not_found')
    const found = repliesOf(channel, parent.thread_ts ?? parent.ts).filter(readWindow(args))
    return messagePage([parent, ...found], args)
  },
}

export const conversationMethods: Record<string, ApiMethod> = {
  'conversations.open': open,
  'conversations.list': list,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.join': join,
  'conversations.history': history,
  'conversations.replies': replies,
}
