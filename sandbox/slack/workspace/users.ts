import type { JsonObject } from '../../world/json.ts'
import type { LocalSlack } from '../local-slack.ts'
import type { UserState } from './model.ts'

/** A person in Slack's shape; the address only with the scope users:read.email. */
export function userObject(slack: LocalSlack, user: UserState, includeLocale: boolean): JsonObject {
  const { team } = slack.workspace
  const image = user.image ?? `${slack.baseUrl}/avatars/${user.id}.png`
  return {
    id: user.id,
    team_id: team.id,
    name: user.handle,
    deleted: user.deleted,
    color: '9f69e7',
    real_name: user.real_name,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: zoneOffsetSeconds(user.tz, slack.clock.nowMs()),
    is_admin: user.is_admin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.is_bot,
    is_app_user: false,
    updated: user.updated,
    ...(includeLocale ? { locale: user.locale } : {}),
    profile: {
      real_name: user.real_name,
      real_name_normalized: user.real_name,
      display_name: user.handle,
      display_name_normalized: user.handle,
      title: user.title,
      team: team.id,
      image_48: image,
      image_192: image,
      ...(user.is_bot ? { bot_id: slack.workspace.bot.botId, api_app_id: slack.workspace.bot.appId } : {}),
      ...(slack.app.scopes.includes('users:read.email') && user.email ? { email: user.email } : {}),
    },
  }
}

function zoneOffsetSeconds(tz: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(
    atMs,
  )
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name)
  if (!match) return 0
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60
  return match[1] === '-' ? -seconds : seconds
}
