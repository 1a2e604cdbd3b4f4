/**
 * Durable acknowledgement against a bare server's: same machine, same load, one run; kept rows counted against acks. One
 * server at a time, each round on a database of its own: what one has still to work must not weigh on the next.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openStore } from '../../src/store/open-store.ts'
import type { LoadSeen, Sender } from './load.ts'
import { drive, forkScript, member, sender, startProduct, startQuietSlack } from './product.ts'

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
  /** Rows in the inbox; equal to the acks. Absent for a bare server, which keeps nothing. */
  kept?: number
}

interface OpenServer {
  port: number
  /** Undefined for a server that keeps nothing. */
  countKept(): Promise<number | undefined>
  stop(): Promise<void>
}

type Opener = () => Promise<OpenServer>

interface Round extends LoadSeen {
  kept: number | undefined
}

/** What acknowledges and does nothing else: the yardstick of what is delivered to it. */
const bare = {
  slack: { name: 'bare Bolt', script: 'bare-bolt.ts', from: sender },
  wecom: { name: 'bare Fastify', script: 'bare-fastify.ts', from: member },
} as const

/** @param databases name to what makes an empty database and gives its address */
export async function benchAck(
  protocol: keyof typeof bare,
  databases: Readonly<Record<string, () => Promise<string>>>,
): Promise<AckFigure[]> {
  const { name: yardstick, script, from } = bare[protocol]
  const load = forkScript('load.ts')
  const slack = await startQuietSlack()
  try {
    const servers = new Map<string, Opener>([[yardstick, () => startBare(script)]])
    for (const [name, create] of Object.entries(databases)) {
      servers.set(name, async () => startCounted(await create(), slack.port))
    }
    const figures: AckFigure[] = []
    for (const concurrency of concurrencies)
      figures.push(...(await compare(load, from, servers, concurrency)))
    return figures
  } finally {
    load.kill()
    slack.stop()
  }
}

/** Rounds in turn, so that a machine that slows down slows all alike; the round with the median rate counts. */
async function compare(
  load: ChildProcess,
  from: Sender,
  servers: ReadonlyMap<string, Opener>,
  concurrency: number,
): Promise<AckFigure[]> {
  const seen = new Map<string, Round[]>()
  for (let round = 0; round < rounds; round++) {
    for (const [name, open] of servers) {
      const server = await open()
      try {
        const result = await drive(load, { ...from, port: server.port, concurrency, durationMs })
        if (result.refused > 0) throw new Error(`${name} refused ${result.refused} of ${result.acks}`)
        seen.set(name, [...(seen.get(name) ?? []), { ...result, kept: await server.countKept() }])
      } finally {
        await server.stop()
      }
    }
  }
  const medians = [...seen].map(([name, all]) => ({ name, all, median: medianOf(all) }))
  const yardstick = medians[0]?.median
  if (!yardstick) throw new Error('nothing was measured')
  return medians.map(({ name, all, median }) => ({
    server: name,
    concurrency,
    acksPerSecond: rate(median),
    ratio: rate(median) / rate(yardstick),
    p50Ms: median.p50Ms,
    p99Ms: median.p99Ms,
    p99Ratio: median.p99Ms / yardstick.p99Ms,
    acks: all.reduce((sum, { acks }) => sum + acks, 0),
    ...(median.kept === undefined ? {} : { kept: all.reduce((sum, { kept = 0 }) => sum + kept, 0) }),
  }))
}

const rate = (seen: LoadSeen) => (seen.acks * 1000) / seen.elapsedMs

function medianOf(all: readonly Round[]): Round {
  const median = all.toSorted((a, b) => rate(a) - rate(b))[Math.floor(all.length / 2)]
  if (!median) throw new Error('nothing was measured')
  return median
}

async function startBare(script: string): Promise<OpenServer> {
  const child = forkScript(script)
  const [address] = (await once(child, 'message')) as [{ port: number }]
  return {
    port: address.port,
    countKept: async () => undefined,
    stop: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** The product, and the rows that its inbox has kept. */
async function startCounted(databaseUrl: string, slackPort: number): Promise<OpenServer> {
  const product = await startProduct(databaseUrl, slackPort)
  const store = await openStore({ url: databaseUrl })
  return {
    port: product.port,
    countKept: () => store.db.inbox.count(),
    stop: async () => {
      await store.close()
      await product.stop()
    },
  }
}
