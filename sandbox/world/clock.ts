export interface ClockReading {
  /** ISO 8601, UTC */
  now: string
  /** sandbox time minus real time, milliseconds */
  offsetMs: number
  /** sandbox seconds per real second; 0 = frozen */
  rate: number
}

export interface SandboxClock {
  nowMs(): number
  /**
   * Monotonic milliseconds: real time plus every forward jump, never scaled by the rate. Trigger ids and rate
   * limits follow it, so that a minute-a-second clock does not kill every trigger before the app can use it.
   */
  elapsedMs(): number
  reading(): ClockReading
  setNow(atMs: number): void
  advance(ms: number): void
  setRate(rate: number): void
  /** Runs once sandbox time reaches `atMs`; the answer cancels it. */
  schedule(atMs: number, run: () => void): () => void
  /** Forgets everything scheduled. */
  cancelAll(): void
  close(): void
}

interface Task {
  atMs: number
  run: () => void
}

const LONGEST_TIMER_MS = 2_000_000_000

/** @param onMoved told after every set, advance or change of rate */
export function createClock(startMs: number | null, startRate: number, onMoved: () => void): SandboxClock {
  let anchorRealMs = performance.now()
  let anchorMs = startMs ?? Date.now()
  let rate = startRate
  let jumpedMs = 0
  let timer: NodeJS.Timeout | undefined
  const tasks = new Set<Task>()

  const nowMs = () => Math.floor(anchorMs + (performance.now() - anchorRealMs) * rate)

  const moveTo = (atMs: number, newRate: number) => {
    jumpedMs += Math.max(0, atMs - nowMs())
    anchorMs = atMs
    anchorRealMs = performance.now()
    rate = newRate
    runDue()
    onMoved()
  }

  const runDue = () => {
    const due = [...tasks].filter((task) => task.atMs <= nowMs()).sort((a, b) => a.atMs - b.atMs)
    for (const task of due) if (tasks.delete(task)) task.run()
    arm()
  }

  const arm = () => {
    clearTimeout(timer)
    timer = undefined
    if (rate <= 0 || tasks.size === 0) return
    const nextMs = Math.min(...[...tasks].map((task) => task.atMs))
    const waitMs = Math.min(LONGEST_TIMER_MS, Math.max(0, (nextMs - nowMs()) / rate) + 1)
    timer = setTimeout(runDue, waitMs)
    timer.unref()
  }

  return {
    nowMs,
    elapsedMs: () => performance.now() + jumpedMs,
    reading: () => ({ now: new Date(nowMs()).toISOString(), offsetMs: nowMs() - Date.now(), rate }),
    setNow: (atMs) => moveTo(atMs, rate),
    advance: (ms) => moveTo(nowMs() + ms, rate),
    setRate: (newRate) => moveTo(nowMs(), newRate),
    schedule: (atMs, run) => {
      const task = { atMs, run }
      tasks.add(task)
      arm()
      return () => {
        tasks.delete(task)
        arm()
      }
    },
    cancelAll: () => {
      tasks.clear()
      arm()
    },
    close: () => {
      clearTimeout(timer)
      tasks.clear()
    },
  }
}
