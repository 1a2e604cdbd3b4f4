/** Keeps sends to one place apart, so that the platform need not refuse them. */
export interface Pace {
  /**
   * Waits for the next free moment of this place, and for the end of a hold on its platform. `count` says for how many
   * it counts where not all messages count alike.
   */
  wait(platform: string, place: string, count?: number): Promise<void>
  /** The platform asked us to be quiet for so long. */
  hold(platform: string, ms: number): Promise<void>
}

/** Makes what keeps one rule: in this process, or in a database that several share. */
export type MakePace = (rule: { gapMs: number; burst: number }) => Pick<Pace, 'wait'>

/**
 * `gapMs` between two messages to one place (Slack: one a second a channel, with short bursts: `burst` may go at
 * once). Times are real times: a moved demonstration clock does not make a platform quicker.
 */
export function createPace({ gapMs, burst }: { gapMs: number; burst: number }): Pace {
  const nextAt = new Map<string, number>()
  const heldTill = new Map<string, number>()
  return {
    async wait(platform, place, count = 1) {
      const key = `${platform} ${place}`
      const now = performance.now()
      // A place that has been quiet has saved up its burst; it can owe at most nothing.
      const slot = Math.max(nextAt.get(key) ?? Number.NEGATIVE_INFINITY, now - gapMs * (burst - 1))
      nextAt.set(key, slot + gapMs * count)
      const dueAt = Math.max(slot, heldTill.get(platform) ?? 0)
      if (nextAt.size > 10_000) for (const [k, at] of nextAt) if (at < now) nextAt.delete(k)
      if (dueAt > now) await new Promise((resolve) => setTimeout(resolve, dueAt - now))
    },
    async hold(platform, ms) {
      heldTill.set(platform, Math.max(heldTill.get(platform) ?? 0, performance.now() + ms))
    },
  }
}
