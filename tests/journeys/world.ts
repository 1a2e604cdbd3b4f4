/**
 * The whole product as it is started in earnest, against the local workspace: people act in Slack or WeCom, the clock is
 * moved, and nothing of the product is reached but by its platform's address and its web pages.
 */

import { afterAll, beforeAll } from 'vitest'
import { buildManifest } from '../../bots/slack/manifest.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { type Fieldpost, startFieldpost } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { importPeopleAs } from '../../src/services/importing/import-people.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { PostgresWaits } from '../../src/store/postgres/open-pool.ts'
import { findFreePort } from '../../tools/find-free-port.ts'
import { type Balancer, openBalancer } from '../support/balancer.ts'
import { createTestDatabase, type DatabaseName } from '../support/databases.ts'
import { keepSecret, watchedLog, watchSealing } from '../support/log-watch.ts'
import { patience } from '../support/patience.ts'
import { botVariables, slackVariables, wecomVariables } from '../support/variables.ts'
import { settle, untilAnswered, untilCalm } from './support/calm.ts'
import type { Channel } from './support/channel.ts'
import type { Person, Platform } from './support/person.ts'
import { linkMembers, seedCompany } from './support/seed-company.ts'
import type { TeamSetting } from './support/settings.ts'
import { slackChannel } from './support/slack/slack-channel.ts'
import { slackPerson } from './support/slack/slack-person.ts'
import { wecomChannel } from './support/wecom/wecom-channel.ts'
import { wecomPerson } from './support/wecom/wecom-person.ts'

export interface World {
  /** Somebody of the team, where they talk; of who talks on both platforms, on the one that is named. */
  person(handle: string, on?: Platform): Person
  /** Somebody new, with an account that nobody has linked. */
  arrive(handle: string, name: string): Promise<Person>
  /** A team's channel, once for every platform on which it can be written to. */
  channels(name: string): Channel[]
  slack: SandboxClient
  wecom: SandboxClient['wecom']
  /** Where the product's pages are. */
  url: string
  databaseUrl: string
  /** Of a world that `isBalanced`. */
  balancer?: Balancer | undefined
  /** The product goes down, and comes up again, in the middle of things. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Of a world that `isBalanced`, one process after the other, and `meanwhile` after each of them. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  /** A second process on the same database. */
  startAnother(): Promise<Fieldpost>
  /** What an administrator does when people come or their roles change: a sheet with headings. */
  importPeople(csv: string): Promise<void>
  /** Until all that anybody did has been worked, and all that came of it has left and is seen. */
  calm(): Promise<void>
  /** Moves the clock that sandbox and product share, and waits until the product has read it. */
  goTo(instant: string): Promise<void>
}

/** A week is lived in a minute, and the sandbox does not count here: nobody waits for a turn. */
const unhurried = { makePace: () => ({ wait: async () => undefined }) }

/** A Wednesday afternoon: the plan for week 48 is due on Friday at six. */
const wednesday = '2026-11-18T08:00:00Z'

const key = Buffer.alloc(32, 5).toString('base64')

export interface WorldOptions {
  /** When the story begins. */
  start?: string
  mode?: 'http' | 'socket'
  /** Where the team talks: in Slack unless told. */
  team?: TeamSetting
  /** In place of one of the run's own. */
  database?: () => ReturnType<typeof createTestDatabase>
  databaseWaits?: PostgresWaits
  /** Handles of those who have an account on both platforms. */
  onBoth?: readonly string[]
  /** What else stands in the environment, such as a policy of its own. */
  env?: (sandbox: SandboxClient) => Promise<Record<string, string>>
  /** Two processes behind a balancer that sends each request to the other one. */
  isBalanced?: boolean
  /** Teams without reps in this story: nobody there owes anything, and there are fewer messages to wait for. */
  without?: readonly string[]
}

/** One world a test file. */
export function useWorld(provider: DatabaseName, options: WorldOptions = {}): () => World {
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

/** Who is in WeCom, of a company that has both; everybody else is in Slack. */
const inWecom: Readonly<Record<Exclude<TeamSetting, 'slack' | 'wecom' | 'smart-bot'>, readonly string[]>> = {
  mixed: ['chen', 'xu', 'fang', 'tang', 'gu', 'lu', 'wei'],
  'mixed, the other way round': ['lin', 'zhou', 'song', 'han', 'luo', 'deng'],
}

async function openWorld(
  provider: DatabaseName,
  {
    start: begin = wednesday,
    mode = 'http',
    team = 'slack',
    onBoth = [],
    isBalanced = false,
    without = [],
    env,
    database: open,
    databaseWaits,
  }: WorldOptions,
) {
  const isInWecom = (handle: string) =>
    team === 'wecom' ||
    team === 'smart-bot' ||
    (team !== 'slack' && (inWecom[team].includes(handle) || onBoth.includes(handle)))
  const isInSlack = (handle: string) => !isInWecom(handle) || onBoth.includes(handle)
  const [port, database] = await Promise.all([findFreePort(), open ? open() : createTestDatabase(provider)])
  const sandbox = await startSandbox({
    now: new Date(begin),
    rateLimited: false,
    // Being late for Slack has tests of its own (tests/slack); here it would say that the machine is busy.
    ackTimeoutMs: patience.timeout,
    triggerLifetimeMs: patience.timeout,
    callbackTimeoutMs: patience.timeout,
  })
  const slack = createSandboxClient(sandbox.url)
  const url = `http://127.0.0.1:${port}`
  const more = await env?.(slack)
  const configFor = (at: number) =>
    readConfig(
      keepSecret({
        PORT: String(at),
        PUBLIC_URL: url,
        DATABASE_URL: database.url,
        VAULT_KEYS: `test:${key}`,
        VAULT_LOOKUP_KEY: key,
        ...(team === 'smart-bot' ? botVariables(sandbox) : {}),
        ...(team === 'slack' || team === 'smart-bot' ? {} : wecomVariables(sandbox)),
        ...(team === 'wecom' || team === 'smart-bot' ? {} : slackVariables(sandbox, mode)),
        CLOCK_URL: `${sandbox.url}/clock`,
        LOG_LEVEL: 'debug',
        ...more,
      }),
    )
  await seedCompany(configFor(port), without)
  const { users } = await slack.state()
  if (team !== 'slack') {
    await linkMembers(
      configFor(port),
      slack,
      users.filter(({ handle }) => isInWecom(handle)).map(({ real_name }) => real_name),
    )
    await slack.wecom.app.configure({ callbackUrl: `${url}/wecom/callback` })
  }
  for (const { handle } of users) if (!isInSlack(handle)) await slack.changeUser(handle, { deleted: true })
  await slack.app.configure({
    mode,
    ...(mode === 'http' ? { requestUrl: `${url}/slack/events` } : {}),
    manifest: buildManifest({ publicUrl: url, mode }),
  })
  const ports = isBalanced ? [await findFreePort(), await findFreePort()] : [port]
  const balancer = isBalanced
    ? await openBalancer(
        ports.map((each) => `http://127.0.0.1:${each}`),
        port,
      )
    : undefined
  const processes: Fieldpost[] = []
  const first = () => processes[0] as Fieldpost
  const others: Fieldpost[] = []
  const startWatched = async (at: number) => {
    const started = await startFieldpost(configFor(at), {
      ...unhurried,
      logTo: watchedLog,
      ...(databaseWaits && { databaseWaits }),
    })
    watchSealing(started.office.vault)
    return started
  }
  const startOn = async (each: number) => {
    processes[ports.indexOf(each)] = await startWatched(each)
  }
  const start = async () => {
    for (const each of ports) await startOn(each)
    if (team === 'smart-bot') await slack.wecom.bot.connection.wait()
    if (mode === 'socket') await slack.waitFor({ type: 'connections', atLeast: 1 })
  }
  await start()
  if (team === 'smart-bot') {
    // It may write to nobody who has not written to it once.
    const members = (await slack.wecom.state()).members.map(({ userid }) => slack.wecom.bot.as(userid))
    for (const member of members) await member.say('帮助')
    for (const member of members) await member.message({ from: 'bot' })
  }
  const store = await openStore({ url: database.url })
  const program = {
    untilCalm: () => untilCalm(store, () => slack.clock.now()),
    untilAnswered: () => untilAnswered(store),
  }
  const person = (handle: string, on: Platform = isInSlack(handle) ? 'slack' : 'wecom'): Person =>
    on === 'slack'
      ? slackPerson(slack, handle, program)
      : wecomPerson(slack.wecom, (team === 'smart-bot' ? slack.wecom.bot : slack.wecom).as(handle), program)
  return {
    person,
    async arrive(handle: string, name: string) {
      if (isInSlack(handle)) {
        const tz = 'Asia/Shanghai'
        await slack.addUser({ handle, real_name: name, email: `${handle}@home.example`, tz })
      } else await slack.wecom.members.add({ userid: handle, name })
      return person(handle)
    },
    channels: (name: string) => [
      ...(team === 'wecom' || team === 'smart-bot' ? [] : [slackChannel(slack, name)]),
      ...(team === 'slack' ? [] : [wecomChannel(slack.wecom, name)]),
    ],
    slack,
    wecom: slack.wecom,
    url,
    balancer,
    databaseUrl: database.url,
    async stop() {
      for (const each of processes) await each.stop()
    },
    start,
    async restart(meanwhile?: () => Promise<void>) {
      if (!isBalanced) {
        await first().stop()
        await start()
        return
      }
      for (const [n, each] of ports.entries()) {
        await processes[n]?.stop()
        await startOn(each)
        await meanwhile?.()
      }
    },
    async startAnother() {
      const another = await startWatched(await findFreePort())
      others.push(another)
      return another
    },
    async importPeople(csv: string) {
      const file = { name: 'people.csv', bytes: Buffer.from(csv) }
      const report = await importPeopleAs(first().office, null, { file, isDryRun: false })
      if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems))
    },
    async calm() {
      await program.untilAnswered()
      await program.untilCalm()
      await slack.idle()
    },
    async goTo(instant: string) {
      await slack.clock.set(instant)
      await settle([...processes, ...others], new Date(instant))
    },
    async close() {
      for (const each of [...others, ...processes]) await each.stop()
      await balancer?.close()
      await sandbox.close()
      await store.close()
      await database.drop()
    },
  }
}
