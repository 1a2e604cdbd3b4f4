import { makeSecret } from '../ids.ts'

const MOST_USES = 5
const LIFETIME_MS = 30 * 60 * 1000

export interface ResponseTarget {
  channel: string
  user: string
  /** the message the person acted on, for replace_original and delete_original */
  messageTs: string | null
  /** set when that message was ephemeral */
  ephemeral: boolean
  threadTs: string | null
}

export interface ResponseUrls {
  /** @returns the path below the base address */
  issue(target: ResponseTarget): string
  /** Counts one use. 5 uses in 30 minutes, then the address is dead. */
  use(token: string): { ok: true; target: ResponseTarget } | { ok: false; error: 'expired_url' | 'used_url' }
}

/** @param nowMs sandbox time */
export function createResponseUrls(nowMs: () => number): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; atMs: number; uses: number }>()
  return {
    issue(target) {
      const token = makeSecret()
      issued.set(token, { target, atMs: nowMs(), uses: 0 })
      return `/response/${token}`
    },
    use(token) {
      const entry = issued.get(token)
      if (!entry || nowMs() - entry.atMs > LIFETIME_MS) return { ok: false, error: 'expired_url' }
      if (entry.uses >= MOST_USES) return { ok: false, error: 'used_url' }
      entry.uses += 1
      return { ok: true, target: entry.target }
    },
  }
}
