/**
 * `npm run fuzz -- --cases 1000000 [--only csv] [--seed 1]`: every decoder with so many inputs in all, or one with all of
 * them. Says what was tried; a crash is told with the smallest input that makes it, a hang with its decoder and the seed.
 */
import { parseArgs } from 'node:util'
import { type FuzzResult, runTarget } from './run-target.ts'
import { targets } from './targets.ts'
import { watchCases } from './watch-cases.ts'

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

/** At least; a case is found to hang within twice as long. */
const hangMs = 20_000
const begin = await watchCases({ names: chosen.map(({ name }) => name), seed: values.seed, hangMs })

const shares = chosen.reduce((sum, { share }) => sum + share, 0)
const wanted = Number(values.cases)
const results: FuzzResult[] = []
let failed = 0
for (const [at, target] of chosen.entries()) {
  const cases = Math.ceil((wanted * target.share) / shares)
  try {
    const result = await runTarget(target, {
      cases,
      seed: Number(values.seed),
      begins: () => begin(at),
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
