/**
 * `npm run fuzz -- --cases 1000000 [--only csv] [--seed 1]`: every decoder, or one, with so many inputs in all. Says what
 * was tried; a crash is told with the smallest input that makes it, a hang with the seed.
 */
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { type FuzzResult, runTarget } from './run-target.ts'
import { targets } from './targets.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' },
    only: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
})
const say = (text: string) => process.stdout.write(`${text}\n`)
const chosen = targets.filter(({ name }) => values.only === undefined || name === values.only)
if (chosen.length === 0) {
  say(`no decoder of that name: ${targets.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

/** A loop without end lets nothing else run in its thread: another one watches that cases go on. */
const hangMs = 20_000
const count = new Int32Array(new SharedArrayBuffer(4))
const watch = new Worker(
  `const { workerData: { count, hangMs, seed } } = require('node:worker_threads')
   let last = -1
   setInterval(() => {
     const now = Atomics.load(count, 0)
     if (now === last) { require('node:fs').writeSync(1, 'a case hangs; seed ' + seed + '\\n'); process.kill(process.pid, 'SIGKILL') }
     last = now
   }, hangMs)`,
  { eval: true, workerData: { count, hangMs, seed: values.seed } },
)
watch.unref()

const shares = chosen.reduce((sum, { share }) => sum + share, 0)
const wanted = Number(values.cases)
const results: FuzzResult[] = []
let failed = 0
for (const target of chosen) {
  const cases = Math.ceil((wanted * target.share) / shares)
  try {
    const result = await runTarget(target, {
      cases,
      seed: Number(values.seed),
      begins: () => Atomics.add(count, 0, 1),
    })
    results.push(result)
    say(
      `${result.name.padEnd(18)} ${String(result.cases).padStart(9)} cases ${result.seconds.toFixed(1).padStart(8)} s, slowest ${result.slowestMs.toFixed(0)} ms`,
    )
  } catch (error) {
    failed += 1
    say(`${target.name} FAILED\n${error instanceof Error ? error.message : String(error)}`)
    if (error instanceof Error && error.cause) say(String((error.cause as Error).stack ?? error.cause))
  }
}
const total = results.reduce((sum, { cases }) => sum + cases, 0)
say(`${total} cases, ${failed} decoders failed, seed ${values.seed}`)
process.exit(failed === 0 ? 0 : 1)
