export interface WorkQueue<Item> {
  /** False when it is full: then the item is not taken. */
  add(item: Item): boolean
  /** How many more would be taken. */
  room(): number
  /** Takes nothing more and resolves when what is being worked has ended; what waits is left. */
  stop(): Promise<void>
}

/**
 * Works items in their order, a bounded number side by side. While `isBusy` says that requests are waiting to be
 * acknowledged it works one at a time and leaves gaps: an acknowledgement cannot wait, the work can.
 */
export function createWorkQueue<Item>(options: {
  /** Must not throw. */
  work(item: Item): Promise<void>
  isBusy(): boolean
  concurrency: number
  maxQueued: number
}): WorkQueue<Item> {
  const { work, isBusy, concurrency, maxQueued } = options
  const gapMs = 10
  const waiting: Item[] = []
  const running = new Set<Promise<void>>()
  let isStopped = false
  let gap: NodeJS.Timeout | undefined

  const pump = () => {
    while (!isStopped && waiting.length > 0 && gap === undefined) {
      if (running.size >= (isBusy() ? 1 : concurrency)) return
      const item = waiting.shift() as Item
      const run = work(item).finally(() => {
        running.delete(run)
        if (!isBusy()) return pump()
        gap ??= setTimeout(() => {
          gap = undefined
          pump()
        }, gapMs)
      })
      running.add(run)
    }
  }

  return {
    add: (item) => {
      if (isStopped || waiting.length >= maxQueued) return false
      waiting.push(item)
      // Not in the same turn: first the acknowledgement leaves.
      setImmediate(pump)
      return true
    },
    room: () => (isStopped ? 0 : maxQueued - waiting.length),
    stop: async () => {
      isStopped = true
      clearTimeout(gap)
      await Promise.all(running)
    },
  }
}
