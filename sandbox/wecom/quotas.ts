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
/** What all apps may send to groups, a message counting as often as it has readers (document 90454). */
const TO_GROUPS: Rule[] = [
  { most: 20_000, perMs: MINUTE_MS },
  { most: 300_000, perMs: HOUR_MS },
]
/** What a smart bot may say in one conversation, replies and pushes together (document 101463). */
const PER_CONVERSATION: Rule[] = PER_MEMBER

export interface Quotas {
  enabled: boolean
  /** True when the member still gets the message. */
  takeForMember(userid: string): boolean
  takeForRobot(key: string): boolean
  takeForGroups(readers: number): boolean
  takeForConversation(chatId: string): boolean
  reset(): void
}

/** @param elapsedMs monotonic milliseconds, see SandboxClock.elapsedMs */
export function createQuotas(elapsedMs: () => number, enabled: boolean): Quotas {
  const taken = new Map<string, { atMs: number; count: number }[]>()

  const take = (key: string, rules: Rule[], count = 1): boolean => {
    if (!quotas.enabled) return true
    const nowMs = elapsedMs()
    const longestMs = Math.max(...rules.map(({ perMs }) => perMs))
    const kept = (taken.get(key) ?? []).filter(({ atMs }) => atMs > nowMs - longestMs)
    const takenWithin = (perMs: number) =>
      kept.reduce((sum, each) => (each.atMs > nowMs - perMs ? sum + each.count : sum), 0)
    const isFree = rules.every(({ most, perMs }) => takenWithin(perMs) + count <= most)
    taken.set(key, isFree ? [...kept, { atMs: nowMs, count }] : kept)
    return isFree
  }

  const quotas: Quotas = {
    enabled,
    takeForMember: (userid) => take(`member ${userid}`, PER_MEMBER),
    takeForRobot: (key) => take(`robot ${key}`, PER_ROBOT),
    takeForGroups: (readers) => take('groups', TO_GROUPS, readers),
    takeForConversation: (chatId) => take(`conversation ${chatId}`, PER_CONVERSATION),
    reset: () => taken.clear(),
  }
  return quotas
}
