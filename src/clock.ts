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
 */
export async function followClock(url: string, everyMs = 500): Promise<Clock & { stop(): void }> {
  let offsetMs = 0
  const read = async () => {
    const response = await fetch(url)
    const { now } = (await response.json()) as { now: string }
    offsetMs = new Date(now).getTime() - Date.now()
  }
  await read()
  const timer = setInterval(() => {
    // A clock that cannot be read keeps its last offset; the next reading mends it.
    read().catch(() => undefined)
  }, everyMs)
  timer.unref()
  return { now: () => new Date(Date.now() + offsetMs), stop: () => clearInterval(timer) }
}
