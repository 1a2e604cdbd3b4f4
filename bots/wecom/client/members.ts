import type { Logger } from 'pino'
import type { WecomClient } from './wecom-client.ts'

export interface Members {
  /** From memory or user/get; undefined when WeCom cannot say just now. */
  nameOf(userId: string): Promise<string | undefined>
  /** After change_contact. */
  forget(userId: string): void
}

const maxKnown = 5000

export function createMembers(client: WecomClient, log: Logger): Members {
  const known = new Map<string, string>()
  return {
    nameOf: async (userId) => {
      const held = known.get(userId)
      if (held !== undefined) return held
      try {
        const member = await client.findMember(userId)
        if (member) known.set(userId, member.name)
        const [oldest] = known.keys()
        if (known.size > maxKnown && oldest !== undefined) known.delete(oldest)
        return member?.name
      } catch (error) {
        // Who is linked already is known without a name.
        log.warn({ err: error, userId }, 'user/get failed')
        return undefined
      }
    },
    forget: (userId) => void known.delete(userId),
  }
}
