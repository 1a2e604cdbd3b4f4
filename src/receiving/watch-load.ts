import { performance } from 'node:perf_hooks'

/** So many requests within so long: they are pouring in. */
const pouring = 50
const withinMs = 250
/** So many keep coming, though slowly. */
const coming = 8
/** Of the last while: a thread that had less rest than this leaves keeps them waiting. */
const busyShare = 0.8
const whileMs = 100

export interface LoadWatch {
  /** A request has come. */
  arrived(): void
  /** Requests are pouring in, or keep coming while the thread has no rest: what can wait should. */
  isBusy(): boolean
}

export function watchLoad(): LoadWatch {
  const arrivals = new Float64Array(pouring).fill(Number.NEGATIVE_INFINITY)
  let count = 0
  let since = performance.eventLoopUtilization()
  let sinceMs = performance.now()
  let share = 0
  /** When the last but so many came. */
  const cameAt = (last: number) => arrivals[(count - last + pouring) % pouring] as number
  return {
    arrived: () => {
      arrivals[count % pouring] = performance.now()
      count += 1
    },
    isBusy: () => {
      const now = performance.now()
      if (now - sinceMs >= whileMs) {
        const soFar = performance.eventLoopUtilization()
        share = performance.eventLoopUtilization(soFar, since).utilization
        since = soFar
        sinceMs = now
      }
      return now - cameAt(share > busyShare ? coming : pouring) < withinMs
    },
  }
}
