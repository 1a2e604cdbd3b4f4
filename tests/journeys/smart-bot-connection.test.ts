import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkSmartBot } from '../../bots/wecom/smart-bot/check-smart-bot.ts'
import { usualTimes } from '../../bots/wecom/smart-bot/connection.ts'
import { createSmartBot, type SmartBot } from '../../bots/wecom/smart-bot/index.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { systemClock } from '../../src/clock.ts'
import type { WecomConfig } from '../../src/config/wecom.ts'
import { deliverRipe } from '../../src/delivery/deliver-outbox.ts'
import { createPace } from '../../src/delivery/pace.ts'
import { createInbox, type Inbox } from '../../src/store/inbox.ts'
import { findLease } from '../../src/store/leases.ts'
import type { Store } from '../../src/store/open-store.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { type DatabaseName, databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'
import { patience } from '../support/patience.ts'
import { botConfigOf, wecomConfigOf } from '../support/wecom-config.ts'

/** So that a story takes seconds, and a busy machine is not taken for a connection or a process that has died. */
const quick = {
  ...{ heartbeatMs: 300, helloMs: 2_000, reconnectMs: 20, steadyMs: 60_000 },
  ...{ leaseMs: 3_000, beatMs: 100 },
}

interface Process {
  bot: SmartBot
  inbox: Inbox
  logged: { level: number; msg: string; waitMs?: number }[]
  deliver(): Promise<number>
  /** It goes on, but does not reach the database any more. */
  cutOff(): void
}

it('finds a connection that died without a word within a minute', () => {
  // Two heartbeats may go unanswered; before the third the connection is given up.
  expect(3 * usualTimes.heartbeatMs).toBeLessThan(60_000)
})

describe.each(databases)('the smart bot’s one connection, on %s', (provider: DatabaseName) => {
  const opened = useTestOffice(provider)
  let sandbox: Sandbox
  let client: SandboxClient
  let running: Process[] = []
  beforeEach(async () => {
    sandbox = await startSandbox({ rateLimited: false })
    client = createSandboxClient(sandbox.url)
    const { office, actors } = opened()
    await office.store.db.outbox.deleteMany()
    await office.store.db.lease.deleteMany()
    const at = office.clock.now()
    const account = { platform: 'wecom', workspace: sandbox.wecom.corpId, platformUserId: 'ChenXiaoman' }
    await office.store.db.identity.upsert({
      where: { platform_workspace_platformUserId: account },
      create: {
        ...account,
        displayName: '陈小满',
        personId: actors.rep.personId,
        createdAt: at,
        updatedAt: at,
      },
      update: {},
    })
  })
  afterEach(async () => {
    for (const { bot, inbox } of running) {
      await bot.stop()
      await bot.hangUp()
      await inbox.flush()
    }
    running = []
    await sandbox.close()
  })

  const leaseName = () => `smart-bot:${sandbox.wecom.bot.id}`
  const lease = () => findLease(opened().office.store, leaseName())
  const bot = () => client.wecom.bot
  const chen = () => bot().as('chen')

  const start = async (
    owner: string,
    store: Store = opened().office.store,
    app?: WecomConfig,
    comeBackMs = [5_000, 100_000],
  ) => {
    const logged: Process['logged'] = []
    const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) })
    let isCut = false
    const reached = new Proxy(store, {
      get: (target, name) => {
        if (isCut) throw new Error('the database is away')
        return Reflect.get(target, name, target)
      },
    })
    const office = { ...opened().office, store: reached, log }
    const inbox = createInbox(store, office.clock)
    const made = createSmartBot({
      inbox,
      clock: office.clock,
      log,
      config: botConfigOf(sandbox),
      app,
      office,
      owner,
      directoryChanged: () => undefined,
      times: { ...quick, comeBackMs },
    })
    const process: Process = {
      bot: made,
      inbox,
      logged,
      deliver: () =>
        deliverRipe({
          store,
          clock: office.clock,
          senders: new Map([['wecom', made.sender]]),
          pace: createPace({ gapMs: 0, burst: 1 }),
          log,
          channelLanguage: () => 'zh-CN',
          owner,
        }),
      cutOff: () => {
        isCut = true
      },
    }
    running.push(process)
    await made.start()
    return process
  }
  const push = (title: string) => {
    const { office, actors } = opened()
    const message = {
      platform: 'wecom',
      target: `person:${actors.rep.personId}`,
      card: { title },
      dedupeKey: title,
    }
    return office.store.transaction((tx) => enqueue(tx, message, office.clock.now()))
  }
  const answered = async () => {
    const afterSeq = await client.wecom.seq()
    await chen().say('帮助')
    await chen().message({ from: 'bot', contains: '周计划', afterSeq })
  }
  const ready = (process: Process) =>
    vi.waitFor(() => expect(process.bot.sender.isReady?.()).toBe(true), patience)

  it('is back soon after it died without a word, and sends what had to wait', async () => {
    const one = await start('one')
    await ready(one)
    await answered()
    const { subscribed } = await bot().connection.silence()
    await push('等待中的消息')
    await bot().connection.wait({ subscribedOver: subscribed })
    await ready(one)
    await one.deliver()
    await chen().message({ from: 'bot', contains: '等待中的消息' })
    await answered()
  })

  it('is opened anew when it was opened and never taken', async () => {
    await client.wecom.faults.add({ on: 'bot', cmd: 'aibot_subscribe', effect: 'lost' })
    await ready(await start('one'))
    await answered()
  })

  it('says loudly that another program took it, comes back later, and the second time much later', async () => {
    const one = await start('one')
    await ready(one)
    const before = await bot().connection.takeAway()
    await vi.waitFor(async () => expect(await lease()).toMatchObject({ note: 'kicked' }), patience)
    expect(one.bot.sender.isReady?.()).toBe(false)
    expect(one.logged.some(({ level, msg }) => level === 50 && msg.includes('another program'))).toBe(true)
    const config = botConfigOf(sandbox)
    const finding = await checkSmartBot(config, (await lease()) ?? undefined, {
      clock: systemClock,
      language: 'zh-CN',
    })
    expect(finding).toMatchObject({ ok: false, what: expect.stringContaining('另一个程序') })
    await bot().connection.wait({ subscribedOver: before.subscribed })
    await ready(one)
    await bot().connection.takeAway()
    const waits = () => one.logged.flatMap(({ level, waitMs }) => (level === 50 && waitMs ? [waitMs] : []))
    await vi.waitFor(() => expect(waits()).toEqual([5_000, 100_000]), patience)
  })

  it('says loudly that its secret is refused', async () => {
    await client.wecom.faults.add({
      on: 'bot',
      cmd: 'aibot_subscribe',
      effect: 'errcode',
      errcode: 40001,
    })
    const one = await start('one')
    await vi.waitFor(
      () =>
        expect(one.logged.some(({ level, msg }) => level === 50 && msg.includes('WECOM_BOT_SECRET'))).toBe(
          true,
        ),
      patience,
    )
    await ready(one)
  })

  it('is tried by the doctor only where no process has it', async () => {
    const config = botConfigOf(sandbox)
    const examine = async (secret = config.secret) =>
      checkSmartBot({ ...config, secret }, (await lease()) ?? undefined, {
        clock: systemClock,
        language: 'en',
      })
    expect(await examine()).toMatchObject({ ok: true, what: expect.stringContaining('no process') })
    expect(await examine('wrong')).toMatchObject({ ok: false, what: expect.stringContaining('refuses') })
    const one = await start('one')
    await ready(one)
    await vi.waitFor(async () => expect(await lease()).toMatchObject({ note: 'ready' }), patience)
    const { subscribed } = await bot().state()
    expect(await examine()).toMatchObject({ ok: true, what: expect.stringContaining('since') })
    expect((await bot().state()).subscribed).toBe(subscribed)
  })

  it('gives up what it has to push to who has never written, and tells it after their first word', async () => {
    const one = await start('one')
    await ready(one)
    await push('早')
    await one.deliver()
    const row = await opened().office.store.db.outbox.findUniqueOrThrow({ where: { dedupeKey: '早' } })
    expect(row).toMatchObject({ state: 'dead', error: expect.stringContaining('write to the bot once') })
    await answered()
    await vi.waitFor(async () => expect(await one.deliver()).toBe(1), patience)
    await chen().message({ from: 'bot', contains: '早' })
  })

  it('knows by the app of the company whom an id of the bot’s own means, and answers there', async () => {
    await bot().configure({ hidesUserIds: true })
    await ready(await start('one', opened().office.store, wecomConfigOf(sandbox)))
    await answered()
    // What the outbox tells comes from the app: the bot says where to look.
    await chen().say('今天拜访康民诊所 老客户 20分钟')
    await chen().message({ from: 'bot', contains: '应用的会话' })
  })

  // A SQLite file has one process.
  if (provider === 'sqlite') return

  describe('of two processes', () => {
    it('is one’s alone, and what the other has to tell waits for it', async () => {
      const one = await start('one')
      const other = await start('other', await opened().database.openAnother())
      await ready(one)
      await answered()
      expect((await bot().state()).subscribed).toBe(1)
      await push('给小满')
      expect(await other.deliver()).toBe(0)
      expect(await one.deliver()).toBe(1)
      await chen().message({ from: 'bot', contains: '给小满' })
    })

    it('is the other’s at once when its holder stops, and soon when its holder is cut off; nobody is kicked', async () => {
      const one = await start('one')
      const two = await start('two', await opened().database.openAnother())
      await ready(one)
      await one.bot.stop()
      await one.bot.hangUp()
      await ready(two)
      await answered()
      const three = await start('three', await opened().database.openAnother())
      two.cutOff()
      await ready(three)
      expect(two.bot.sender.isReady?.()).toBe(false)
      await answered()
      expect(await bot().traffic.callbacks('disconnected_event')).toEqual([])
      expect(await lease()).toMatchObject({ owner: 'three' })
    })

    it('takes up what a process that died had kept and not answered', async () => {
      const { office } = opened()
      const body = { incoming: { userId: 'ChenXiaoman', kind: 'text', text: '帮助' }, requestId: 'gone' }
      const inbox = createInbox(office.store, office.clock)
      const kept = { platform: 'wecom-bot', deliveryId: 'bot:1', kind: 'text', body: JSON.stringify(body) }
      await chen().say('在吗')
      await inbox.keep({ ...kept, receivedAt: office.clock.now() })
      await start('heir')
      await chen().message({ from: 'bot', contains: '周计划' })
    })
  })
})
