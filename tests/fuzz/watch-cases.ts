import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/**
 * Watches from a thread of its own that cases go on, for a loop without end lets nothing else run in the first one: says
 * which decoder hangs, and kills the process.
 * @returns to be called before each case, with the place of its decoder among the names
 */
export async function watchCases({
  names,
  seed,
  hangMs,
}: {
  names: readonly string[]
  seed: string
  hangMs: number
}): Promise<(at: number) => void> {
  const seen = new Int32Array(new SharedArrayBuffer(8))
  const watch = new Worker(
    `const { workerData: { seen, names, seed, hangMs } } = require('node:worker_threads')
     let last = -1
     setInterval(() => {
       const now = Atomics.load(seen, 0)
       if (now === last) {
         const name = names[Atomics.load(seen, 1)]
         require('node:fs').writeSync(1, name + ' hangs: a case took ' + hangMs + ' ms; seed ' + seed + '\\n')
         process.kill(process.pid, 'SIGKILL')
       }
       last = now
     }, hangMs)`,
    // Without the loader of the first thread, for which it may have to wait.
    { eval: true, execArgv: [], workerData: { seen, names, seed, hangMs } },
  )
  await once(watch, 'online')
  watch.unref()
  return (at) => {
    Atomics.store(seen, 1, at)
    Atomics.add(seen, 0, 1)
  }
}
