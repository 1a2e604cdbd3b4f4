/** The only place that knows all rooms: puts them together, starts them in order and stops them in the other. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DestinationStream } from 'pino'
import { bindServices } from '../bots/slack/bind-services.ts'
import { createSlackBot } from '../bots/slack/index.ts'
import { crowdedMinutes } from '../bots/wecom/crowded-minutes.ts'
import { createWecomBot } from '../bots/wecom/index.ts'
import { explainChannel } from '../bots/wecom/send/team-channel.ts'
import { createSmartBot } from '../bots/wecom/smart-bot/index.ts'
import { jobs } from '../cron/jobs/index.ts'
import { startScheduler } from '../cron/scheduler.ts'
import { apiPlugin } from './api/plugin.ts'
import { followClock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { meterPace } from './delivery/meter-pace.ts'
import { createPace, type MakePace } from './delivery/pace.ts'
import { runDelivery } from './delivery/run-delivery.ts'
import { createSharedPace } from './delivery/shared-pace.ts'
import { createSpread } from './delivery/spread.ts'
import { ConfigError } from './errors.ts'
import { createHttpApp } from './http-app.ts'
import { createLogger } from './logger.ts'
import { type Meter, noMeter } from './meter.ts'
import { createObservation } from './observe/create-observation.ts'
import { metricsRoute } from './observe/metrics-route.ts'
import type { ChannelRules } from './policy/parse-policy.ts'
import { findWelcome } from './services/delivery/find-welcome.ts'
import type { Office, Unhurried } from './services/office.ts'
import { createDirectoryFollower } from './services/people/follow-directories.ts'
import { loadPolicy } from './services/policy/load-policy.ts'
import { restoredLease } from './services/upkeep/settle-restored.ts'
import { createReadings } from './services/watch/take-readings.ts'
import { createInbox } from './store/inbox.ts'
import { findLease } from './store/leases.ts'
import { meterStore } from './store/meter-store.ts'
import { migrate } from './store/migrate.ts'
import { openStore } from './store/open-store.ts'
import type { PostgresWaits } from './store/postgres/open-pool.ts'
import type { TurnRule } from './store/turns.ts'
import { createVault } from './vault/vault.ts'
import { webPlugin } from './web/plugin.ts'

/** What may stand under `channels` in a policy, by platform; in Slack any name may be a channel's. */
export const channelRules: ChannelRules = { slack: () => undefined, wecom: explainChannel }

/** What jobs say keeps out of the minutes in which a platform is crowded. */
export const unhurried: Unhurried = createSpread(new Map([['wecom', crowdedMinutes]]))

export interface Fieldpost {
  /** Where it listens. */
  url: string
  office: Office
  /** Serves for as long as it takes to be known, takes no new work, finishes what is in flight, closes. */
  stop(): Promise<void>
}

/** Opens the office: database migrated, policy read. For the server and for the tools that work beside it. */
export async function openOffice(
  config: Config,
  logTo?: DestinationStream,
  databaseWaits?: PostgresWaits,
): Promise<{ office: Office; close(): Promise<void> }> {
  const log = createLogger(config.logLevel, logTo)
  const followed = config.clockUrl ? await followClock(config.clockUrl) : undefined
  const clock = followed ?? systemClock
  const { applied, ahead } = await migrate(config.databaseUrl)
  if (applied.length > 0) log.info({ applied }, 'database migrated')
  if (ahead) log.warn({ ahead }, 'the database is newer than this code, which it can serve all the same')
  const store = await openStore({ url: config.databaseUrl, logger: log, waits: databaseWaits })
  try {
    const policies = await loadPolicy({ store, clock, log }, config.policyFile, rulesInUse(config))
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

/**
 * @param parts `makePace` in place of the one that keeps to the platforms' limits, where no platform has any; `logTo`
 * in place of the standard output; `databaseWaits` in place of the usual ones
 */
export async function startFieldpost(
  config: Config,
  parts: { makePace?: MakePace; logTo?: DestinationStream; databaseWaits?: PostgresWaits } = {},
): Promise<Fieldpost> {
  const { office: opened, close } = await openOffice(config, parts.logTo, parts.databaseWaits)
  const observation = config.metricsToken ? createObservation(createReadings(opened)) : undefined
  const meter: Meter = observation?.meter ?? noMeter
  const store = observation ? meterStore(opened.store, meter) : opened.store
  const office: Office = { ...opened, store, adminLinked: () => directories.changed() }
  const { log } = office
  const owner = randomUUID()
  const inbox = createInbox(office.store, office.clock)
  const isOnlyProcess = office.store.provider === 'sqlite'
  // Limits of a platform hold for all processes together: several take their turns in the database.
  const makeFullPace = (rule: TurnRule) =>
    isOnlyProcess ? createPace(rule) : createSharedPace(office.store, rule, systemClock)
  const makePace: MakePace = (rule) => meterPace((parts.makePace ?? makeFullPace)(rule), meter)
  const keeping = { inbox, clock: office.clock, isOnlyProcess, meter }
  const directories = createDirectoryFollower(office)
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
    createWecomBot({
      ...keeping,
      config: config.wecom,
      office,
      makePace,
      directoryChanged: directories.changed,
      log: log.child({ platform: 'wecom' }),
    })
  const smartBot =
    config.smartBot &&
    createSmartBot({
      inbox,
      meter,
      clock: office.clock,
      config: config.smartBot,
      app: config.wecom,
      office,
      owner,
      directoryChanged: directories.changed,
      log: log.child({ platform: 'wecom', by: 'smart-bot' }),
    })
  const bots = [slack, wecom].filter((bot) => bot !== undefined)
  const plugins: Parameters<typeof createHttpApp>[1] = [
    webPlugin(
      office,
      bots.map(({ wayIn }) => wayIn),
    ),
    apiPlugin(office),
    ...(observation && config.metricsToken ? [metricsRoute(observation, config.metricsToken)] : []),
    async (app) => {
      for (const bot of bots) bot.mount(app)
    },
  ]
  // It listens once the database is migrated, and needs no platform to keep what is delivered or to show a page.
  let isServing = true
  const http = await createHttpApp(office, plugins, config.trustedProxies, () => isServing)
  const url = await http.listen({ host: config.host, port: config.port }).catch(async (error: unknown) => {
    await close()
    throw toListenError(error, config)
  })
  for (const bot of bots) await bot.start()
  await smartBot?.start()
  await directories.start(bots.map((bot) => bot.readDirectory))
  const delivery = runDelivery({
    store: office.store,
    clock: office.clock,
    // What a person of WeCom is told unasked comes from the app where there is one.
    senders: new Map([smartBot, ...bots].flatMap((bot) => (bot ? [[bot.platform, bot.sender]] : []))),
    // Slack: one message a second a channel, with short bursts.
    pace: meterPace(makeFullPace({ gapMs: 1000, burst: 5 }), meter),
    channelLanguage: () => office.policies.current().language,
    promptAt: (at, zone) => findWelcome(office, at, zone),
    doubtsTill: (await findLease(office.store, restoredLease))?.leaseTill,
    log,
    meter,
    owner,
  })
  const scheduler = startScheduler({ office: { ...office, platforms: bots }, jobs, owner, unhurried, meter })
  log.info({ url }, 'ready')
  return {
    url,
    office,
    async stop() {
      log.info('stopping')
      isServing = false
      await Promise.all([directories.stop(), scheduler.stop(), sleep(config.drainMs)])
      await http.close()
      for (const bot of bots) await bot.stop()
      await smartBot?.stop()
      await delivery.stop()
      // A message that is on its way has its answer by now.
      await smartBot?.hangUp()
      await inbox.flush()
      await close()
    },
  }
}

/** A company that does not use a platform need not mend what its policy says of it. */
const rulesInUse = (config: Config): ChannelRules => ({
  ...channelRules,
  ...((config.wecom ?? config.smartBot) ? {} : { wecom: () => undefined }),
})

/** What whoever installs it can mend, said as such. */
function toListenError(error: unknown, { host, port }: Config): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return new ConfigError([`PORT ${port} is in use on ${host}: choose another`])
  if (code === 'EACCES')
    return new ConfigError([`PORT ${port} is not open to this user: choose one from 1024 up`])
  if (code === 'EADDRNOTAVAIL') return new ConfigError([`HOST ${host} is no address of this machine`])
  return error
}
