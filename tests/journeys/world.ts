/**
 * The whole product as it is started in earnest, against the local workspace: people act in Slack or WeCom, the clock is
 * moved, and nothing of the product is reached but by its platform's address and its web pages.
 */

import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, vi } from 'vitest'
import { buildManifest } from '../../bots/slack/manifest.ts'
import { jobs } from '../../cron/jobs/index.ts'
import { findDueSlots } from '../../cron/run-due-jobs.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { type Fieldpost, openOffice, startFieldpost } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { importCustomersAs } from '../../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../../src/services/importing/import-people.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
import { resolveActor } from '../../src/services/people/resolve-actor.ts'
import { createTestDatabase, type DatabaseName } from '../support/databases.ts'

export interface World {
  slack: SandboxClient
  wecom: SandboxClient['wecom']
  /** Where the product's pages are. */
  url: string
  /** The product goes down, and comes up again, in the middle of things. */
  stop(): Promise<void>
  start(): Promise<void>
  restart(): Promise<void>
  /** A second process on the same database. */
  startAnother(): Promise<Fieldpost>
  /** What an administrator does when people come or their roles change: a sheet with headings. */
  importPeople(csv: string): Promise<void>
  /** Moves the clock that sandbox and product share, and waits until the product has read it. */
  goTo(instant: string): Promise<void>
}

/** A Wednesday afternoon: the plan for week 48 is due on Friday at six. */
const wednesday = '2026-11-18T08:00:00Z'

const key = Buffer.alloc(32, 5).toString('base64')

export interface WorldOptions {
  /** When the story begins. */
  start?: string
  mode?: 'http' | 'socket'
  /** Where the team talks: in Slack unless told. */
  team?: 'slack' | 'wecom'
  /** Teams without reps in this story: nobody there owes anything, and there are fewer messages to wait for. */
  without?: readonly string[]
}

/** One world a test file. */
export function useWorld(provider: DatabaseName, options: WorldOptions = {}): () => World {
  // A story has many steps, and the machine may be busy with others.
  vi.setConfig({ testTimeout: 90_000 })
  let opened: (World & { close(): Promise<void> }) | undefined
  beforeAll(async () => {
    opened = await openWorld(provider, options)
  })
  afterAll(() => opened?.close())
  return () => {
    if (!opened) throw new Error('the world opens in beforeAll')
    return opened
  }
}

async function openWorld(
  provider: DatabaseName,
  { start: begin = wednesday, mode = 'http', team = 'slack', without = [] }: WorldOptions,
) {
  const [port, database] = await Promise.all([findFreePort(), createTestDatabase(provider)])
  const sandbox = await startSandbox({ now: new Date(begin), rateLimited: false })
  const slack = createSandboxClient(sandbox.url)
  const url = `http://127.0.0.1:${port}`
  const configFor = (at: number) =>
    readConfig({
      PORT: String(at),
      PUBLIC_URL: url,
      DATABASE_URL: database.url,
      VAULT_KEYS: `test:${key}`,
      VAULT_LOOKUP_KEY: key,
      ...(team === 'wecom' ? wecomVariables(sandbox) : slackVariables(sandbox, mode)),
      CLOCK_URL: `${sandbox.url}/clock`,
      LOG_LEVEL: 'silent',
    })
  await seed(configFor(port), without)
  if (team === 'wecom') {
    await linkMembers(configFor(port), slack)
    await slack.wecom.app.configure({ callbackUrl: `${url}/wecom/callback` })
  }
  await slack.app.configure({
    mode,
    ...(mode === 'http' ? { requestUrl: `${url}/slack/events` } : {}),
    manifest: buildManifest({ publicUrl: url, mode }),
  })
  let product: Fieldpost
  const start = async () => {
    product = await startFieldpost(configFor(port))
    if (mode === 'socket') await slack.waitFor({ type: 'connections', atLeast: 1 })
  }
  await start()
  const others: Fieldpost[] = []
  return {
    slack,
    wecom: slack.wecom,
    url,
    stop: () => product.stop(),
    start,
    async restart() {
      await product.stop()
      await start()
    },
    async startAnother() {
      const another = await startFieldpost(configFor(await findFreePort()))
      others.push(another)
      return another
    },
    async importPeople(csv: string) {
      const file = { name: 'people.csv', bytes: Buffer.from(csv) }
      const report = await importPeopleAs(product.office, null, { file, isDryRun: false })
      if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems))
    },
    async goTo(instant: string) {
      await slack.clock.set(instant)
      await settle([product, ...others], new Date(instant))
    },
    async close() {
      for (const each of [...others, product]) await each.stop()
      await sandbox.close()
      await database.drop()
    },
  }
}

function slackVariables(sandbox: Sandbox, mode: 'http' | 'socket') {
  return {
    SLACK_BOT_TOKEN: sandbox.botToken,
    ...(mode === 'http'
      ? { SLACK_SIGNING_SECRET: sandbox.signingSecret }
      : { SLACK_APP_TOKEN: sandbox.appToken }),
    SLACK_API_URL: sandbox.slackApiUrl,
  }
}

const wecomVariables = ({ wecom }: Sandbox) => ({
  WECOM_CORP_ID: wecom.corpId,
  WECOM_AGENT_ID: String(wecom.agentId),
  WECOM_SECRET: wecom.secret,
  WECOM_TOKEN: wecom.token,
  WECOM_AES_KEY: wecom.encodingAesKey,
  WECOM_API_URL: wecom.apiUrl,
})

/** As an administrator does for each who writes for the first time: WeCom tells no e-mail. */
async function linkMembers(config: ReturnType<typeof readConfig>, slack: SandboxClient): Promise<void> {
  const { office, close } = await openOffice(config)
  const { corp, members } = await slack.wecom.state()
  const { db } = office.store
  const admin = await db.person.findFirstOrThrow({ where: { name: '宋悦' } })
  const actor = await findActor(office, admin.id)
  if (!actor) throw new Error('no administrator')
  for (const { userid, name } of members) {
    const person = await db.person.findFirst({ where: { name } })
    if (!person) continue
    const user = { platform: 'wecom', workspace: corp.id, platformUserId: userid }
    await resolveActor(office, { ...user, profile: { displayName: name } }).catch(() => undefined)
    await linkPerson(office, actor, { ...user, personId: person.id })
  }
  await db.outbox.deleteMany()
  await close()
}

/** Until every process has read the clock, what has come due by it has been done, and what came of that has left. */
async function settle(processes: readonly Fieldpost[], until: Date): Promise<void> {
  const [{ office }] = processes as [Fieldpost]
  const { db } = office.store
  const deadline = performance.now() + 60_000
  const findHold = async () => {
    if (processes.some((each) => each.office.clock.now() < until)) return 'the clock to be read'
    for (const job of jobs) {
      if ((await findDueSlots(office, job, office.clock.now())).length > 0) return `${job.id} to be run`
    }
    if ((await db.jobRun.count({ where: { state: 'running' } })) > 0) return 'jobs to be done'
    const isRipe = { nextAt: { lte: office.clock.now() } }
    if ((await db.outbox.count({ where: { OR: [isRipe, { state: 'claimed' }] } })) > 0)
      return 'messages to leave'
    return undefined
  }
  for (let hold = await findHold(); hold; hold = await findHold()) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${hold}`)
    await sleep(100)
  }
}

async function seed(config: ReturnType<typeof readConfig>, without: readonly string[]): Promise<void> {
  const { office, close } = await openOffice(config)
  for (const [importer, name] of [
    [importPeopleAs, 'people.csv'],
    [importCustomersAs, 'customers.csv'],
  ] as const) {
    const sheet = readFileSync(new URL(`../../sandbox/demo/${name}`, import.meta.url), 'utf8')
    const rows = sheet.split('\n').map((row) => (isOf(row, without) ? row.replace(',销售代表,', ',,') : row))
    const bytes = Buffer.from(rows.join('\n'))
    const report = await importer(office, null, { file: { name, bytes }, isDryRun: false })
    if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems))
  }
  await close()
}

const isOf = (row: string, teams: readonly string[]) => teams.some((team) => row.includes(`,${team},`))

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
