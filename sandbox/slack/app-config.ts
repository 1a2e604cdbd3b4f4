import { isObject, type JsonObject, objectsOf, stringOf } from '../world/json.ts'

interface CommandInfo {
  command: string
  description: string
  usageHint: string
  shouldEscape: boolean
}

export interface ShortcutInfo {
  callbackId: string
  name: string
  type: 'global' | 'message'
}

/** What the app has told Slack about itself: where to deliver, which commands it has, what it may do. */
export interface AppConfig {
  name: string
  mode: 'http' | 'socket' | 'none'
  requestUrl: string | null
  eventsUrl: string | null
  commandsUrl: string | null
  interactivityUrl: string | null
  optionsUrl: string | null
  /** null: any command is handed over */
  commands: CommandInfo[] | null
  shortcuts: ShortcutInfo[]
  botEvents: string[]
  scopes: string[]
  homeTab: boolean
  eventsDisabled: boolean
  installed: boolean
}

const DEFAULT_EVENTS = [
  'app_home_opened',
  'message.im',
  'member_joined_channel',
  'user_change',
  'team_join',
  'tokens_revoked',
  'app_uninstalled',
]

const DEFAULT_SCOPES = [
  'commands',
  'chat:write',
  'im:write',
  'im:read',
  'im:history',
  'users:read',
  'users:read.email',
  'channels:read',
  'channels:history',
  'channels:join',
  'groups:read',
  'groups:history',
  'files:read',
  'files:write',
  'team:read',
]

export function defaultAppConfig(name: string): AppConfig {
  return {
    name,
    mode: 'none',
    requestUrl: null,
    eventsUrl: null,
    commandsUrl: null,
    interactivityUrl: null,
    optionsUrl: null,
    commands: null,
    shortcuts: [],
    botEvents: [...DEFAULT_EVENTS],
    scopes: [...DEFAULT_SCOPES],
    homeTab: true,
    eventsDisabled: false,
    installed: true,
  }
}

/** Reads what a Slack app manifest declares; its addresses are ignored, the sandbox delivers to its own. */
export function readManifest(manifest: JsonObject): Partial<AppConfig> {
  const features = isObject(manifest.features) ? manifest.features : {}
  const settings = isObject(manifest.settings) ? manifest.settings : {}
  const subscriptions = isObject(settings.event_subscriptions) ? settings.event_subscriptions : {}
  const oauth = isObject(manifest.oauth_config) ? manifest.oauth_config : {}
  const scopes = isObject(oauth.scopes) ? oauth.scopes.bot : undefined
  const home = isObject(features.app_home) ? features.app_home : {}
  const display = isObject(manifest.display_information) ? manifest.display_information : {}
  return {
    commands: objectsOf(features.slash_commands).map((each) => ({
      command: stringOf(each.command),
      description: stringOf(each.description),
      usageHint: stringOf(each.usage_hint),
      shouldEscape: each.should_escape === true,
    })),
    shortcuts: objectsOf(features.shortcuts).map((each) => ({
      callbackId: stringOf(each.callback_id),
      name: stringOf(each.name),
      type: each.type === 'message' ? 'message' : 'global',
    })),
    botEvents: strings(subscriptions.bot_events),
    scopes: strings(scopes),
    homeTab: home.home_tab_enabled === true,
    ...(stringOf(display.name) ? { name: stringOf(display.name) } : {}),
  }
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
