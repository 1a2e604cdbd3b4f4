import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createGate } from '../support/gate.ts'
import { keepSecret, watchedLog } from '../support/log-watch.ts'
import type { KillPlan } from './kill-plan.ts'

export interface RunningProcess {
  /** It has loaded its code and waits; this lets it start. */
  begin(): void
  /** Where it listens, once it is ready; undefined when it has died before. */
  ready: Promise<string | undefined>
  /** By its exit code; null when a signal ended it. */
  ended: Promise<number | null>
  isAlive(): boolean
  /** Dead when this returns, as far as anybody can tell. */
  kill(): void
  /** Stands still until it is woken. */
  pause(): void
  wake(): void
  /** Somebody has paused it, or it has paused itself. */
  paused: Promise<void>
  stop(): void
}

const preload = new URL('kill-at-write.mjs', import.meta.url).href
const loader = fileURLToPath(new URL('start-bundle.cjs', import.meta.url))

/**
 * The bundled product as a process of its own. What it complains of (level error and above, and what it says without
 * being asked) goes to `complain`.
 */
export function runProcess(
  bundle: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  plan: KillPlan | undefined,
  complain: (line: string) => void,
): RunningProcess {
  const { PATH = '' } = process.env
  const atWrite =
    plan?.at === 'write'
      ? {
          CRASH_NTH: String(plan.nth),
          CRASH_WHEN: plan.when,
          CRASH_FROM: plan.from,
          CRASH_SIGNAL: plan.isPause ? 'SIGSTOP' : 'SIGKILL',
        }
      : undefined
  const flags = atWrite ? ['--import', preload] : []
  const child: ChildProcess = spawn(process.execPath, [...flags, loader, bundle], {
    cwd,
    env: { PATH, ...keepSecret(env), ...atWrite },
  })
  // Killed before it has read that it may begin.
  child.stdin?.on('error', () => undefined)
  let isAlive = true
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      isAlive = false
      resolve(code)
    })
  })
  const pausing = createGate()
  const ready = new Promise<string | undefined>((resolve) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        watchedLog.write(line)
        const entry = readEntry(line)
        if (entry?.msg === 'ready') resolve(entry.url)
        else if (entry?.msg === 'paused') pausing.open()
        else if (!entry || entry.level >= 50) complain(line)
      })
    if (child.stderr)
      createInterface({ input: child.stderr }).on('line', (line) => {
        watchedLog.write(line)
        complain(line)
      })
    ended.then(() => resolve(undefined))
  })
  const kill = () => {
    isAlive = false
    child.kill('SIGKILL')
  }
  return {
    begin: () => void child.stdin?.end('begin\n'),
    ready,
    ended,
    isAlive: () => isAlive,
    kill,
    pause() {
      child.kill('SIGSTOP')
      pausing.open()
    },
    wake: () => void child.kill('SIGCONT'),
    paused: pausing.opened,
    stop: () => child.kill('SIGTERM'),
  }
}

interface Entry {
  level: number
  msg?: string
  url?: string
}

function readEntry(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry
  } catch {
    return undefined
  }
}
