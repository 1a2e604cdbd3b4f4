import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { WecomClient } from './wecom-client.ts'

export interface Members {
  /** The id by which the directory knows whom a delivery names. */
  idOf(userId: string): Promise<string>
  /** From memory or user/get; undefined when WeCom cannot say just now. */
  nameOf(userId: string): Promise<string | undefined>
  /** After change_contact. */
  forget(userId: string): void
}

const maxKnown = 5000

export function createMembers(client: WecomClient, log: Logger): Members {
  const known = new LRUCache<string, string>({ max: maxKnown })
  return {
    idOf: async (userId) => userId,
    nameOf: async (userId) => {
      const held = known.get(userId)
      if (held !== undefined) return held
      try {
        const member = await client.findMember(userId)
        if (member) known.set(userId, member.name)
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
