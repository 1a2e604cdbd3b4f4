/** Calls a minute that Slack's tiers allow, per method and workspace (docs.slack.dev, rate limits). */
const TIER_PER_MINUTE = { tier1: 1, tier2: 20, tier3: 50, tier4: 100, special: 600 } as const

export type Tier = keyof typeof TIER_PER_MINUTE

/** One message a second and channel, with short bursts. */
const MESSAGES_PER_SECOND = 1
const MESSAGE_BURST = 6
/** Slack refills by the minute and forgives short bursts above the tier. */
const BURST_ABOVE_TIER = 1.5

interface Bucket {
  tokens: number
  atMs: number
}

export interface RateLimits {
  enabled: boolean
  /** @returns null when the call may pass, otherwise the seconds to wait (at least 1) */
  take(method: string, tier: Tier): number | null
  takeMessage(channel: string): number | null
  reset(): void
}

/** @param elapsedMs monotonic milliseconds, see SandboxClock.elapsedMs */
export function createRateLimits(elapsedMs: () => number, enabled: boolean): RateLimits {
  const buckets = new Map<string, Bucket>()

  const take = (key: string, capacity: number, perSecond: number): number | null => {
    const nowMs = elapsedMs()
    const bucket = buckets.get(key) ?? { tokens: capacity, atMs: nowMs }
    bucket.tokens = Math.min(capacity, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * perSecond)
    bucket.atMs = nowMs
    buckets.set(key, bucket)
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1
      return null
    }
    return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
  }

  const limits: RateLimits = {
    enabled,
    take(method, tier) {
      if (!limits.enabled) return null
      const perMinute = TIER_PER_MINUTE[tier]
      return take(`method ${method}`, Math.max(10, Math.ceil(perMinute * BURST_ABOVE_TIER)), perMinute / 60)
    },
    takeMessage(channel) {
      if (!limits.enabled) return null
      return take(`messages ${channel}`, MESSAGE_BURST, MESSAGES_PER_SECOND)
    },
    reset: () => buckets.clear(),
  }
  return limits
}
