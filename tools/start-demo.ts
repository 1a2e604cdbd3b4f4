import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createSandboxClient } from '../sandbox/client.ts'
import { startSandbox } from '../sandbox/server.ts'
import { readGiven } from '../src/config.ts'

const root = fileURLToPath(new URL(import.meta.url.endsWith('.js') ? '../..' : '..', import.meta.url))
const readyWithinMs = 30_000

/** Starts the local workspace, seeds the demo team on first sight, starts the product and says where to look. */
export async function startDemo(): Promise<void> {
  const given = readGiven()
  const port = Number(given.PORT || 3000)
  const sandbox = await startSandbox({ port: Number(given.SANDBOX_PORT || 4000) })
  const env = {
    ...given,
    ...readDemoSecrets(),
    PORT: String(port),
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_SIGNING_SECRET: sandbox.signingSecret,
    SLACK_API_URL: sandbox.slackApiUrl,
    CLOCK_URL: `${sandbox.url}/clock`,
    LOG_LEVEL: given.LOG_LEVEL || 'warn',
  }
  const run = (script: string): ChildProcess =>
    spawn(process.execPath, [`${root}/dist/${script}`], { env, cwd: root, stdio: 'inherit' })
  const seeded = await ended(run('tools/seed-demo.js'))
  if (seeded !== 0) process.exit(seeded)
  const product = run('src/main.js')
  const stopped = ended(product)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => product.kill('SIGTERM'))
  const url = `http://127.0.0.1:${port}`
  if (await isReady(url, stopped)) {
    const manifest = JSON.parse(readFileSync(`${root}/bots/slack/manifest.json`, 'utf8'))
    await createSandboxClient(sandbox.url).app.configure({
      mode: 'http',
      requestUrl: `${url}/slack/events`,
      manifest,
    })
    console.log(
      `\n  Fieldpost is running with a demo team.\n\n    ${sandbox.url}\n\n  Open it and act as anyone. Ctrl+C stops it; delete data/ to begin anew.\n`,
    )
  }
  const code = await stopped
  await sandbox.close()
  process.exit(code)
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

/** Kept beside the demo database, so that what one run sealed the next can open. */
function readDemoSecrets(): { VAULT_KEYS: string; VAULT_LOOKUP_KEY: string } {
  const file = `${root}/data/demo-keys.json`
  if (!existsSync(file)) {
    const key = () => randomBytes(32).toString('base64')
    mkdirSync(`${root}/data`, { recursive: true })
    writeFileSync(file, JSON.stringify({ VAULT_KEYS: `demo:${key()}`, VAULT_LOOKUP_KEY: key() }), {
      mode: 0o600,
    })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}
