/** How long a start takes on a migrated database, and what stays resident after a load of commands and their work. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drive, forkScript, sender, startProduct, startQuietSlack } from './ack/product.ts'

const starts = 5
/** An hour is `BENCH_LOAD_MINUTES=60`. */
const loadMs = Number(process.env.BENCH_LOAD_MINUTES ?? 1) * 60_000

export interface StartFigures {
  /** Median of several. */
  readyMs: number
  idleMb: number
  loadedMb: number
  acks: number
}

export async function measureStart(): Promise<StartFigures> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-bench-'))
  const url = `file:${join(dir, 'start.db')}`
  const [slack, load] = [await startQuietSlack(), forkScript('load.ts')]
  try {
    const readyMs: number[] = []
    for (let i = 0; i <= starts; i++) {
      const product = await startProduct(url, slack.port)
      // The first makes and migrates the database.
      if (i > 0) readyMs.push(product.readyMs)
      await product.stop()
    }
    const product = await startProduct(url, slack.port)
    const idleMb = residentMb(product.pid)
    const { acks } = await drive(load, {
      ...sender,
      port: product.port,
      concurrency: 2,
      perSecond: 20,
      durationMs: loadMs,
    })
    const loadedMb = residentMb(product.pid)
    await product.stop()
    return {
      readyMs: readyMs.toSorted((a, b) => a - b)[Math.floor(starts / 2)] ?? Number.NaN,
      idleMb,
      loadedMb,
      acks,
    }
  } finally {
    load.kill()
    slack.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024
