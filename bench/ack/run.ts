/** Durable acknowledgement against bare Bolt's: same machine, same load, one run; kept rows counted against acks. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openStore } from '../../src/store/open-store.ts'
import type { LoadSeen } from './load.ts'
import { drive, forkScript, sender, startProduct, startQuietSlack } from './product.ts'

const concurrencies = [1, 16, 64]
const rounds = 3
const durationMs = 4_000

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
  const slack = await startQuietSlack()
  const figures: AckFigure[] = []
  try {
    const bare = await startBareBolt()
    const others = await Promise.all(
      Object.entries(databases).map(([name, url]) => startCounted(name, url, slack.port)),
    )
    for (const concurrency of concurrencies) {
      figures.push(...(await compare(load, [bare, ...others], concurrency)))
    }
    for (const server of [bare, ...others]) await server.stop()
  } finally {
    load.kill()
    slack.stop()
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
      const result = await drive(load, { ...sender, port: server.port, concurrency, durationMs })
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

async function startBareBolt(): Promise<Server> {
  const child = forkScript('bare-bolt.ts')
  const [address] = (await once(child, 'message')) as [{ port: number }]
  return { name: 'bare Bolt', port: address.port, kept: async () => 0, stop: async () => void child.kill() }
}

/** The product, and the rows that its inbox has kept. */
async function startCounted(name: string, databaseUrl: string, slackPort: number): Promise<Server> {
  const product = await startProduct(databaseUrl, slackPort)
  const store = await openStore({ url: databaseUrl })
  return {
    name,
    port: product.port,
    kept: () => store.db.inbox.count(),
    stop: async () => {
      await store.close()
      await product.stop()
    },
  }
}
