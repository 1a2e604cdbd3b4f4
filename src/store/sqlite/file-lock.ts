import { setTimeout as sleep } from 'node:timers/promises'

export interface FileLock {
  /**
   * Runs what begins by taking SQLite's own write lock, again and again while another process has that. What it throws
   * then must have changed nothing.
   */
  whenFree<T>(attempt: () => T | Promise<T>): Promise<T>
}

const lookAgainMs = 20
/** Once the file has been locked for so long nobody waits any more, until it is free again: whoever asks is told at once. */
const patienceMs = 30_000

/** The driver would wait for the lock on the thread and serve nobody meanwhile; here the event loop goes on. */
export function createFileLock(nowMs = () => performance.now()): FileLock {
  let lockedSinceMs: number | undefined
  return {
    whenFree: async (attempt) => {
      for (;;) {
        try {
          const result = await attempt()
          lockedSinceMs = undefined
          return result
        } catch (error) {
          if (!isLocked(error)) throw error
          lockedSinceMs ??= nowMs()
          if (nowMs() - lockedSinceMs >= patienceMs) throw error
          await sleep(lookAgainMs)
        }
      }
    },
  }
}

/** As the driver says it, or as the adapter repeats it. */
function isLocked(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { originalCode?: unknown } }
  return [code, cause?.originalCode].some(
    (each) => typeof each === 'string' && each.startsWith('SQLITE_BUSY'),
  )
}
