/**
 * The same work in a small company and in a large one on the same server: what grows with the company, and what does
 * not. PostgreSQL and, up to a size that one file serves, SQLite. Smaller with BENCH_PEOPLE and BENCH_ACTIVITIES, and
 * the same two after BENCH_SQLITE_.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Office } from '../src/services/office.ts'
import { migrate } from '../src/store/migrate.ts'
import { openStore } from '../src/store/open-store.ts'
import { startTemporaryPostgres } from '../tools/database/temporary-postgres.ts'
import { launchProduct, startQuietSlack } from './ack/product.ts'
import { measureCompany } from './grow/measure-company.ts'
import { type CompanySize, seedCompany, workdays } from './grow/seed-company.ts'
import { openOffice } from './open-office.ts'

const small: CompanySize = { people: 100, activities: 10_000 }
const large: Readonly<Record<'postgresql' | 'sqlite', CompanySize>> = {
  postgresql: {
    people: Number(process.env.BENCH_PEOPLE ?? 100_000),
    activities: Number(process.env.BENCH_ACTIVITIES ?? 10_000_000),
  },
  sqlite: {
    people: Number(process.env.BENCH_SQLITE_PEOPLE ?? 10_000),
    activities: Number(process.env.BENCH_SQLITE_ACTIVITIES ?? 1_000_000),
  },
}
/** Friday morning of week 47. */
const morning = '2026-11-20T02:00:00Z'

export interface GrowFigure {
  database: string
  what: string
  smallMs: number
  largeMs: number
}

export async function measureGrowth(): Promise<GrowFigure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-bench-'))
  const postgres = await startTemporaryPostgres({ isDurable: true })
  const slack = await startQuietSlack()
  const figures: GrowFigure[] = []
  try {
    for (const provider of ['postgresql', 'sqlite'] as const) {
      const create = async (name: string) =>
        provider === 'sqlite' ? `file:${join(dir, `${name}.db`)}` : createDatabase(postgres, name)
      // Not counted: what is compiled as it is used would be the small company's alone.
      await measure(await create('first'), small, slack.port)
      const before = await measure(await create('small'), small, slack.port)
      const grown = await measure(await create('large'), large[provider], slack.port)
      // An hour may lie in between: a machine that was busy at its beginning must not flatter the ratio.
      const after = await measure(await create('small_again'), small, slack.port)
      const { people, activities } = large[provider]
      const database = `${provider}, ${people} people, ${activities} activities`
      for (const [what, largeMs] of grown) {
        const smallMs = Math.min(before.get(what) ?? Number.NaN, after.get(what) ?? Number.NaN)
        figures.push({ database, what, smallMs, largeMs })
      }
    }
  } finally {
    slack.stop()
    await postgres.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  return figures
}

async function createDatabase({ urlOf }: { urlOf(name: string): string }, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  await client.end()
  return urlOf(name)
}

async function measure(url: string, size: CompanySize, slackPort: number): Promise<Map<string, number>> {
  const from = performance.now()
  const say = (what: string) =>
    console.log(`  ${size.people} people: ${what} after ${Math.round((performance.now() - from) / 1000)} s`)
  await migrate(url)
  const store = await openStore({ url })
  const figures = await seedAndMeasure(openOffice(store, morning), size, say).finally(() => store.close())
  // After all else: what it sends would be measured too.
  const product = await launchProduct(url, slackPort)
  figures.set('start to ready', product.readyMs)
  await product.stop()
  say('started')
  return figures
}

async function seedAndMeasure(office: Office, size: CompanySize, say: (what: string) => void) {
  await seedCompany(office.store, size, workdays())
  say('seeded')
  const figures = await measureCompany(office)
  say('measured')
  return figures
}
