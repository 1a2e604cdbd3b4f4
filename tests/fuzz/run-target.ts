import fc from 'fast-check'
import type { FuzzTarget } from './fuzz-target.ts'

/** One case may take this long of the processor, not of the day: a busy machine is nobody's slow decoder. */
const caseLimitMs = 2_000

export interface FuzzResult {
  name: string
  cases: number
  seconds: number
  /** Of the processor's time, of the slowest case. */
  slowestMs: number
}

/**
 * Decodes so many inputs; rejects with the smallest that crashes or takes too long, and the seed that makes it again.
 * @param begins called before each case, for whoever watches that it ends
 */
export async function runTarget(
  { name, input, decode }: FuzzTarget,
  { cases, seed, begins = () => undefined }: { cases: number; seed: number; begins?: () => void },
): Promise<FuzzResult> {
  const from = performance.now()
  let slowestMs = 0
  let done = 0
  await fc.assert(
    fc.asyncProperty(input, async (value) => {
      begins()
      let tookMs = await time(() => decode(value as never))
      // Collecting what other cases left behind is not slow twice more.
      for (let again = 0; again < 2 && tookMs > caseLimitMs; again++)
        tookMs = Math.min(tookMs, await time(() => decode(value as never)))
      slowestMs = Math.max(slowestMs, tookMs)
      done += 1
      if (tookMs > caseLimitMs) throw new Error(`${name} took ${Math.round(tookMs)} ms`)
    }),
    { numRuns: cases, seed, endOnFailure: false },
  )
  return { name, cases: done, seconds: (performance.now() - from) / 1000, slowestMs }
}

async function time(work: () => unknown): Promise<number> {
  const from = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}
