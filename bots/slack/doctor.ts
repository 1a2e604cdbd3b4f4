import { AppError } from '../../src/errors.ts'
import { type Language, speak } from '../../src/i18n/translate.ts'
import type { Clients } from './clients.ts'
import { botScopes } from './manifest.ts'
import type { Channels } from './send/channels.ts'
import { calling } from './send/slack-error.ts'

export interface Finding {
  ok: boolean
  what: string
  /** What to do about it; empty when all is well. */
  mend: string
}

export interface CheckOptions {
  clients: Clients
  channels: Channels
  /** Names or ids of the channels that the policy posts to. */
  posted: readonly string[]
  language: Language
}

/** Token, workspace, scopes and membership of the channels that are posted to, each with what to do about it. */
export async function checkSlack({ clients, channels, posted, language }: CheckOptions): Promise<Finding[]> {
  const t = speak(language)
  let scopes: readonly string[] | undefined
  const findings: Finding[] = []
  try {
    const who = await calling(clients.reads.auth.test())
    scopes = who.response_metadata?.scopes
    findings.push({
      ok: true,
      what: t('slack.doctor.team', { team: who.team ?? '', bot: who.user ?? '' }),
      mend: '',
    })
  } catch (error) {
    return [
      {
        ok: false,
        what: t('slack.doctor.token', { reason: reasonOf(error) }),
        mend: t('slack.doctor.mendToken'),
      },
    ]
  }
  const missing = scopes ? botScopes.filter((scope) => !scopes.includes(scope)) : []
  findings.push(
    missing.length === 0
      ? { ok: true, what: t('slack.doctor.scopes'), mend: '' }
      : {
          ok: false,
          what: t('slack.doctor.scopesMissing', { scopes: missing.join(', ') }),
          mend: t('slack.doctor.mendScopes'),
        },
  )
  // What was mended a moment ago must be seen.
  channels.forgetNames()
  for (const channel of posted) findings.push(await checkChannel(clients, channels, channel, language))
  return findings
}

async function checkChannel(
  clients: Clients,
  channels: Channels,
  name: string,
  language: Language,
): Promise<Finding> {
  const t = speak(language)
  try {
    const id = await channels.resolve({ kind: 'channel', channel: name })
    const { channel } = await calling(clients.reads.conversations.info({ channel: id }))
    if (channel?.is_member) return { ok: true, what: t('slack.doctor.member', { channel: name }), mend: '' }
    return {
      ok: false,
      what: t('slack.doctor.notMember', { channel: name }),
      mend: t('slack.doctor.mendChannel', { channel: name }),
    }
  } catch (error) {
    return {
      ok: false,
      what: t('slack.doctor.noChannel', { channel: name, reason: reasonOf(error) }),
      mend: t('slack.doctor.mendChannel', { channel: name }),
    }
  }
}

const reasonOf = (error: unknown) => (error instanceof AppError ? error.message : 'unexpected')
