const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

interface Rule {
  most: number
  perMs: number
}

/** What one member gets from one app; more is silently dropped (document 90236). */
const PER_MEMBER: Rule[] = [
  { most: 30, perMs: MINUTE_MS },
  { most: 1000, perMs: HOUR_MS },
]
/** What one group robot may post (document 99110). */
const PER_ROBOT: Rule[] = [{ most: 20, perMs: MINUTE_MS }]

export interface Quotas {
  enabled: boolean
  /** True when the member still gets the message. */
  takeForMember(userid: string): boolean
  takeForRobot(key: string): boolean
  reset(): void
}

/** @param elapsedMs monotonic milliseconds, see SandboxClock.elapsedMs */
export function createQuotas(elapsedMs: () => number, enabled: boolean): Quotas {
  const taken = new Map<string, number[]>()

  const take = (key: string, rules: Rule[]): boolean => {
    if (!quotas.enabled) return true
    const nowMs = elapsedMs()
    const longestMs = Math.max(...rules.map(({ perMs }) => perMs))
    const kept = (taken.get(key) ?? []).filter((atMs) => atMs > nowMs - longestMs)
    const isFree = rules.every(({ most, perMs }) => kept.filter((atMs) => atMs > nowMs - perMs).length < most)
    taken.set(key, isFree ? [...kept, nowMs] : kept)
    return isFree
  }

  const quotas: Quotas = {
    enabled,
    takeForMember: (userid) => take(`member ${userid}`, PER_MEMBER),
    takeForRobot: (key) => take(`robot ${key}`, PER_ROBOT),
    reset: () => taken.clear(),
  }
  return quotas
}
