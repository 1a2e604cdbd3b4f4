import { writeFileSync } from 'node:fs'
import { commands, getCommand } from '../../src/commands/commands.ts'
import { speak } from '../../src/i18n/translate.ts'
import { mainCommand, shortCommands } from './listen/listen-commands.ts'
import { eventsPath } from './receive/http-receiver.ts'

/**
 * The least that the bot needs. The history scopes are for looking, before a message is sent a second time, whether
 * the first attempt arrived; that of direct messages also for hearing what people write to the bot.
 */
export const botScopes = [
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
] as const

const botEvents = [
  'app_home_opened',
  'app_uninstalled',
  'member_joined_channel',
  'message.im',
  'tokens_revoked',
  'user_change',
]

export interface ManifestOptions {
  /** Where Slack reaches us, without a slash at the end; not needed in Socket Mode. */
  publicUrl: string
  mode: 'http' | 'socket'
}

/** The app's manifest (docs.slack.dev/reference/app-manifest), made of the same tables that the bot listens by. */
export function buildManifest({ publicUrl, mode }: ManifestOptions): Record<string, unknown> {
  const t = speak('zh-CN')
  const url = `${publicUrl}${eventsPath}`
  const place = mode === 'http' ? { url } : {}
  const request = mode === 'http' ? { request_url: url } : {}
  const options = mode === 'http' ? { message_menu_options_url: url } : {}
  const short = shortCommands.map((id) => ({
    command: `/${id}`,
    ...place,
    description: t(getCommand(id).says),
    ...(id === 'log' ? { usage_hint: t('slack.manifest.logHint') } : {}),
    should_escape: true,
  }))
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: t('slack.appName'),
      description: t('slack.manifest.description'),
      background_color: '#1f4e79',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: t('slack.appName'), always_online: true },
      slash_commands: [
        {
          command: mainCommand,
          ...place,
          description: t('slack.manifest.main'),
          usage_hint: commands
            .slice(0, 6)
            .map((command) => command.words['zh-CN'][0])
            .join(' | '),
          should_escape: true,
        },
        ...short,
      ],
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { ...request, bot_events: botEvents },
      interactivity: { is_enabled: true, ...request, ...options },
      org_deploy_enabled: false,
      socket_mode_enabled: mode === 'socket',
      token_rotation_enabled: false,
    },
  }
}

/** The manifest as it lies in the repository, to be pasted where an app is made. */
export const manifestFile = new URL('./manifest.json', import.meta.url)

export function printManifest(): string {
  const manifest = buildManifest({ publicUrl: 'https://fieldpost.example.com', mode: 'http' })
  return `${JSON.stringify(manifest, null, 2)}\n`
}

export function writeManifest(): void {
  writeFileSync(manifestFile, printManifest())
}
