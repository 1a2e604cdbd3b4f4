import type { JsonObject } from '../../world/json.ts'
import { makeId } from '../ids.ts'
import type { LocalSlack } from '../local-slack.ts'
import type { ChannelState } from './model.ts'

/** The direct conversation of two people, made when it is not there yet. */
export function openDm(slack: LocalSlack, a: string, b: string): { channel: ChannelState; isNew: boolean } {
  const { channels } = slack.workspace
  for (const channel of channels.values()) {
    if (channel.kind === 'dm' && channel.members.has(a) && channel.members.has(b))
      return { channel, isNew: false }
  }
  const channel: ChannelState = {
    id: makeId('D'),
    kind: 'dm',
    name: '',
    topic: '',
    members: new Set([a, b]),
    isArchived: false,
    created: slack.nowSeconds(),
    creator: a,
    messages: [],
    ephemerals: [],
    reads: new Map(),
  }
  channels.set(channel.id, channel)
  slack.changes.emit('channel', { channel: channel.id })
  return { channel, isNew: true }
}

/** The direct conversation of a person with the app. */
export function openBotDm(slack: LocalSlack, user: string): ChannelState {
  return openDm(slack, user, slack.workspace.bot.userId).channel
}

/** The other side of a direct conversation. */
export function otherMember(channel: ChannelState, than: string): string | undefined {
  return [...channel.members].find((member) => member !== than)
}

/** A conversation in Slack's shape, as the app sees it. */
export function conversationObject(slack: LocalSlack, channel: ChannelState): JsonObject {
  const { bot, team } = slack.workspace
  const base = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.isArchived,
    is_im: channel.kind === 'dm',
    is_org_shared: false,
    context_team_id: team.id,
    updated: channel.created * 1000,
  }
  if (channel.kind === 'dm') {
    return { ...base, user: otherMember(channel, bot.userId) ?? '', is_user_deleted: false, priority: 0 }
  }
  const blank = { value: '', creator: '', last_set: 0 }
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_member: channel.members.has(bot.userId),
    creator: channel.creator,
    topic: { ...blank, value: channel.topic },
    purpose: blank,
    num_members: channel.members.size,
  }
}
