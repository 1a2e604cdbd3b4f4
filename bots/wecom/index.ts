import type { FastifyInstance } from 'fastify'
import { systemClock } from '../../src/clock.ts'
import type { WecomConfig } from '../../src/config/wecom.ts'
import type { MakePace } from '../../src/delivery/pace.ts'
import type { Sender } from '../../src/delivery/sender.ts'
import { noMeter } from '../../src/meter.ts'
import { type KeepParts, keepDeliveries } from '../../src/receiving/keep-deliveries.ts'
import { recordTypes } from '../../src/records/registry.ts'
import { loginPath, type WayIn } from '../../src/services/links/way-in.ts'
import type { Office } from '../../src/services/office.ts'
import { readAudience } from '../../src/services/people/channel-audience.ts'
import type { PlatformUser } from '../../src/services/people/resolve-actor.ts'
import { readDirectory } from './client/directory.ts'
import { createMembers } from './client/members.ts'
import { createRobots } from './client/robot-client.ts'
import { createWecomClient } from './client/wecom-client.ts'
import { type Desk, platform } from './desk.ts'
import { answerAtOnce } from './listen/answer-at-once.ts'
import { answerDelivery } from './listen/answer-delivery.ts'
import { createWayIn } from './login/way-in.ts'
import { buildMenu } from './menu/build-menu.ts'
import { isMenuSet, keepMenu } from './menu/keep-menu.ts'
import { callbackRoute } from './receive/callback-route.ts'
import { createEnvelopes } from './receive/envelope.ts'
import type { Incoming } from './receive/incoming.ts'
import { checkLimits } from './render/check-limits.ts'
import { createChannelPoster } from './send/post-to-channel.ts'
import { createWecomSender } from './send/sender.ts'
import { findKeylessRobots } from './send/team-channel.ts'

export interface WecomBotParts extends KeepParts {
  config: WecomConfig
  office: Office
  /** Keeps to WeCom's limits, for as many processes as there are. */
  makePace: MakePace
  directoryChanged(): void
}

export interface WecomBot {
  readonly platform: 'wecom'
  readonly sender: Sender
  /** Logs members in on the pages. */
  readonly wayIn: WayIn
  /** Whether WeCom takes secret, token and address. @throws PlatformRefused, RateLimited, PlatformUnreachable */
  checkAccess(): Promise<void>
  /** Adds WeCom's endpoint. */
  mount(fastify: FastifyInstance): void
  /** Everybody whom the app may see. @throws PlatformRefused, RateLimited, PlatformUnreachable */
  readDirectory(): Promise<PlatformUser[]>
  /** Takes up what was left unfinished. */
  start(): Promise<void>
  /** Takes nothing more and ends what is under way; close the server first. */
  stop(): Promise<void>
}

/** A self-built app of one company. @throws ConfigError when a record type does not fit WeCom's cards */
export function createWecomBot(parts: WecomBotParts): WecomBot {
  checkLimits(recordTypes)
  const { config, office, clock, log, makePace, directoryChanged, meter = noMeter } = parts
  // Tokens and signatures age in real time, whatever day a demonstration plays.
  const addressOf = (path: string) => `${office.publicUrl}${loginPath(platform, path)}`
  const client = createWecomClient(config, systemClock, makePace)
  const desk: Desk = {
    chat: { office, platform, addressOf },
    client,
    members: createMembers(client, log),
    corpId: config.corpId,
    pagesUrl: addressOf('/'),
    directoryChanged,
    log,
  }
  const kept = keepDeliveries<Incoming>({
    ...parts,
    platform,
    isUrgent: ({ kind }) => kind === 'press',
    work: (incoming, delivery) => answerDelivery(desk, incoming, delivery),
  })
  const { token, encodingAesKey, corpId: receiveId } = config
  const envelopes = createEnvelopes({ token, encodingAesKey, receiveId })
  const menu = buildMenu(office.policies.current().language, addressOf('/'))
  let menuKeeper: { stop(): void } | undefined
  return {
    platform,
    wayIn: createWayIn(config, { ...desk, client }),
    sender: createWecomSender({
      client,
      postToChannel: createChannelPoster({
        robots: createRobots(config, makePace),
        groups: { client, app: config },
        audienceOf: (channel) => readAudience(office, platform, channel),
        log,
      }),
      pagesUrl: desk.pagesUrl,
      log,
    }),
    mount: (fastify) =>
      callbackRoute(fastify, {
        corpId: config.corpId,
        answerAtOnce: (delivered) => answerAtOnce(desk, delivered),
        envelopes,
        clock: systemClock,
        log,
        meter,
        take: async ({ kind, deliveryId, incoming }) => {
          await kept.take({ kind, deliveryId, receivedAt: clock.now() }, incoming)
        },
      }),
    checkAccess: async () => {
      // A token that is held says nothing of the address: only a call does.
      await isMenuSet({ client, agentId: config.agentId, menu })
    },
    readDirectory: () => readDirectory(client, config.corpId),
    start: async () => {
      menuKeeper = keepMenu({ client, agentId: config.agentId, menu, log })
      const keyless = findKeylessRobots(office.policies.current().channels, config.robots)
      if (keyless.length > 0)
        log.error({ robots: keyless }, 'the policy names group robots that have no key in WECOM_ROBOTS')
      await kept.start()
    },
    stop: async () => {
      menuKeeper?.stop()
      await kept.drain()
    },
  }
}
