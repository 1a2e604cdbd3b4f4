import type {
  FastifyRateLimitOptions,
  FastifyRateLimitStore,
  FastifyRateLimitStoreCtor,
} from '@fastify/rate-limit'

/** Where several processes count together. */
export interface VisitBook {
  count(key: string, windowMs: number): Promise<{ count: number; leftMs: number }>
  /** Deletes what counts no more. */
  forget(): Promise<void>
}

const forgetEveryMs = 60_000

/**
 * The counts of `@fastify/rate-limit`, kept where all processes see them. Whoever is over the limit is refused from
 * memory until their window ends: a script that goes on costs the database nothing.
 */
export function shareVisits(book: VisitBook): FastifyRateLimitStoreCtor {
  const refused = new Map<string, { count: number; endsAt: number }>()
  let forgetAt = 0

  async function count(key: string, windowMs: number, max: number) {
    const now = performance.now()
    const known = refused.get(key)
    if (known && known.endsAt > now) {
      known.count += 1
      return { current: known.count, ttl: Math.ceil(known.endsAt - now) }
    }
    if (now >= forgetAt) {
      forgetAt = now + forgetEveryMs
      for (const [each, { endsAt }] of refused) if (endsAt <= now) refused.delete(each)
      await book.forget()
    }
    const { count, leftMs } = await book.count(key, windowMs)
    if (count > max) refused.set(key, { count, endsAt: now + leftMs })
    return { current: count, ttl: Math.ceil(leftMs) }
  }

  return class SharedVisits implements FastifyRateLimitStore {
    readonly #place: string
    constructor(_options: FastifyRateLimitOptions, place = '') {
      this.#place = place
    }
    incr(
      key: string,
      callback: Parameters<FastifyRateLimitStore['incr']>[1],
      windowMs: number,
      max: number,
    ): void {
      count(`${this.#place}${key}`, windowMs, max).then(
        (counted) => callback(null, counted),
        (error: Error) => callback(error),
      )
    }
    /** A route's own limit; those that are asked for in code name themselves in their keys. */
    child(merged: FastifyRateLimitOptions & { routeInfo?: { method?: unknown; url?: string } }) {
      const { method, url } = merged.routeInfo ?? {}
      return new SharedVisits(merged, url === undefined ? '' : `${method} ${url} `)
    }
  }
}
