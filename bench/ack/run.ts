/**
 * Durable acknowledgement against a bare server's: same machine, same load, one run; kept rows counted against acks.
 * The servers take turns of a second and a half and stand still in between, so that a machine that slows down slows all
 * alike, and what one has still to work does not weigh on the next.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openStore } from '../../src/store/open-store.ts'
import type { LoadSeen, Sender } from './load.ts'
import { drive, forkScript, member, sender, startProduct, startQuietSlack } from './product.ts'
import { watchStolen } from './watch-stolen.ts'

const concurrencies = [1, 16, 64]
/** Odd, so that there is one in the middle. */
const rounds = 11
/** In which no turn lost more of the processors than this to others; so many are played at most to have them. */
const calmShare = 0.05
const roundsAtMost = 45
const turnMs = 1_500
/** Unmeasured, before the first turn: what is compiled as it is used is compiled then, in each server alike. */
const warmUpMs = 5_000
/** Unmeasured, before every other: connections open, and what stood still comes back. */
const wakeUpMs = 300

export interface AckFigure {
  server: string
  concurrency: number
  acksPerSecond: number
  ratio: number
  p50Ms: number
  p99Ms: number
  p99Ratio: number
  acks: number
  /** The largest share of the processors that others had in a turn that counts. */
  stolen: number
  /** Rows in the inbox; equal to the acks. Absent for a bare server, which keeps nothing. */
  kept?: number
}

interface OpenServer {
  port: number
  /** Of the process that stands still while it is another's turn. */
  pid: number
  /** Undefined for a server that keeps nothing. */
  countKept(): Promise<number | undefined>
  stop(): Promise<void>
}

type Opener = () => Promise<OpenServer>

interface Contender {
  name: string
  server: OpenServer
  /** With those that were not measured. */
  sent: number
}

interface Turn extends LoadSeen {
  stolen: number
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
    const figures: AckFigure[] = []
    for (const concurrency of concurrencies)
      for (const [name, create] of Object.entries(databases)) {
        // Each alone with the yardstick: a database goes on writing after its turn.
        const pair = new Map<string, Opener>([
          [yardstick, () => startBare(script)],
          [name, async () => startCounted(await create(), slack.port)],
        ])
        figures.push(...(await compare(load, from, pair, concurrency)))
      }
    return figures
  } finally {
    load.kill()
    slack.stop()
  }
}

/** Ratios are each round's own; of each figure the median over the calmest rounds counts. */
async function compare(
  load: ChildProcess,
  from: Sender,
  servers: ReadonlyMap<string, Opener>,
  concurrency: number,
): Promise<AckFigure[]> {
  const contenders: Contender[] = []
  try {
    for (const [name, open] of servers) {
      const contender = { name, server: await open(), sent: 0 }
      contenders.push(contender)
      await takeTurn(load, from, contender, concurrency, warmUpMs)
    }
    const counting = await playRounds(async () => {
      const turns: Turn[] = []
      for (const contender of contenders) {
        await takeTurn(load, from, contender, concurrency, wakeUpMs)
        turns.push(await takeTurn(load, from, contender, concurrency, turnMs))
      }
      return turns
    })
    const figures: AckFigure[] = []
    for (const [at, { name, server, sent }] of contenders.entries()) {
      const median = (of: (turn: Turn, yardstick: Turn) => number) =>
        medianOf(counting.flatMap((turns) => (turns[at] && turns[0] ? [of(turns[at], turns[0])] : [])))
      process.kill(server.pid, 'SIGCONT')
      const kept = await server.countKept()
      figures.push({
        server: name,
        concurrency,
        acksPerSecond: median(rate),
        ratio: median((turn, yardstick) => rate(turn) / rate(yardstick)),
        p50Ms: median(({ p50Ms }) => p50Ms),
        p99Ms: median(({ p99Ms }) => p99Ms),
        p99Ratio: median((turn, yardstick) => turn.p99Ms / yardstick.p99Ms),
        acks: sent,
        stolen: Math.max(...counting.map(stolenIn)),
        ...(kept === undefined ? {} : { kept }),
      })
    }
    return figures
  } finally {
    for (const { server } of contenders) await server.stop()
  }
}

/** Until enough were calm, or many were played: the calmest. */
async function playRounds(play: () => Promise<Turn[]>): Promise<Turn[][]> {
  const played: Turn[][] = []
  const isEnough = () => played.filter((turns) => stolenIn(turns) <= calmShare).length >= rounds
  while (!isEnough() && played.length < roundsAtMost) played.push(await play())
  return played.toSorted((a, b) => stolenIn(a) - stolenIn(b)).slice(0, rounds)
}

const stolenIn = (turns: readonly Turn[]) => Math.max(...turns.map(({ stolen }) => stolen))

/** Everything that is sent must be taken. */
async function takeTurn(
  load: ChildProcess,
  from: Sender,
  contender: Contender,
  concurrency: number,
  durationMs: number,
): Promise<Turn> {
  const { name, server } = contender
  process.kill(server.pid, 'SIGCONT')
  const readStolen = watchStolen()
  const seen = await drive(load, { ...from, port: server.port, concurrency, durationMs })
  const stolen = readStolen()
  process.kill(server.pid, 'SIGSTOP')
  if (seen.refused > 0) throw new Error(`${name} refused ${seen.refused} of ${seen.acks + seen.refused}`)
  contender.sent += seen.acks
  return { ...seen, stolen }
}

const rate = (seen: LoadSeen) => (seen.acks * 1000) / seen.elapsedMs

function medianOf(all: readonly number[]): number {
  const median = all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]
  if (median === undefined) throw new Error('nothing was measured')
  return median
}

async function startBare(script: string): Promise<OpenServer> {
  const child = forkScript(script)
  const [address] = (await once(child, 'message')) as [{ port: number }]
  return {
    port: address.port,
    pid: child.pid ?? 0,
    countKept: async () => undefined,
    stop: async () => {
      child.kill('SIGKILL')
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
    pid: product.pid,
    countKept: () => store.db.inbox.count(),
    stop: async () => {
      process.kill(product.pid, 'SIGCONT')
      await store.close()
      await product.stop()
    },
  }
}
