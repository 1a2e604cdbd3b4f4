/** Nothing more comes when nothing came for so long. */
const quietMs = 0.1
/** However many come: the first has waited so long by then. */
const longestMs = 2
/** After a batch of several others are expected for so long. */
const crowdMs = 10

/**
 * When a batch is closed whose commit holds up the thread, so that nothing can arrive meanwhile: at the end of the turn
 * for one alone, and for a crowd once no more come. Closed earlier, one or two would be written first and all others
 * after them, in two commits.
 */
export function createCrowdGatherer(): (close: () => void, countWaiting: () => number) => void {
  let crowdAt = Number.NEGATIVE_INFINITY
  return (close, countWaiting) => {
    const beganAt = performance.now()
    const isCrowd = beganAt - crowdAt < crowdMs
    let seen = 0
    let cameAt = beganAt
    const look = () => {
      const now = performance.now()
      const waiting = countWaiting()
      if (waiting > seen) cameAt = now
      seen = waiting
      if (isCrowd && now - cameAt < quietMs && now - beganAt < longestMs) {
        setImmediate(look)
        return
      }
      if (waiting > 1) crowdAt = now
      close()
    }
    // By then every socket that had something to read in this turn of the event loop has been read.
    setImmediate(look)
  }
}
