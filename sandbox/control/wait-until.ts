import type { ChangeFeed } from '../world/changes.ts'

/** How long a wait lasts unless told, in ms: what is quick on an idle machine may take a while on a busy one. */
export const patienceMs = 60_000

export type Met = { met: true; value: unknown } | { met: false; lastSeen: unknown; againInMs?: number }

/** Looks again after every change, and when the condition asked for it. */
export async function waitUntil(changes: ChangeFeed, look: () => Met, timeoutMs: number): Promise<Met> {
  const first = look()
  if (first.met) return first
  return new Promise((resolve, reject) => {
    let again: NodeJS.Timeout | undefined
    let isPlanned = false
    const finish = (end: () => void) => {
      stop()
      clearTimeout(limit)
      clearTimeout(again)
      end()
    }
    const check = () => {
      isPlanned = false
      clearTimeout(again)
      try {
        const result = look()
        if (result.met) finish(() => resolve(result))
        else if (result.againInMs !== undefined) again = setTimeout(check, Math.max(1, result.againInMs))
      } catch (error) {
        finish(() => reject(error))
      }
    }
    const stop = changes.subscribe(() => {
      // Many changes come in one turn of the loop: one look is enough for them.
      if (!isPlanned) setImmediate(check)
      isPlanned = true
    })
    const limit = setTimeout(() => finish(() => resolve(look())), timeoutMs)
    check()
  })
}
