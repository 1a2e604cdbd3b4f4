/**
 * Runs a job by key, never twice at once: asked again while it runs, it runs once more afterwards. So a burst of
 * changes costs two reads, and what is read last is never older than the last change.
 */
export function createCoalescer(): (key: string, job: () => Promise<void>) => Promise<void> {
  const running = new Map<string, { again: boolean; done: Promise<void> }>()
  return (key, job) => {
    const current = running.get(key)
    if (current) {
      current.again = true
      return current.done
    }
    const state = { again: false, done: Promise.resolve() }
    const run = async () => {
      try {
        do {
          state.again = false
          await job()
        } while (state.again)
      } finally {
        running.delete(key)
      }
    }
    running.set(key, state)
    state.done = run()
    return state.done
  }
}
