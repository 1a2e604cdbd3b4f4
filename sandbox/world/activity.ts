import type { ChangeFeed } from './changes.ts'

/** Counts what is under way, so that a test can wait for quiet instead of sleeping. */
export interface Activity {
  readonly inFlight: number
  /** real milliseconds since something was last under way; 0 while something is */
  quietMs(): number
  track<T>(work: Promise<T>): Promise<T>
  begin(): () => void
}

export function createActivity(changes: ChangeFeed): Activity {
  let inFlight = 0
  let lastMs = performance.now()
  const begin = () => {
    inFlight += 1
    let ended = false
    return () => {
      if (ended) return
      ended = true
      inFlight -= 1
      lastMs = performance.now()
      if (inFlight === 0) changes.emit('idle')
    }
  }
  return {
    get inFlight() {
      return inFlight
    },
    quietMs: () => (inFlight > 0 ? 0 : performance.now() - lastMs),
    begin,
    async track(work) {
      const end = begin()
      try {
        return await work
      } finally {
        end()
      }
    },
  }
}
