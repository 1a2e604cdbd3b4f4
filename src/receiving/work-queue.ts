export interface WorkQueue<Item> {
  /** False when it is full: then the item is not taken. */
  add(item: Item): boolean
  /** How many more would be taken. */
  room(): number
  /** Takes nothing more and resolves when what is being worked has ended; what waits is left. */
  stop(): Promise<void>
}

export interface WorkQueueOptions<Item> {
  /** Must not throw. */
  work(item: Item): Promise<void>
  /** Somebody looks at the screen and a trigger is running out; such items go first and are never held back. */
  isUrgent(item: Item): boolean
  /** Requests are pouring in. */
  isBusy(): boolean
  concurrency: number
  maxQueued: number
}

/** So many times as long as an item took nothing that can wait follows it, while requests are pouring in. */
const restShare = 50
/** However long an item took: it may have waited for a platform. */
const maxRestMs = 2_000
/** While it rests, whether requests are still pouring in is looked at so often. */
const lookAgainMs = 50
/** Items that can wait side by side: what they do together must not make an acknowledgement wait long. */
const maxPatient = 4

/**
 * Works items in their order, urgent ones first, a bounded number side by side. While requests are pouring in, what
 * can wait is worked one at a time with rests between: an acknowledgement cannot wait.
 */
export function createWorkQueue<Item>(options: WorkQueueOptions<Item>): WorkQueue<Item> {
  const { work, isUrgent, isBusy, concurrency, maxQueued } = options
  const urgent: Item[] = []
  const patient: Item[] = []
  const running = new Set<Promise<void>>()
  let patientRunning = 0
  let isStopped = false
  let isScheduled = false
  let restUntil = 0
  let rest: NodeJS.Timeout | undefined

  const start = (item: Item, ended?: () => void) => {
    const run: Promise<void> = work(item).finally(() => {
      running.delete(run)
      ended?.()
      pump()
    })
    running.add(run)
  }

  const pump = () => {
    isScheduled = false
    while (!isStopped && running.size < concurrency) {
      const pressing = urgent.shift()
      if (pressing !== undefined) {
        start(pressing)
        continue
      }
      const isFlood = isBusy()
      if (patient.length === 0 || patientRunning >= (isFlood ? 1 : maxPatient)) return
      if (isFlood && performance.now() < restUntil) {
        rest ??= setTimeout(() => {
          rest = undefined
          pump()
        }, lookAgainMs)
        return
      }
      patientRunning += 1
      const startedAt = performance.now()
      start(patient.shift() as Item, () => {
        patientRunning -= 1
        const now = performance.now()
        restUntil = now + Math.min(maxRestMs, restShare * (now - startedAt))
      })
    }
  }

  const room = () => (isStopped ? 0 : maxQueued - urgent.length - patient.length)

  return {
    room,
    add: (item) => {
      if (room() <= 0) return false
      const lane = isUrgent(item) ? urgent : patient
      lane.push(item)
      // Not in the same turn: first the acknowledgement leaves.
      if (!isScheduled) {
        isScheduled = true
        setImmediate(pump)
      }
      return true
    },
    stop: async () => {
      isStopped = true
      clearTimeout(rest)
      await Promise.all(running)
    },
  }
}
