import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createSandboxClient } from '../sandbox/client.ts'
import { startSandbox } from '../sandbox/server.ts'
import { addDays, isDay } from '../src/calendar/days.ts'
import { periodOf } from '../src/calendar/periods.ts'
import { instantOf, localOf } from '../src/calendar/zones.ts'
import { systemClock } from '../src/clock.ts'
import { readGiven } from '../src/config.ts'

const root = fileURLToPath(new URL(import.meta.url.endsWith('.js') ? '../..' : '..', import.meta.url))
/** A machine that is busy with other things takes its time. */
const readyWithinMs = 120_000
const demoZone = 'Asia/Shanghai'

/** Starts the local Slack and WeCom, seeds the demo team on first sight, starts the product and says where to look. */
export async function startDemo(): Promise<void> {
  const given = readGiven()
  const port = Number(given.PORT || 3000)
  const sandboxPort = Number(given.SANDBOX_PORT || 4000)
  await stopWherePortsAreTaken({ PORT: port, SANDBOX_PORT: sandboxPort })
  const state = readDemoState(given.DEMO_START)
  const sandbox = await startSandbox({ port: sandboxPort, now: new Date(state.now) })
  const local = createSandboxClient(sandbox.url)
  const env = {
    ...given,
    VAULT_KEYS: state.vaultKeys,
    VAULT_LOOKUP_KEY: state.vaultLookupKey,
    PORT: String(port),
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_SIGNING_SECRET: sandbox.signingSecret,
    SLACK_API_URL: sandbox.slackApiUrl,
    WECOM_CORP_ID: sandbox.wecom.corpId,
    WECOM_AGENT_ID: String(sandbox.wecom.agentId),
    WECOM_SECRET: sandbox.wecom.secret,
    WECOM_TOKEN: sandbox.wecom.token,
    WECOM_AES_KEY: sandbox.wecom.encodingAesKey,
    WECOM_API_URL: sandbox.wecom.apiUrl,
    WECOM_BOT_ID: sandbox.wecom.bot.id,
    WECOM_BOT_SECRET: sandbox.wecom.bot.secret,
    WECOM_BOT_URL: sandbox.wecom.bot.url,
    WECOM_OAUTH_URL: sandbox.wecom.apiUrl,
    WECOM_LOGIN_URL: sandbox.wecom.apiUrl,
    CLOCK_URL: `${sandbox.url}/clock`,
    LOG_LEVEL: given.LOG_LEVEL || 'warn',
  }
  const run = (script: string): ChildProcess =>
    spawn(process.execPath, [...process.execArgv, `${root}dist/${script}`], {
      env,
      cwd: root,
      stdio: 'inherit',
    })
  if (!existsSync(`${root}data/fieldpost.db`)) console.log('Preparing the demo team …')
  const seeded = await ended(run('tools/seed-demo.js'))
  if (seeded !== 0) process.exit(seeded)
  const product = run('src/main.js')
  const stopped = ended(product)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => product.kill('SIGTERM'))
  const url = `http://127.0.0.1:${port}`
  if (await isReady(url, stopped)) {
    const manifest = JSON.parse(readFileSync(`${root}bots/slack/manifest.json`, 'utf8'))
    await local.wecom.app.configure({ callbackUrl: `${url}/wecom/callback` })
    await local.app.configure({
      mode: 'http',
      requestUrl: `${url}/slack/events`,
      manifest,
    })
    console.log(
      `\n  Fieldpost is running with a demo team.\n\n    ${sandbox.url}\n\n  Open it and act as anyone. Ctrl+C stops it; delete data/ to begin anew.\n`,
    )
  }
  const code = await stopped
  writeDemoState({ ...state, now: (await local.clock.now()).toISOString() })
  await sandbox.close()
  process.exit(code)
}

/** Said before anything is written; and what already listens there must not be taken for the product. */
async function stopWherePortsAreTaken(ports: Readonly<Record<string, number>>): Promise<void> {
  const taken: string[] = []
  for (const [name, port] of Object.entries(ports)) {
    const probe = createServer().listen(port, '127.0.0.1')
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    )
    if (isFree) await new Promise((resolve) => probe.close(resolve))
    else
      taken.push(
        `  - ${name} ${port} is in use: stop what runs there, or choose another, as in ${name}=${port + 100} npm start`,
      )
  }
  if (taken.length === 0) return
  process.stderr.write(`Fieldpost cannot start.\n${taken.join('\n')}\n`)
  process.exit(78)
}

const ended = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 0)))

async function isReady(url: string, stopped: Promise<number>): Promise<boolean> {
  const gaveUp = Promise.race([stopped, sleep(readyWithinMs)]).then(() => 'gave up' as const)
  for (;;) {
    const answer = await Promise.race([
      fetch(`${url}/readyz`).then(
        (r) => r.ok,
        () => false,
      ),
      gaveUp,
    ])
    if (answer === 'gave up') return false
    if (answer) return true
    await sleep(50)
  }
}

interface DemoState {
  vaultKeys: string
  vaultLookupKey: string
  /** What the workspace's clock showed when it was last stopped. */
  now: string
}

const stateFile = `${root}data/demo.json`

/**
 * Kept beside the demo database: the keys, so that what one run sealed the next can open, and the clock, which must
 * not run back. A demonstration begins on the afternoon of this week's Wednesday, with the week's deadlines ahead, or of
 * the day that DEMO_START names when there is no data yet.
 */
function readDemoState(startDay: string | undefined): DemoState {
  if (existsSync(stateFile)) return JSON.parse(readFileSync(stateFile, 'utf8'))
  if (startDay && !isDay(startDay)) {
    process.stderr.write(`DEMO_START ${startDay} is no day: write it as in DEMO_START=2026-09-23\n`)
    process.exit(78)
  }
  const key = () => randomBytes(32).toString('base64')
  const wednesday = addDays(periodOf(localOf(systemClock.now(), demoZone).day, 'week').start, 2)
  const now = instantOf(startDay || wednesday, 16 * 60, demoZone).toISOString()
  const state = { vaultKeys: `demo:${key()}`, vaultLookupKey: key(), now }
  writeDemoState(state)
  return state
}

function writeDemoState(state: DemoState): void {
  mkdirSync(`${root}data`, { recursive: true })
  writeFileSync(stateFile, JSON.stringify(state), { mode: 0o600 })
}
