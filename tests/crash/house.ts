import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildManifest } from '../../bots/slack/manifest.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { linkMembers, seedCompany } from '../journeys/support/seed-company.ts'
import { slackVariables, wecomVariables } from '../support/variables.ts'
import { openGateway, type Route } from './gateway.ts'
import { inWecom } from './in-wecom.ts'
import { type KillPlan, nameKill, type Stage } from './kill-plan.ts'
import { keptTraffic } from './read-told.ts'
import { type RunningProcess, runProcess } from './run-process.ts'

/** Friday afternoon, two hours before plan and report are due: reminders, deadlines and warnings come while it runs. */
const friday = '2026-11-20T08:00:00Z'
const root = fileURLToPath(new URL('../..', import.meta.url))
const key = Buffer.alloc(32, 7).toString('base64')

/** A company in the local Slack and the local WeCom, and the product's processes, none of them running yet. */
export interface House {
  slack: SandboxClient
  config: Config
  /** Where pages are opened. */
  pagesUrl: string
  /** A process that has its code loaded and waits to begin. */
  prepare(number: number, plan?: KillPlan): Inmate
  /** Lets it begin. */
  admit(inmate: Inmate): Life
  /** Kills all that run, but for one that is to go on. */
  killAll(but?: Inmate): void
  /** Ends all that run in order; their exit codes. */
  stopAll(): Promise<(number | null)[]>
  isAnybodyReady(): boolean
  /** What the processes complained of, and how often. */
  complaints: ReadonlyMap<string, number>
  close(): Promise<void>
}

export interface Inmate {
  number: number
  running: RunningProcess
  url: string | undefined
  plan: KillPlan | undefined
  passed: number
  killedBy: string | undefined
}

export interface Life {
  /** Whether it came to be ready, or died before. */
  isUp: Promise<boolean>
  /** By what it was killed, in words. */
  killedBy: Promise<string>
  /** It stands still; for one whose plan is a pause. */
  isPaused: Promise<void>
}

/** By what a process ended that nobody killed. */
export const byItself = 'by itself with'

/** However the plan is, a life is no longer than this once it is ready. */
const longestMs = 2_000

export async function openHouse(
  bundle: string,
  databaseUrl: string,
  mode: 'http' | 'socket',
  isWorthwhile: (line: string) => string,
): Promise<House> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-crash-'))
  const sandbox = await startSandbox({
    now: new Date(friday),
    rateLimited: false,
    triggerLifetimeMs: 20_000,
    keptTraffic,
  })
  const slack = createSandboxClient(sandbox.url)
  const inmates = new Map<number, Inmate>()
  const complaints = new Map<string, number>()
  let turn = 0

  const find = (path: string): Route | undefined => {
    const [, number, rest] = /^\/process-(\d+)(\/.*)$/.exec(path) ?? []
    if (number !== undefined && rest !== undefined)
      return { way: 'out', url: new URL(rest, sandbox.url), process: Number(number) }
    const ready = [...inmates].filter(([, each]) => each.url && each.running.isAlive())
    turn += 1
    const [to, inmate] = ready[turn % Math.max(1, ready.length)] ?? []
    return to === undefined || !inmate?.url
      ? undefined
      : { way: 'in', url: new URL(path, inmate.url), process: to }
  }
  const passing = (stage: Stage, { way, process }: Route): boolean => {
    const inmate = inmates.get(process)
    if (!inmate?.running.isAlive()) return true
    const { plan } = inmate
    if (plan?.at !== 'call' || plan.way !== way || plan.stage !== stage) return false
    inmate.passed += 1
    if (inmate.passed < plan.nth) return false
    return strike(inmate, plan)
  }
  /** Whether it is dead now. A pause is made once: whoever has woken lives on. */
  const strike = (inmate: Inmate, plan: KillPlan): boolean => {
    if (inmate.killedBy !== undefined && plan.isPause) return false
    inmate.killedBy ??= nameKill(plan)
    if (plan.isPause) inmate.running.pause()
    else inmate.running.kill()
    return !plan.isPause
  }
  const gateway = await openGateway(find, passing)

  const env = {
    PORT: '0',
    PUBLIC_URL: gateway.url,
    POLICY_FILE: join(root, 'policies/default.yaml'),
    DATABASE_URL: databaseUrl,
    VAULT_KEYS: `test:${key}`,
    VAULT_LOOKUP_KEY: key,
    ...slackVariables(sandbox, mode),
    ...wecomVariables(sandbox),
    CLOCK_URL: `${sandbox.url}/clock`,
  }
  const envOf = (number: number) => ({
    ...env,
    SLACK_API_URL: `${gateway.url}/process-${number}/api/`,
    WECOM_API_URL: `${gateway.url}/process-${number}/wecom/`,
  })
  const config = readConfig({ ...env, LOG_LEVEL: 'silent' })
  await seedCompany(config, [])
  const { users } = await slack.state()
  const isInWecom = (handle: string) => (inWecom as readonly string[]).includes(handle)
  const names = users.filter(({ handle }) => isInWecom(handle)).map(({ real_name }) => real_name)
  await linkMembers(config, slack, names)
  for (const { handle } of users) if (isInWecom(handle)) await slack.changeUser(handle, { deleted: true })
  await slack.wecom.app.configure({ callbackUrl: `${gateway.url}/wecom/callback` })
  await slack.app.configure({
    mode,
    ...(mode === 'http' ? { requestUrl: `${gateway.url}/slack/events` } : {}),
    manifest: buildManifest({ publicUrl: gateway.url, mode }),
  })

  const complain = (line: string) => {
    const short = isWorthwhile(line)
    if (short) complaints.set(short, (complaints.get(short) ?? 0) + 1)
  }
  const spares = new Set<RunningProcess>()

  return {
    slack,
    config,
    pagesUrl: gateway.url,
    complaints,
    prepare(number, plan) {
      const running = runProcess(bundle, dir, envOf(number), plan, complain)
      spares.add(running)
      return { number, running, url: undefined, plan, passed: 0, killedBy: undefined }
    },
    admit(inmate) {
      const { number, running, plan } = inmate
      spares.delete(running)
      inmates.set(number, inmate)
      running.begin()
      const timers: NodeJS.Timeout[] = []
      const strikeAfter = (ms: number) => {
        const moment: KillPlan = { at: 'time', afterMs: ms, ...(plan?.isPause ? { isPause: true } : {}) }
        timers.push(setTimeout(strike, ms, inmate, moment))
      }
      if (plan?.at === 'time') strikeAfter(plan.afterMs)
      const isUp = running.ready.then((url) => {
        inmate.url = url
        // What was to happen does not always happen in a life this short.
        if (url && plan) strikeAfter(longestMs)
        return url !== undefined
      })
      const killedBy = running.ended.then((code) => {
        for (const timer of timers) clearTimeout(timer)
        if (code !== null) return `${byItself} ${code}`
        return inmate.killedBy ?? (plan ? nameKill(plan) : 'at a moment')
      })
      const isPaused = running.paused.then(() => {
        // One that paused itself, at a write.
        if (plan) inmate.killedBy ??= nameKill(plan)
      })
      return { isUp, killedBy, isPaused }
    },
    killAll(but) {
      for (const inmate of inmates.values()) {
        if (inmate === but || !inmate.running.isAlive()) continue
        inmate.killedBy ??= 'together with another'
        inmate.running.kill()
      }
    },
    async stopAll() {
      const alive = [...inmates.values()].filter(({ running }) => running.isAlive())
      for (const { running } of alive) running.stop()
      return Promise.all(alive.map(({ running }) => running.ended))
    },
    isAnybodyReady: () => [...inmates.values()].some(({ url, running }) => url && running.isAlive()),
    async close() {
      for (const { running } of inmates.values()) running.kill()
      for (const spare of spares) spare.kill()
      await gateway.close()
      await sandbox.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
