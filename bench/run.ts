/**
 * `npm run bench`, or `npm run bench -- ack duties`: measures and writes docs/performance.md. Ratios hold within one
 * run; the absolute numbers are this machine's on this day.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../src/store/migrate.ts'
import { startTemporaryPostgres } from '../tools/database/temporary-postgres.ts'
import { benchAck } from './ack/run.ts'
import { measureDuties } from './duties.ts'
import { measureGrowth } from './grow.ts'
import { measureLeaderboard } from './leaderboard.ts'
import { measureMessageForms } from './message-forms.ts'
import { measureScale } from './scale.ts'
import { measureStart } from './start.ts'

type Row = Readonly<Record<string, string>>

const parts: Record<string, { title: string; goal: string; run(): Promise<Row[]> }> = {
  ack: {
    title: 'Durable acknowledgement',
    goal: 'a signed `/log`, kept through a power cut before it is acknowledged, against a bare Bolt app that only acknowledges: at 16 at a time ≥ 0.6 × on SQLite (synchronous=FULL), ≥ 0.5 × on PostgreSQL (fsync on), p99 ≤ 3 ×',
    run: () => runAck('slack'),
  },
  callback: {
    title: 'Durable callback',
    goal: 'a callback of WeCom decrypted, read and kept through a power cut before it is acknowledged, against bare Fastify that decrypts it and answers with its text: at 16 at a time ≥ 0.5 ×, p99 ≤ 3 ×',
    run: () => runAck('wecom'),
  },
  leaderboard: {
    title: 'Leaderboard',
    goal: '1,000 reps over a year of 1,000,000 activities: ≤ 0.1 × the plain full GROUP BY on the same database',
    run: async () => {
      const figures = await measureLeaderboard()
      return [Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)]))]
    },
  },
  duties: {
    title: 'Duties',
    goal: 'making 100,000 duties and climbing their ladder: < 10 s on SQLite, memory within 100 MB of idle, linear from 1,000',
    run: async () => {
      const rows: Row[] = []
      for (const duties of [1_000, 10_000, 100_000]) {
        const f = await measureDuties(duties)
        rows.push({
          duties: String(f.duties),
          'make (s)': round(f.makeMs / 1000),
          'plan (s)': round(f.planMs / 1000),
          'climb (s)': round(f.climbMs / 1000),
          'together (s)': round((f.makeMs + f.planMs + f.climbMs) / 1000),
          messages: String(f.messages),
          'grown (MB)': round(f.grownMb),
        })
      }
      return rows
    },
  },
  forms: {
    title: 'Message forms',
    goal: 'reading a plan typed back: ≤ 1 ms at 2,000 characters, linear in its length',
    run: async () =>
      measureMessageForms().map((f) => ({
        characters: String(f.characters),
        'median (ms)': f.medianMs.toFixed(3),
        'p99 (ms)': f.p99Ms.toFixed(3),
        'ratio to half as long': f.ratio === undefined ? '–' : round(f.ratio),
      })),
  },
  grow: {
    title: 'Growth',
    goal: 'the same in a company of 100 people and 10,000 activities and in a large one: what one person does or sees ≤ 2 ×; what is for everybody grows no faster than people do',
    run: async () =>
      (await measureGrowth()).map((f) => ({
        database: f.database,
        what: f.what,
        'small (ms)': round(f.smallMs),
        'large (ms)': round(f.largeMs),
        ratio: round(f.largeMs / f.smallMs),
      })),
  },
  scale: {
    title: 'Several processes',
    goal: '48 typed lines at a time, kept and worked: one to three processes on one PostgreSQL against one on SQLite, with the load on the same machine',
    run: runScale,
  },
  start: {
    title: 'Start and memory',
    goal: 'start to ready < 2 s on a migrated database; resident memory < 200 MB under load',
    run: async () => {
      const f = await measureStart()
      return [
        {
          'start to ready (s)': round(f.readyMs / 1000),
          'idle (MB)': round(f.idleMb),
          'after load (MB)': round(f.loadedMb),
          acks: String(f.acks),
        },
      ]
    },
  },
}

const round = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2))

interface Databases {
  /** Each time another one, empty. */
  sqlite(): Promise<string>
  postgresql(): Promise<string>
}

/** As they are run in earnest: every commit waits for the disk. */
async function withDatabases<T>(work: (create: Databases) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-bench-'))
  const postgres = await startTemporaryPostgres({ isDurable: true })
  let count = 0
  try {
    await migrate(postgres.urlOf('template1'))
    return await work({
      sqlite: async () => `file:${join(dir, `${++count}.db`)}`,
      postgresql: async () => {
        const name = `bench_${++count}`
        await createDatabase(postgres.urlOf('postgres'), name)
        return postgres.urlOf(name)
      },
    })
  } finally {
    await postgres.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function runAck(protocol: 'slack' | 'wecom'): Promise<Row[]> {
  const figures = await withDatabases(({ sqlite, postgresql }) =>
    benchAck(protocol, { 'Fieldpost, SQLite': sqlite, 'Fieldpost, PostgreSQL': postgresql }),
  )
  return figures.map((f) => ({
    server: f.server,
    'at a time': String(f.concurrency),
    'acks/s': round(f.acksPerSecond),
    ratio: round(f.ratio),
    'p50 (ms)': round(f.p50Ms),
    'p99 (ms)': round(f.p99Ms),
    'p99 ratio': round(f.p99Ratio),
    acks: String(f.acks),
    'rows kept': f.kept === undefined ? '–' : String(f.kept),
    'stolen (%)': round(f.stolen * 100),
  }))
}

async function runScale(): Promise<Row[]> {
  const figures = await withDatabases(({ sqlite, postgresql }) =>
    measureScale({
      SQLite: { create: sqlite, processes: [1] },
      PostgreSQL: { create: postgresql, processes: [1, 2, 3] },
    }),
  )
  return figures.map((f) => ({
    database: f.database,
    processes: String(f.processes),
    'kept/s': round(f.keptPerSecond),
    'worked/s': round(f.workedPerSecond),
    'to one process on SQLite': round(f.workedPerSecond / (figures[0]?.workedPerSecond ?? Number.NaN)),
    'p99 (ms)': round(f.p99Ms),
    deliveries: String(f.deliveries),
  }))
}

async function createDatabase(admin: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  await client.query(`CREATE DATABASE ${name} TEMPLATE template1`)
  await client.end()
}

function toTable(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((r) => line(columns.map((c) => r[c] ?? ''))),
  ].join('\n')
}

const file = 'docs/performance.md'

/** Replaces one part's section and leaves the others as an earlier run wrote them. */
function writeSection(name: string, title: string, goal: string, rows: readonly Row[]): void {
  const begin = `<!-- ${name} -->`
  const end = `<!-- /${name} -->`
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${new Date().toISOString().slice(0, 10)}.`
  const section = `${begin}\n## ${title}\n\nGoal: ${goal}.\n\n${toTable(rows)}\n\n\`npm run bench -- ${name}\`. ${machine}\n${end}`
  const text = readFileSync(file, 'utf8')
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  const changed =
    from >= 0 && to > from
      ? text.slice(0, from) + section + text.slice(to + end.length)
      : `${text.trimEnd()}\n\n${section}\n`
  writeFileSync(file, changed)
}

const wanted = process.argv.slice(2)
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${part.title}\n  goal: ${part.goal}`)
  const rows = await part.run()
  console.table(rows)
  writeSection(name, part.title, part.goal, rows)
}
