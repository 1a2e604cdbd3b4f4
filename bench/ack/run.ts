/** Durable acknowledgement against bare Bolt's: same machine, same load, one run; kept rows counted against acks. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openOffice } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { importCustomersAs } from '../../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../../src/services/importing/import-people.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { LoadOrder, LoadSeen } from './load.ts'

const concurrencies = [1, 16, 64]
const rounds = 3
const durationMs = 4_000
const signingSecret = 'bench-signing-secret'

export interface AckFigure {
  server: string
  concurrency: number
  acksPerSecond: number
  ratio: number
  p50Ms: number
  p99Ms: number
  p99Ratio: number
  acks: number
  /** Rows in the inbox; equal to the acks. Absent for bare Bolt, which keeps nothing. */
  kept?: number
}

interface Server {
  name: string
  port: number
  kept(): Promise<number>
  stop(): Promise<void>
}

/** @param databases name to address, each empty and migrated on opening */
export async function benchAck(databases: Readonly<Record<string, string>>): Promise<AckFigure[]> {
  const load = forkScript('load.ts')
  const slack = forkScript('quiet-slack.ts')
  const [slackAddress] = (await once(slack, 'message')) as [{ port: number }]
  const figures: AckFigure[] = []
  try {
    const bare = await startBareBolt()
    const others = await Promise.all(
      Object.entries(databases).map(([name, url]) => startProduct(name, url, slackAddress.port)),
    )
    for (const concurrency of concurrencies) {
      figures.push(...(await compare(load, [bare, ...others], concurrency)))
    }
    for (const server of [bare, ...others]) await server.stop()
  } finally {
    load.kill()
    slack.kill()
  }
  return figures
}

/** Rounds in turn, so that a machine that slows down slows all alike; the round with the median rate counts. */
async function compare(
  load: ChildProcess,
  servers: readonly Server[],
  concurrency: number,
): Promise<AckFigure[]> {
  const seen = new Map<Server, LoadSeen[]>(servers.map((s) => [s, []]))
  const kept = new Map<Server, number>()
  for (let round = 0; round < rounds; round++) {
    for (const server of servers) {
      const before = await server.kept()
      const result = await drive(load, {
        port: server.port,
        concurrency,
        durationMs,
        signingSecret,
        userId: 'U0FPCHEN01',
        teamId: 'T0FIELD001',
      })
      if (result.refused > 0) throw new Error(`${server.name} refused ${result.refused} of ${result.acks}`)
      seen.get(server)?.push(result)
      const rows = (await server.kept()) - before
      kept.set(server, (kept.get(server) ?? 0) + rows)
    }
  }
  const medianOf = (server: Server) =>
    (seen.get(server) ?? []).toSorted((a, b) => rate(a) - rate(b))[Math.floor(rounds / 2)] as LoadSeen
  const yardstick = medianOf(servers[0] as Server)
  return servers.map((server, index) => {
    const median = medianOf(server)
    const acks = (seen.get(server) ?? []).reduce((sum, s) => sum + s.acks, 0)
    return {
      server: server.name,
      concurrency,
      acksPerSecond: rate(median),
      ratio: rate(median) / rate(yardstick),
      p50Ms: median.p50Ms,
      p99Ms: median.p99Ms,
      p99Ratio: median.p99Ms / yardstick.p99Ms,
      acks,
      ...(index === 0 ? {} : { kept: kept.get(server) ?? 0 }),
    }
  })
}

const rate = (seen: LoadSeen) => (seen.acks * 1000) / seen.elapsedMs

async function drive(load: ChildProcess, order: LoadOrder): Promise<LoadSeen> {
  load.send(order)
  const [seen] = (await once(load, 'message')) as [LoadSeen]
  return seen
}

async function startBareBolt(): Promise<Server> {
  const child = forkScript('bare-bolt.ts')
  const [address] = (await once(child, 'message')) as [{ port: number }]
  return { name: 'bare Bolt', port: address.port, kept: async () => 0, stop: async () => void child.kill() }
}

async function startProduct(name: string, databaseUrl: string, slackPort: number): Promise<Server> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const key = Buffer.alloc(32, 1).toString('base64')
  const env = {
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    VAULT_KEYS: `bench:${key}`,
    VAULT_LOOKUP_KEY: key,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `http://127.0.0.1:${slackPort}/api/`,
    LOG_LEVEL: 'error',
  }
  const { office, close } = await openOffice(readConfig(env))
  for (const [importer, file] of [
    [importPeopleAs, 'people.csv'],
    [importCustomersAs, 'customers.csv'],
  ] as const) {
    await importer(office, null, {
      file: { name: file, bytes: readFileSync(`sandbox/demo/${file}`) },
      isDryRun: false,
    })
  }
  await close()
  const child = fork(fileURLToPath(new URL('../../dist/src/main.js', import.meta.url)), {
    env: { ...process.env, ...env },
    execArgv: [],
  })
  for (;;) {
    const isUp = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (r) => r.ok,
      () => false,
    )
    if (isUp) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const store = await openStore({ url: databaseUrl })
  return {
    name,
    port,
    kept: () => store.db.inbox.count(),
    stop: async () => {
      await store.close()
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

const forkScript = (name: string): ChildProcess =>
  fork(fileURLToPath(new URL(name, import.meta.url)), { execArgv: ['--import', 'tsx'] })
