/** The only place that knows all rooms: puts them together, starts them in order and stops them in the other. */
import { randomUUID } from 'node:crypto'
import { bindServices } from '../bots/slack/bind-services.ts'
import { createSlackBot } from '../bots/slack/index.ts'
import { createWecomBot } from '../bots/wecom/index.ts'
import { jobs } from '../cron/jobs/index.ts'
import { startScheduler } from '../cron/scheduler.ts'
import { apiPlugin } from './api/plugin.ts'
import { followClock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { createPace } from './delivery/pace.ts'
import { runDelivery } from './delivery/run-delivery.ts'
import { ConfigError } from './errors.ts'
import { createHttpApp } from './http-app.ts'
import { createLogger } from './logger.ts'
import type { Office } from './services/office.ts'
import { linkDirectory } from './services/people/link-directory.ts'
import { loadPolicy } from './services/policy/load-policy.ts'
import { createInbox } from './store/inbox.ts'
import { migrate } from './store/migrate.ts'
import { openStore } from './store/open-store.ts'
import { createVault } from './vault/vault.ts'
import { webPlugin } from './web/plugin.ts'

/** How soon somebody newly imported can be written to before they write. */
const linkEveryMs = 15 * 60_000

export interface Fieldpost {
  /** Where it listens. */
  url: string
  office: Office
  /** Takes no new work, finishes what is in flight, closes. */
  stop(): Promise<void>
}

/** Opens the office: database migrated, policy read. For the server and for the tools that work beside it. */
export async function openOffice(config: Config): Promise<{ office: Office; close(): Promise<void> }> {
  const log = createLogger(config.logLevel)
  const followed = config.clockUrl ? await followClock(config.clockUrl) : undefined
  const clock = followed ?? systemClock
  const { applied } = await migrate(config.databaseUrl)
  if (applied.length > 0) log.info({ applied }, 'database migrated')
  const store = await openStore({ url: config.databaseUrl, logger: log })
  try {
    const policies = await loadPolicy({ store, clock, log }, config.policyFile)
    const vault = createVault(config.vaultKeys, config.vaultLookupKey)
    const office: Office = { store, clock, policies, vault, publicUrl: config.publicUrl, log }
    return {
      office,
      close: async () => {
        followed?.stop()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

export async function startFieldpost(config: Config): Promise<Fieldpost> {
  const { office, close } = await openOffice(config)
  const { log } = office
  const owner = randomUUID()
  const inbox = createInbox(office.store, office.clock)
  const isOnlyProcess = office.store.provider === 'sqlite'
  const keeping = { inbox, clock: office.clock, isOnlyProcess }
  const slack =
    config.slack &&
    createSlackBot({
      ...keeping,
      config: config.slack,
      services: bindServices(office),
      log: log.child({ platform: 'slack' }),
    })
  const wecom =
    config.wecom &&
    createWecomBot({ ...keeping, config: config.wecom, office, log: log.child({ platform: 'wecom' }) })
  const bots = [slack, wecom].filter((bot) => bot !== undefined)
  const http = await createHttpApp(office, [
    webPlugin(office),
    apiPlugin(office),
    async (app) => {
      for (const bot of bots) bot.mount(app)
    },
  ])
  const url = await http.listen({ host: config.host, port: config.port }).catch(async (error: unknown) => {
    await close()
    throw toListenError(error, config)
  })
  for (const bot of bots) await bot.start()
  const linkColleagues = async () =>
    slack?.readDirectory().then(
      (users) => linkDirectory(office, users),
      // Who is not linked yet is linked when they write; the next round tries again.
      (err: unknown) => log.warn({ err }, 'directory cannot be read'),
    )
  await linkColleagues()
  const linking = setInterval(linkColleagues, linkEveryMs).unref()
  const delivery = runDelivery({
    store: office.store,
    clock: office.clock,
    senders: new Map(bots.map((bot) => [bot.platform, bot.sender])),
    // Slack: one message a second a channel, with short bursts. WeCom: thirty a minute a member.
    pace: createPace({ gapMs: 1000, burst: 5 }),
    channelLanguage: () => office.policies.current().language,
    log,
    owner,
  })
  const scheduler = startScheduler({ office, jobs, owner })
  log.info({ url }, 'ready')
  return {
    url,
    office,
    async stop() {
      log.info('stopping')
      clearInterval(linking)
      await scheduler.stop()
      await http.close()
      for (const bot of bots) await bot.stop()
      await delivery.stop()
      await inbox.flush()
      await close()
    },
  }
}

/** What whoever installs it can mend, said as such. */
function toListenError(error: unknown, { host, port }: Config): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return new ConfigError([`PORT ${port} is in use on ${host}: choose another`])
  if (code === 'EACCES')
    return new ConfigError([`PORT ${port} is not open to this user: choose one from 1024 up`])
  if (code === 'EADDRNOTAVAIL') return new ConfigError([`HOST ${host} is no address of this machine`])
  return error
}
