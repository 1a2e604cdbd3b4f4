import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openOffice } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { importCustomersAs } from '../../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../../src/services/importing/import-people.ts'
import { findFreePort } from '../../tools/find-free-port.ts'
import type { LoadOrder, LoadSeen } from './load.ts'

/** Who sends: a rep of the demo team, on either platform. */
export const sender = {
  protocol: 'slack',
  signingSecret: 'bench-signing-secret',
  userId: 'U0FPCHEN01',
  teamId: 'T0FIELD001',
} as const
export const member = {
  protocol: 'wecom',
  token: 'BenchToken',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  corpId: 'wwbench',
  userId: 'ChenXiaoman',
} as const
const name = '陈小满'

const key = Buffer.alloc(32, 1).toString('base64')

export const forkScript = (name: string): ChildProcess =>
  fork(fileURLToPath(new URL(name, import.meta.url)), { execArgv: ['--import', 'tsx'] })

export async function drive(load: ChildProcess, order: LoadOrder): Promise<LoadSeen> {
  load.send(order)
  const [seen] = (await once(load, 'message')) as [LoadSeen]
  return seen
}

export async function startQuietSlack(): Promise<{ port: number; stop(): void }> {
  const slack = forkScript('quiet-slack.ts')
  const [{ port }] = (await once(slack, 'message')) as [{ port: number }]
  return { port, stop: () => void slack.kill() }
}

export interface MeasuredProduct {
  port: number
  pid: number
  /** From the process's start to its first ready answer. */
  readyMs: number
  stop(): Promise<void>
}

/** The built product in a process of its own, on a database with the demo team. */
export async function startProduct(databaseUrl: string, slackPort: number): Promise<MeasuredProduct> {
  await seed(variablesOf(databaseUrl, slackPort))
  return launchProduct(databaseUrl, slackPort)
}

/** The same on a database that has its people. */
export async function launchProduct(databaseUrl: string, slackPort: number): Promise<MeasuredProduct> {
  const port = await findFreePort()
  const env = { ...variablesOf(databaseUrl, slackPort), PORT: String(port) }
  const startedAt = performance.now()
  const child = fork(fileURLToPath(new URL('../../dist/src/main.js', import.meta.url)), {
    env: { ...process.env, ...env },
    // As `npm start` does.
    execArgv: ['--max-semi-space-size=4', '--max-old-space-size=256'],
  })
  let hasEnded = false
  child.once('exit', () => {
    hasEnded = true
  })
  for (;;) {
    if (hasEnded) throw new Error('the product did not start')
    if (await isReady(port)) break
    await sleep(10)
  }
  return {
    port,
    pid: child.pid ?? 0,
    readyMs: performance.now() - startedAt,
    stop: async () => {
      if (hasEnded) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

function variablesOf(databaseUrl: string, slackPort: number): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    VAULT_KEYS: `bench:${key}`,
    VAULT_LOOKUP_KEY: key,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: sender.signingSecret,
    SLACK_API_URL: `http://127.0.0.1:${slackPort}/api/`,
    WECOM_CORP_ID: member.corpId,
    WECOM_AGENT_ID: '1000002',
    WECOM_SECRET: 'bench-secret',
    WECOM_TOKEN: member.token,
    WECOM_AES_KEY: member.encodingAesKey,
    WECOM_API_URL: `http://127.0.0.1:${slackPort}/wecom/`,
    LOG_LEVEL: 'error',
  }
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (response) => response.ok,
    () => false,
  )

/** Nothing happens on a database that has the team already. */
async function seed(env: Record<string, string>): Promise<void> {
  const { office, close } = await openOffice(readConfig(env))
  for (const [importer, file] of [
    [importPeopleAs, 'people.csv'],
    [importCustomersAs, 'customers.csv'],
  ] as const) {
    const bytes = readFileSync(`sandbox/demo/${file}`)
    await importer(office, null, { file: { name: file, bytes }, isDryRun: false })
  }
  const person = await office.store.db.person.findFirstOrThrow({ where: { name } })
  const account = { platform: 'wecom', workspace: member.corpId, platformUserId: member.userId }
  const at = office.clock.now()
  await office.store.db.identity.upsert({
    where: { platform_workspace_platformUserId: account },
    create: { ...account, displayName: name, personId: person.id, createdAt: at, updatedAt: at },
    update: {},
  })
  await close()
}
