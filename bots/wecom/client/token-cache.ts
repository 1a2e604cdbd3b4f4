import type { Clock } from '../../../src/clock.ts'

export interface IssuedToken {
  token: string
  expiresInSeconds: number
}

export interface TokenCache {
  /** The token in force; asked for once however many want it. */
  get(): Promise<string>
  /** It was refused: the next `get` asks anew, unless somebody has already. */
  drop(refused: string): void
}

/** Asked for anew this long before it ends, so that none runs out under way. */
const earlyMs = 5 * 60_000

/** One app's access token (developer.work.weixin.qq.com 91039): asking too often is refused. */
export function createTokenCache(fetchToken: () => Promise<IssuedToken>, clock: Clock): TokenCache {
  let held: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined

  const ask = async () => {
    const { token, expiresInSeconds } = await fetchToken()
    held = { token, until: clock.now().getTime() + expiresInSeconds * 1000 - earlyMs }
    return token
  }

  return {
    get: async () => {
      if (held && clock.now().getTime() < held.until) return held.token
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    drop: (refused) => {
      if (held?.token === refused) held = undefined
    },
  }
}
