import type { JsonObject } from '../../world/json.ts'
import type { LocalSlack } from '../local-slack.ts'
import type { Tier } from '../rate-limits.ts'
import { SlackError } from '../slack-error.ts'
import { findMessage } from '../workspace/messages.ts'
import type { ChannelState, SlackMessage, UserState } from '../workspace/model.ts'
import type { Arguments } from './arguments.ts'

export interface ApiMethod {
  tier: Tier
  token: 'bot' | 'app' | 'none'
  /** one of these is enough; more may be asked once the conversation is known */
  scopes: string[]
  /** every argument the method takes; others are refused */
  args: string[]
  /** counts against one message a second and channel */
  paced?: boolean
  run(slack: LocalSlack, args: Arguments): JsonObject
}

/** @throws SlackError missing_scope with what was needed and what the token has */
export function requireScope(slack: LocalSlack, ...anyOf: string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => slack.app.scopes.includes(scope))) return
  throw new SlackError('missing_scope', {
    extra: { needed: anyOf.join(','), provided: slack.app.scopes.join(',') },
  })
}

const SCOPE_PREFIX = { public: 'channels', private: 'groups', dm: 'im' } as const

/** `channels:read`, `groups:read` or `im:read`, whichever the conversation asks for. */
export function requireConversationScope(slack: LocalSlack, channel: ChannelState, right: string): void {
  requireScope(slack, `${SCOPE_PREFIX[channel.kind]}:${right}`)
}

/** A conversation the app can know of. @throws SlackError channel_not_found */
export function visibleChannel(slack: LocalSlack, id: string): ChannelState {
  const channel = slack.workspace.channels.get(id)
  if (!channel) throw new SlackError('channel_not_found')
  if (channel.kind !== 'public' && !channel.members.has(slack.workspace.bot.userId)) {
    throw new SlackError('channel_not_found')
  }
  return channel
}

/** A conversation the app is in and may write to. @throws SlackError channel_not_found, not_in_channel, is_archived */
export function writableChannel(slack: LocalSlack, id: string): ChannelState {
  const channel = visibleChannel(slack, id)
  if (channel.isArchived) throw new SlackError('is_archived')
  if (!channel.members.has(slack.workspace.bot.userId)) throw new SlackError('not_in_channel')
  return channel
}

/** @throws SlackError user_not_found */
export function knownUser(slack: LocalSlack, id: string): UserState {
  const user = slack.workspace.users.get(id)
  if (!user) throw new SlackError('user_not_found')
  return user
}

/** @throws SlackError message_not_found */
export function knownMessage(channel: ChannelState, ts: string, error = 'message_not_found'): SlackMessage {
  const message = findMessage(channel, ts)
  if (!message || message.subtype === 'tombstone') throw new SlackError(error)
  return message
}

/** One page of a list with Slack's opaque cursor. @throws SlackError invalid_cursor */
export function page<T>(
  items: T[],
  args: Arguments,
  most: number,
  fallback: number,
): { items: T[]; nextCursor: string } {
  const limit = args.integer('limit', fallback, { min: 1, max: most })
  const cursor = args.text('cursor')
  const from = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace(/^at:/, ''))
  if (!Number.isInteger(from) || from < 0 || from > items.length) throw new SlackError('invalid_cursor')
  const next = from + limit < items.length ? Buffer.from(`at:${from + limit}`).toString('base64') : ''
  return { items: items.slice(from, from + limit), nextCursor: next }
}
