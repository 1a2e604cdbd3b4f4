/**
 * `npm run crash -- --kills 1000 --database postgresql --processes 2 --seed 1`: plays one company after another until so
 * many kills are made. Ends with 1 as soon as anything is lost, doubled or broken, naming the seed of the company that
 * shows it; `--house` plays that one again, alone. With `--pauses` every second process stands still for a minute first,
 * while the others go on. Told to stop, it ends after the company that it is playing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { startTemporaryPostgres } from '../../tools/database/temporary-postgres.ts'
import { bundleProduct } from './bundle-product.ts'
import { playHouse } from './play-house.ts'
import { addReport, emptyTotal, showTotal } from './total.ts'

const killsAHouse = 50

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    database: { type: 'string', default: 'sqlite' },
    processes: { type: 'string' },
    seed: { type: 'string', default: '1' },
    house: { type: 'string' },
    pauses: { type: 'boolean', default: false },
  },
})
const count = z.coerce.number().int().positive()
const asked = {
  kills: count.parse(values.kills),
  database: z.enum(['sqlite', 'postgresql']).parse(values.database),
  seed: values.seed,
}
const processes = count
  .max(asked.database === 'sqlite' ? 1 : 8)
  .parse(values.processes ?? (asked.database === 'sqlite' ? 1 : 2))
const first = values.house === undefined ? 0 : z.coerce.number().int().nonnegative().parse(values.house)
const houses = values.house === undefined ? Math.ceil(asked.kills / killsAHouse) : 1

const product = await bundleProduct()
const databases = await openDatabases()
let total = emptyTotal
let isToStop = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    isToStop = true
  })
try {
  for (let house = first; house < first + houses && !isToStop; house += 1) {
    const seed = `${asked.seed}/${house}`
    const databaseUrl = await databases.create()
    const report = await playHouse({
      bundle: product.file,
      databaseUrl,
      processes,
      kills: killsAHouse,
      hasPauses: values.pauses,
      seed,
    })
    total = addReport(total, report)
    process.stdout.write(`${new Date().toISOString()} house ${seed}: ${total.killed} kills so far\n`)
    for (const problem of report.problems) process.stdout.write(`  ${problem}\n`)
    if (report.evidence) process.stdout.write(`  what explains it: ${report.evidence}\n`)
  }
} finally {
  await databases.close()
  product.remove()
}
process.stdout.write(showTotal(total))
process.exitCode = total.problems.length > 0 ? 1 : 0

async function openDatabases() {
  if (asked.database === 'sqlite') {
    const dir = mkdtempSync(join(tmpdir(), 'fieldpost-crash-db-'))
    let made = 0
    return {
      create: async () => {
        made += 1
        return `file:${join(dir, `${made}.db`)}`
      },
      close: async () => rmSync(dir, { recursive: true, force: true }),
    }
  }
  const server = await startTemporaryPostgres({ isDurable: true })
  let made = 0
  return {
    create: async () => {
      made += 1
      const client = new pg.Client({ connectionString: server.urlOf('postgres') })
      await client.connect()
      await client.query(`CREATE DATABASE crash_${made}`)
      await client.end()
      return server.urlOf(`crash_${made}`)
    },
    close: () => server.stop(),
  }
}
