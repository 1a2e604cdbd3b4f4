import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { findLanguage, type Language } from '../../src/i18n/translate.ts'

/** What Slack tells of a user. */
interface Profile {
  displayName: string
  email?: string
  language?: Language
}

export interface Profiles {
  /** From memory or users.info; undefined when Slack cannot say just now. */
  find(userId: string): Promise<Profile | undefined>
  /** Only what is known already, for what must not wait. */
  peek(userId: string): Profile | undefined
  /** After user_change. */
  forget(userId: string): void
}

const maxKnown = 5000

export function createProfiles(quick: WebClient, log: Logger): Profiles {
  const known = new LRUCache<string, Profile>({ max: maxKnown })
  return {
    find: async (userId) => {
      const profile = known.get(userId) ?? (await readProfile(quick, log, userId))
      if (profile) known.set(userId, profile)
      return profile
    },
    peek: (userId) => known.get(userId),
    forget: (userId) => void known.delete(userId),
  }
}

async function readProfile(quick: WebClient, log: Logger, userId: string): Promise<Profile | undefined> {
  try {
    const { user } = await quick.users.info({ user: userId, include_locale: true })
    const { profile, locale, real_name, name } = user ?? {}
    const language = locale ? findLanguage(locale) : undefined
    return {
      displayName: profile?.real_name || real_name || name || userId,
      ...(profile?.email ? { email: profile.email } : {}),
      ...(language ? { language } : {}),
    }
  } catch (error) {
    // Who is linked already is known without a profile.
    log.warn({ err: error, userId }, 'users.info failed')
    return undefined
  }
}
