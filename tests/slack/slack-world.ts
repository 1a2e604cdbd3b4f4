import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest'
import { bindServices, type Services } from '../../bots/slack/bind-services.ts'
import { createSlackBot, type SlackBot, type SlackBotParts } from '../../bots/slack/index.ts'
import { buildManifest } from '../../bots/slack/manifest.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { deliverRipe } from '../../src/delivery/deliver-outbox.ts'
import { createPace } from '../../src/delivery/pace.ts'
import { createInbox, type Inbox } from '../../src/store/inbox.ts'
import type { DatabaseName } from '../support/databases.ts'
import { openTestOffice, start, type TestOffice } from '../support/office.ts'
import { patience } from '../support/patience.ts'

/** The team of the test office as a Slack workspace; handles are the office's keys in lower case. */
const fixture = (test: TestOffice) => ({
  team: { id: 'T0FIELD001', name: '南湾医药', domain: 'nanwan' },
  bot: { userId: 'U0FPBOT001', botId: 'B0FPBOT001', appId: 'A0FPAPP001', name: 'Fieldpost' },
  users: [
    ...Object.entries(test.actors).map(([key, actor]) => ({
      id: `U0${key.toUpperCase()}`,
      handle: key.toLowerCase(),
      real_name: actor.name,
      email: `${key.toLowerCase()}@fieldpost.example`,
      tz: actor.zone,
      locale: actor.language === 'en' ? 'en-GB' : 'zh-CN',
    })),
    {
      id: 'U0STRANGER',
      handle: 'stranger',
      real_name: '方晴',
      email: 'fang.qing@elsewhere.example',
      tz: 'Asia/Shanghai',
      locale: 'zh-CN',
    },
  ],
  channels: [{ id: 'C0TEAM001', name: 'sales-all', members: ['U0REP', 'U0SUPERVISOR'], bot: true }],
})

export interface SlackWorld extends TestOffice {
  sandbox: Sandbox
  slack: SandboxClient
  bot: SlackBot
  inbox: Inbox
  /** Replace one to see what the bot makes of it; `mend()` puts the real ones back. */
  services: Services
  mend(): void
  /** Sends what the outbox holds, once all that Slack has handed over is worked. */
  deliver(): Promise<void>
  /** Another bot on the same office, as after a restart; Slack delivers to the newest. */
  restart(): Promise<void>
  /** Where Slack delivers to. */
  address(): string
}

interface WorldOptions {
  database?: DatabaseName
  mode?: 'http' | 'socket'
  answerWithinMs?: number
  /** Wraps the inbox, to make it fail. */
  wrapInbox?(inbox: Inbox): SlackBotParts['inbox']
}

/** A sandbox, an office and the bot between them, once for a test file; faults and mended services go after each test. */
export function useSlackWorld(options: WorldOptions = {}): () => SlackWorld {
  let world: (SlackWorld & { closeWorld(): Promise<void> }) | undefined
  beforeAll(async () => {
    world = await openWorld(options)
  })
  beforeEach(async () => {
    world?.mend()
    await world?.slack.faults.clear()
  })
  afterAll(() => world?.closeWorld())
  return () => {
    if (!world) throw new Error('the world opens in beforeAll')
    return world
  }
}

/** What takes long here has tests of its own; elsewhere only the machine is busy. */
async function openWorld({
  database = 'sqlite',
  mode = 'http',
  answerWithinMs = patience.timeout / 2,
  wrapInbox,
}: WorldOptions) {
  const test = await openTestOffice(database)
  const { office, clock } = test
  const sandbox = await startSandbox({
    fixture: fixture(test),
    now: new Date(start),
    clockRate: 0,
    rateLimited: false,
    ackTimeoutMs: patience.timeout,
    triggerLifetimeMs: patience.timeout,
  })
  const client = createSandboxClient(sandbox.url)
  const inbox = createInbox(office.store, clock)
  const { watched, allWorked } = watchInbox(wrapInbox ? wrapInbox(inbox) : inbox)
  const slack: SandboxClient = {
    ...client,
    // An acknowledgement comes before the work, which may be at the database for longer than Slack is quiet.
    async idle(options) {
      await client.idle(options)
      await allWorked()
      await client.idle(options)
    },
  }
  const real = bindServices(office)
  const services = { ...real }
  let bot: SlackBot
  let server: FastifyInstance
  let url = ''

  const startBot = async () => {
    bot = createSlackBot({
      config: {
        mode,
        botToken: sandbox.botToken,
        signingSecret: sandbox.signingSecret,
        appToken: sandbox.appToken,
        apiUrl: sandbox.slackApiUrl,
      },
      // Looked up at each call, so that a test can replace one.
      services: new Proxy(services, { get: (target, key) => Reflect.get(target, key) }),
      inbox: watched,
      clock,
      log: office.log,
      isOnlyProcess: true,
      answerWithinMs,
    })
    server = Fastify()
    bot.mount(server)
    url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/slack/events`
    const { port } = server.server.address() as AddressInfo
    const manifest = buildManifest({ publicUrl: `http://127.0.0.1:${port}`, mode })
    await slack.app.configure(mode === 'http' ? { mode, requestUrl: url, manifest } : { mode, manifest })
    await bot.start()
    if (mode === 'socket') await slack.waitFor({ type: 'connections', atLeast: 1 })
  }
  const stopBot = async () => {
    await server.close()
    await bot.stop()
  }
  await startBot()
  const deliver = async () => {
    const parts = {
      store: office.store,
      clock,
      senders: new Map([['slack', bot.sender]]),
      pace: createPace({ gapMs: 0, burst: 1000 }),
      channelLanguage: () => office.policies.current().language,
      log: office.log,
      owner: 'test',
    }
    await allWorked()
    while ((await deliverRipe(parts)) > 0);
  }
  return {
    ...test,
    sandbox,
    slack,
    inbox,
    services,
    get bot() {
      return bot
    },
    mend: () => void Object.assign(services, real),
    deliver,
    restart: async () => {
      await stopBot()
      await startBot()
    },
    address: () => url,
    closeWorld: async () => {
      await stopBot()
      await sandbox.close()
      await inbox.flush()
      await test.close()
    },
  }
}

/** Knows which deliveries the bot has taken and not yet worked. */
function watchInbox(inbox: SlackBotParts['inbox']) {
  const unworked = new Set<string>()
  const watched: SlackBotParts['inbox'] = {
    ...inbox,
    async keep(delivery) {
      const outcome = await inbox.keep(delivery)
      if (outcome === 'kept') unworked.add(delivery.deliveryId)
      return outcome
    },
    done(key) {
      unworked.delete(key.deliveryId)
      return inbox.done(key)
    },
    failed(key, outcome) {
      unworked.delete(key.deliveryId)
      return inbox.failed(key, outcome)
    },
  }
  return { watched, allWorked: () => vi.waitFor(() => expect([...unworked]).toEqual([]), patience) }
}
