/**
 * How much is kept and worked by one to three processes on one PostgreSQL, against one on SQLite: as many deliveries as
 * are acknowledged in some seconds, and then how many of them are worked in some more. The load and the databases run on
 * the same machine: on few cores more processes share what there is.
 */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../src/store/open-store.ts'
import {
  drive,
  forkScript,
  type MeasuredProduct,
  sender,
  startProduct,
  startQuietSlack,
} from './ack/product.ts'

const seconds = Number(process.env.BENCH_SECONDS ?? 10)
/** Of the load, and then of the work it leaves. */
const warmUpMs = 2_000
/** What is kept in ten seconds takes minutes to work: so long is looked on. */
const lookMs = 20_000
/** The same for every setting, however many processes share it. */
const concurrency = 48
/** Of three reps of the demo team, each with a driver of its own. */
const senders = ['U0FPCHEN01', 'U0FPXU0001', 'U0FPFANG01']

export interface ScaleFigure {
  database: string
  processes: number
  /** Deliveries kept and acknowledged a second, while they came. */
  keptPerSecond: number
  /** Deliveries worked a second, after they came. */
  workedPerSecond: number
  p99Ms: number
  deliveries: number
}

/** @param databases by name what makes an empty database, and how many processes are tried on it */
export async function measureScale(
  databases: Readonly<Record<string, { create(): Promise<string>; processes: readonly number[] }>>,
): Promise<ScaleFigure[]> {
  const slack = await startQuietSlack()
  const loads = senders.map(() => forkScript('load.ts'))
  const figures: ScaleFigure[] = []
  try {
    for (const [database, { create, processes }] of Object.entries(databases))
      for (const count of processes) {
        const url = await create()
        const products: MeasuredProduct[] = []
        for (let n = 0; n < count; n++) products.push(await startProduct(url, slack.port))
        figures.push({ database, processes: count, ...(await measure(url, products, loads)) })
        for (const product of products) await product.stop()
      }
  } finally {
    for (const load of loads) load.kill()
    slack.stop()
  }
  return figures
}

async function measure(url: string, products: readonly MeasuredProduct[], loads: readonly ChildProcess[]) {
  const store = await openStore({ url })
  const count = (doneAt: null | { not: null }) => store.db.inbox.count({ where: { doneAt } })
  /** Per second, until nothing waits or the time is over. */
  const watchWork = async (forMs: number) => {
    const [before, from] = [await count({ not: null }), performance.now()]
    while (performance.now() - from < forMs && (await count(null)) > 0) await sleep(100)
    return (((await count({ not: null })) - before) * 1_000) / (performance.now() - from)
  }
  const sendFor = (durationMs: number) =>
    Promise.all(
      loads.map((load, n) =>
        drive(load, {
          ...sender,
          userId: senders[n] ?? sender.userId,
          port: products[n % products.length]?.port ?? 0,
          concurrency: concurrency / loads.length,
          durationMs,
        }),
      ),
    )
  try {
    await sendFor(warmUpMs)
    await watchWork(warmUpMs)
    const before = await store.db.inbox.count()
    const from = performance.now()
    const seen = await sendFor(seconds * 1_000)
    const keptInMs = performance.now() - from
    const deliveries = seen.reduce((sum, { acks }) => sum + acks, 0)
    const refused = seen.reduce((sum, each) => sum + each.refused, 0)
    const kept = (await store.db.inbox.count()) - before
    if (refused > 0 || kept !== deliveries)
      throw new Error(`${deliveries} acknowledged, ${kept} kept, ${refused} refused`)
    return {
      keptPerSecond: (deliveries * 1_000) / keptInMs,
      workedPerSecond: await watchWork(lookMs),
      p99Ms: Math.max(...seen.map(({ p99Ms }) => p99Ms)),
      deliveries,
    }
  } finally {
    await store.close()
  }
}
