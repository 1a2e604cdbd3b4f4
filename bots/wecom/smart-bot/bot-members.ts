import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { createMembers, type Members } from '../client/members.ts'
import type { WecomClient } from '../client/wecom-client.ts'

const maxKnown = 5000

/**
 * Whom the bot was told: by the directory's id, or by one of the bot's own where the bot was not made by the company
 * itself. An app of the company translates those; without one everybody is who the bot says.
 */
export function createBotMembers(app: WecomClient | undefined, log: Logger): Members {
  if (!app) return { idOf: async (userId) => userId, nameOf: async () => undefined, forget: () => undefined }
  const members = createMembers(app, log)
  const translated = new LRUCache<string, string>({ max: maxKnown })
  return {
    ...members,
    idOf: async (userId) => {
      const held = translated.get(userId)
      if (held !== undefined) return held
      try {
        const isOfDirectory = (await members.nameOf(userId)) !== undefined
        const id = isOfDirectory ? userId : ((await app.findUserIds([userId])).get(userId) ?? userId)
        translated.set(userId, id)
        return id
      } catch (error) {
        // Who is not known is shown to the administrators, as anybody who writes for the first time.
        log.warn({ err: error, userId }, 'batch/openuserid_to_userid failed')
        return userId
      }
    },
  }
}
