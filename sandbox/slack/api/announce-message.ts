import { emitEvent } from '../delivery/events.ts'
import type { LocalSlack } from '../local-slack.ts'
import type { ChannelState, SlackMessage } from '../workspace/model.ts'

const CHANNEL_TYPES = { public: 'channel', private: 'group', dm: 'im' } as const

/** Tells the app of a message in a conversation it is in (its own messages too, as Slack does). */
export function announceMessage(slack: LocalSlack, channel: ChannelState, message: SlackMessage): void {
  if (!channel.members.has(slack.workspace.bot.userId)) return
  emitEvent(slack, {
    ...structuredClone(message),
    channel: channel.id,
    channel_type: CHANNEL_TYPES[channel.kind],
    event_ts: message.ts,
  })
}
