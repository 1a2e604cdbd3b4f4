type Release = () => void

export interface WriteLock {
  /** Resolves when it is the caller's turn, with the function that ends it. Ending twice does nothing. */
  acquire(lane?: 'queue' | 'express'): Promise<Release>
}

/**
 * First come, first served, for the one connection that writes. Whoever stands in the express lane goes
 * before the queue, but never twice in a row: short work is not held up by a queue of long transactions,
 * nor starves it.
 */
export function createWriteLock(): WriteLock {
  const lanes = { queue: [] as (() => void)[], express: [] as (() => void)[] }
  let isTaken = false
  let lastLane: keyof typeof lanes = 'queue'

  const admitNext = () => {
    const [first, second] =
      lastLane === 'express' ? (['queue', 'express'] as const) : (['express', 'queue'] as const)
    const lane = lanes[first].length > 0 ? first : second
    const admit = lanes[lane].shift()
    isTaken = admit !== undefined
    lastLane = lane
    admit?.()
  }

  return {
    acquire: (lane = 'queue') =>
      new Promise((resolve) => {
        lanes[lane].push(() => {
          let isReleased = false
          resolve(() => {
            if (isReleased) return
            isReleased = true
            // The driver is synchronous, and a chain of writers would keep the process from its sockets:
            // between any two the event loop makes a turn.
            setImmediate(admitNext)
          })
        })
        if (!isTaken) admitNext()
      }),
  }
}
