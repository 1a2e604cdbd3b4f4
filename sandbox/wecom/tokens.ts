import { randomBytes } from 'node:crypto'
import { WecomError } from './wecom-error.ts'

/** What gettoken promises (document 91039). */
const TOKEN_LIFETIME_S = 7200

interface Token {
  value: string
  expiresMs: number
}

export interface TokenDesk {
  /** The same token again while it lives, with the seconds that are left. */
  issue(): { accessToken: string; expiresInS: number }
  /** @throws WecomError 41001, 40014, 42001 */
  check(accessToken: string): void
  /** As WeCom may do at any time: the token is unknown from now on. */
  revoke(): void
}

/** @param nowMs sandbox time */
export function createTokenDesk(nowMs: () => number): TokenDesk {
  let current: Token | null = null
  const expired = new Set<string>()
  const expire = () => {
    if (!current || current.expiresMs > nowMs()) return
    expired.add(current.value)
    current = null
  }
  return {
    issue() {
      expire()
      current ??= {
        value: randomBytes(64).toString('base64url'),
        expiresMs: nowMs() + TOKEN_LIFETIME_S * 1000,
      }
      return {
        accessToken: current.value,
        // A clock that was set back must not promise more than a whole life.
        expiresInS: Math.min(TOKEN_LIFETIME_S, Math.ceil((current.expiresMs - nowMs()) / 1000)),
      }
    },
    check(accessToken) {
      expire()
      if (accessToken === '') throw new WecomError(41001)
      if (accessToken === current?.value) return
      throw new WecomError(expired.has(accessToken) ? 42001 : 40014)
    },
    revoke() {
      current = null
    },
  }
}
