import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildManifest } from '../../bots/slack/manifest.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { migrate } from '../../src/store/migrate.ts'
import { SqliteDatabase } from '../../src/store/sqlite/driver.ts'
import { patience } from '../support/patience.ts'
import { slackVariables } from '../support/variables.ts'
import { complete, type Running, run } from './product.ts'
import { seedTeam } from './seed-team.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-start-'))
const databaseUrl = `file:${join(dir, 'fieldpost.db')}`
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let running: Running[] = []
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL')
    await ended
  }
  running = []
})
const start = (
  env: Readonly<Record<string, string>>,
  script: 'src/main.js' | 'tools/start.js' = 'src/main.js',
) => {
  const started = run(script, dir, env)
  running.push(started)
  return started
}

describe('a start', () => {
  it('with a wrong configuration stops at once and names every problem', async () => {
    const { POLICY_FILE, ...given } = complete
    const wrong = {
      ...given,
      PORT: 'harbour',
      DATABASE_URL: 'mysql://x',
      VAULT_KEYS: 'brevity',
      SLACK_SIGNING_SECRET: '',
    }
    const { code, output } = await start({ ...wrong, POLICY_FILE }).ended
    expect(code).toBe(78)
    for (const name of ['PORT', 'DATABASE_URL', 'VAULT_KEYS', 'SLACK_SIGNING_SECRET']) {
      expect(output).toMatch(new RegExp(`^  - ${name} `, 'm'))
    }
    // A person reads it: no stack, and no secret.
    expect(output).not.toMatch(/^\s+at /m)
    expect(output).not.toContain('brevity')
  })

  it('on a port that is taken says which', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const PORT = String((other.address() as AddressInfo).port)
    const env = { ...complete, PORT, DATABASE_URL: `file:${join(dir, 'port.db')}` }
    const { code, output } = await start(env).ended
    const demo = await start({ PORT, SANDBOX_PORT: PORT }, 'tools/start.js').ended
    other.close()
    expect([code, output]).toEqual([78, expect.stringContaining(`PORT ${PORT} is in use`)])
    expect(output).not.toMatch(/^\s+at /m)
    expect([demo.code, demo.output]).toEqual([
      78,
      expect.stringMatching(`- PORT ${PORT} is in use[^]*- SANDBOX_PORT`),
    ])
  })

  it('on a database from which newer code took something leaves it alone', async () => {
    const file = join(dir, 'newer.db')
    await migrate(`file:${file}`)
    const db = new SqliteDatabase(file)
    db.prepare(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('x', 'x', '29991231000000_contract_tomorrow', 1, 1)`,
    ).run()
    db.close()
    const { code, output } = await start({ ...complete, DATABASE_URL: `file:${file}` }).ended
    expect(code).toBe(78)
    expect(output).toContain('29991231000000_contract_tomorrow')
    expect(output).not.toMatch(/^\s+at /m)
  })
})

describe('a running product', () => {
  let sandbox: Sandbox
  let slack: SandboxClient
  let env: Record<string, string>
  beforeAll(async () => {
    sandbox = await startSandbox({
      rateLimited: false,
      ackTimeoutMs: patience.timeout,
      triggerLifetimeMs: patience.timeout,
    })
    slack = createSandboxClient(sandbox.url)
    env = {
      ...complete,
      DATABASE_URL: databaseUrl,
      ...slackVariables(sandbox, 'http'),
    }
    await seedTeam(env)
  })
  afterAll(() => sandbox.close())

  it('told to stop finishes what is in flight, and ends well', async () => {
    const product = start(env)
    const url = await product.ready
    const manifest = buildManifest({ publicUrl: url, mode: 'http' })
    await slack.app.configure({ mode: 'http', requestUrl: `${url}/slack/events`, manifest })
    const rep = slack.as('chen')
    await slack.faults.add({ on: 'api', method: 'views.open', effect: 'delay', delayMs: 700 })
    await rep.command('/plan', '')
    await slack.waitFor({ type: 'traffic', method: 'views.open', done: false })
    product.child.kill('SIGTERM')
    const { code, output } = await product.ended
    expect([code, output]).toEqual([0, expect.stringContaining('"stopping"')])
    expect((await rep.modal({ hasInput: true })).title).toContain('周计划')
    // Whoever comes now is not taken in.
    expect((await rep.command('/plan', '')).outcome).toBe('trouble')
  })
})
