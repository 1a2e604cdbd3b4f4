import { ConfigError } from './errors.ts'

export const msPerMinute = 60_000
export const msPerHour = 60 * msPerMinute
/** Of a day that is as long as any; those of a calendar are reckoned in its zone (`src/calendar/zones.ts`). */
export const msPerDay = 24 * msPerHour

/** Where every deadline, reminder and job reads the time. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved: for tests and dry runs. */
export function fixedClock(
  start: Date | string,
): Clock & { set(to: Date | string): void; advance(ms: number): void } {
  let current = new Date(start).getTime()
  return {
    now: () => new Date(current),
    set: (to) => {
      current = new Date(to).getTime()
    },
    advance: (ms) => {
      current += ms
    },
  }
}

/**
 * Follows another process's clock, read from `url` as `{ "now": ISO instant }`, so that a demonstration can be
 * moved through a week. Between two readings the local clock carries on from the last offset.
 * @throws ConfigError when it cannot be read at the start
 */
export async function followClock(url: string, everyMs = 500): Promise<Clock & { stop(): void }> {
  let offsetMs = 0
  const read = async () => {
    const response = await fetch(url, { redirect: 'error' })
    const { now } = (await response.json()) as { now: string }
    const told = new Date(now).getTime()
    if (!Number.isFinite(told)) throw new Error('no instant in the answer')
    offsetMs = told - Date.now()
  }
  await read().catch((cause: Error) => {
    throw new ConfigError([`CLOCK_URL ${url} cannot be read: ${cause.message}`])
  })
  const timer = setInterval(() => {
    // A clock that cannot be read keeps its last offset; the next reading mends it.
    read().catch(() => undefined)
  }, everyMs)
  timer.unref()
  return { now: () => new Date(Date.now() + offsetMs), stop: () => clearInterval(timer) }
}
