/**
 * Looks at everything that must hold for the product to work, and says what to do: `npm run doctor`. Changes nothing.
 * Ends with 1 when something is to be mended.
 */
import { randomBytes } from 'node:crypto'
import { createClients } from '../bots/slack/clients.ts'
import { checkSlack } from '../bots/slack/doctor.ts'
import { createChannels } from '../bots/slack/send/channels.ts'
import { checkWecom } from '../bots/wecom/doctor.ts'
import { checkSmartBot } from '../bots/wecom/smart-bot/check-smart-bot.ts'
import { leaseNameOf } from '../bots/wecom/smart-bot/lease-name.ts'
import { systemClock } from '../src/clock.ts'
import { channelRules } from '../src/compose.ts'
import type { SlackConfig } from '../src/config/slack.ts'
import type { SmartBotConfig } from '../src/config/wecom.ts'
import { type Config, isPlatformConfigured, policyFileOf, readConfig, readGiven } from '../src/config.ts'
import { ConfigError } from '../src/errors.ts'
import { type Language, speak } from '../src/i18n/translate.ts'
import { createLogger } from '../src/logger.ts'
import type { Policy } from '../src/policy/schema.ts'
import { checkClock } from '../src/services/doctor/check-clock.ts'
import { examineHouse } from '../src/services/doctor/examine-house.ts'
import { type Finding, ill, well } from '../src/services/doctor/finding.ts'
import { readLease } from '../src/services/leases/read-lease.ts'
import { readLanguage } from '../src/services/policy/read-language.ts'

const given = readGiven()
const isDemo = !isPlatformConfigured(given)

async function examine(): Promise<{ findings: Finding[]; language: Language }> {
  const config = findConfig()
  if (config instanceof ConfigError) {
    const language = await readLanguage(policyFileOf(given))
    const mend = speak(language)('doctor.mendConfig')
    return { findings: config.problems.map((problem) => ill(problem, mend)), language }
  }
  const { findings, policy, language } = await examineHouse(config, systemClock, undefined, channelRules)
  const t = speak(language)
  if (isDemo) return { findings: [well(t('doctor.demo')), ...findings], language }
  const { slack, wecom, smartBot } = config
  const platforms = [
    ...(slack ? await examineSlack(slack, policy, language) : []),
    ...(wecom
      ? await checkWecom({
          config: wecom,
          publicUrl: config.publicUrl,
          clock: systemClock,
          language,
          channels: policy?.channels ?? {},
        })
      : []),
    ...(smartBot ? [await examineSmartBot(config, smartBot, language)] : []),
  ]
  const reached = slack ?? wecom
  const times = reached ? [await checkClock(reached.apiUrl, systemClock, t)] : []
  return { findings: [well(t('doctor.config')), ...findings, ...platforms, ...times], language }
}

/** In demo mode the start makes what a company would write into .env; the rest of it counts all the same. */
function findConfig(): Config | ConfigError {
  const key = randomBytes(32).toString('base64')
  const made = {
    VAULT_KEYS: `demo:${key}`,
    VAULT_LOOKUP_KEY: key,
    SLACK_BOT_TOKEN: 'xoxb-demo',
    SLACK_SIGNING_SECRET: 'made-at-start',
  }
  try {
    return readConfig(isDemo ? { ...given, ...made } : given)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

async function examineSmartBot(
  { databaseUrl }: Config,
  smartBot: SmartBotConfig,
  language: Language,
): Promise<Finding> {
  const held = await readLease(databaseUrl, leaseNameOf(smartBot))
  return checkSmartBot(smartBot, held, { clock: systemClock, language })
}

function examineSlack(
  config: SlackConfig,
  policy: Policy | undefined,
  language: Language,
): Promise<Finding[]> {
  const clients = createClients(config, createLogger('silent'))
  const channels = createChannels(clients.reads, systemClock)
  const named = Object.values(policy?.channels ?? {}).flatMap((byPlatform) => byPlatform.slack ?? [])
  return checkSlack({ clients, channels, posted: [...new Set(named)], language })
}

const { findings, language } = await examine()
const t = speak(language)
for (const { ok, what, mend } of findings) {
  console.log(`${ok ? '✓' : '✗'} ${what}`)
  if (!ok && mend) console.log(`  → ${mend}`)
}
const count = findings.filter(({ ok }) => !ok).length
console.log(count === 0 ? t('doctor.allWell') : t('doctor.toMend', { count }))
process.exitCode = count === 0 ? 0 : 1
