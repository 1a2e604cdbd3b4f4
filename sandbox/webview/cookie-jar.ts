/**
 * Cookies of one phone. Browsers share cookies between ports of a machine, so that two phones in one window would be
 * one visitor: each has a jar here instead, and the browser itself never sees a cookie.
 */
export interface CookieJar {
  /** Takes what an answer sets. */
  keep(origin: string, setCookies: readonly string[]): void
  /** The Cookie header for this origin; undefined when there is nothing to send. */
  header(origin: string): string | undefined
}

export function createCookieJar(nowMs: () => number): CookieJar {
  const byOrigin = new Map<string, Map<string, string>>()
  return {
    keep(origin, setCookies) {
      const jar = byOrigin.get(origin) ?? new Map<string, string>()
      byOrigin.set(origin, jar)
      for (const line of setCookies) {
        const [, name = '', value = ''] = /^\s*([^=;]+)=([^;]*)/.exec(line) ?? []
        if (name === '') continue
        if (isOver(line, nowMs())) jar.delete(name)
        else jar.set(name, value)
      }
    },
    header(origin) {
      const pairs = [...(byOrigin.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`)
      return pairs.length > 0 ? pairs.join('; ') : undefined
    },
  }
}

function isOver(line: string, nowMs: number): boolean {
  const maxAge = /;\s*max-age=(-?\d+)/i.exec(line)?.[1]
  if (maxAge !== undefined) return Number(maxAge) <= 0
  const expires = /;\s*expires=([^;]+)/i.exec(line)?.[1]
  return expires !== undefined && Date.parse(expires) <= nowMs
}
