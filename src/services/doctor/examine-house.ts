import type { Clock } from '../../clock.ts'
import type { Config } from '../../config.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import type { ChannelRules } from '../../policy/parse-policy.ts'
import type { Policy } from '../../policy/schema.ts'
import { openStore } from '../../store/open-store.ts'
import { fallbackLanguage } from '../policy/read-language.ts'
import { checkDatabase } from './check-database.ts'
import { checkPeople } from './check-people.ts'
import { checkPolicy } from './check-policy.ts'
import type { Finding } from './finding.ts'

/** Everything that can be looked at without a platform; nothing is changed, also where the database is not there. */
export async function examineHouse(
  config: Pick<Config, 'databaseUrl' | 'policyFile'>,
  clock: Clock,
  fallback: Language = fallbackLanguage,
  channels?: ChannelRules,
): Promise<{ findings: Finding[]; policy?: Policy; language: Language }> {
  const first = await checkPolicy(config.policyFile, clock, speak(fallback), channels)
  const language = first.policy?.language ?? fallback
  const t = speak(language)
  const { findings, policy } =
    language === fallback ? first : await checkPolicy(config.policyFile, clock, t, channels)
  const { finding, isReady } = await checkDatabase(config.databaseUrl, t)
  const all = [finding, ...findings]
  if (isReady) {
    const store = await openStore({ url: config.databaseUrl })
    try {
      all.push(...(await checkPeople(store, t)))
    } finally {
      await store.close()
    }
  }
  return { findings: all, language, ...(policy ? { policy } : {}) }
}
