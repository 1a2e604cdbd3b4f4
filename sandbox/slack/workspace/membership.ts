import type { JsonObject } from '../../world/json.ts'
import type { LocalSlack } from '../local-slack.ts'
import type { ChannelState } from './model.ts'

/**
 * Puts someone into a channel.
 * @param announce receives the member_joined_channel event
 * @returns false when they were in it already
 */
export function addMember(
  slack: LocalSlack,
  channel: ChannelState,
  user: string,
  inviter: string | null,
  announce: (event: JsonObject) => void,
): boolean {
  if (channel.members.has(user)) return false
  channel.members.add(user)
  slack.changes.emit('channel', { channel: channel.id, user })
  // Slack sends joins only for channels the app is in, its own included.
  if (channel.members.has(slack.workspace.bot.userId)) {
    announce({
      type: 'member_joined_channel',
      user,
      channel: channel.id,
      channel_type: channel.kind === 'private' ? 'G' : 'C',
      team: slack.workspace.team.id,
      ...(inviter ? { inviter } : {}),
    })
  }
  return true
}

/** Takes someone out of a channel; true when they were in it. */
export function removeMember(slack: LocalSlack, channel: ChannelState, user: string): boolean {
  const wasIn = channel.members.delete(user)
  if (wasIn) slack.changes.emit('channel', { channel: channel.id, user })
  return wasIn
}
