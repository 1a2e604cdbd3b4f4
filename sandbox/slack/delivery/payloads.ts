import type { JsonObject } from '../../world/json.ts'
import type { LocalSlack } from '../local-slack.ts'
import type { ChannelState } from '../workspace/model.ts'

/** What every interaction payload begins with. */
export function payloadHead(slack: LocalSlack, type: string, user: string): JsonObject {
  const { bot, team, users } = slack.workspace
  const handle = users.get(user)?.handle ?? ''
  return {
    type,
    user: { id: user, username: handle, name: handle, team_id: team.id },
    api_app_id: bot.appId,
    token: 'sandbox-verification-token',
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** How a conversation is called in commands and interactions. */
export function channelName(channel: ChannelState): string {
  if (channel.kind === 'dm') return 'directmessage'
  return channel.kind === 'private' ? 'privategroup' : channel.name
}
