import { z } from 'zod'
import { helpCard } from '../../../src/chat/cards.ts'
import { type Clock, systemClock } from '../../../src/clock.ts'
import type { SmartBotConfig, WecomConfig } from '../../../src/config/wecom.ts'
import type { Sender } from '../../../src/delivery/sender.ts'
import { cardToText } from '../../../src/forms/card.ts'
import { speak } from '../../../src/i18n/translate.ts'
import { noMeter } from '../../../src/meter.ts'
import {
  type KeepParts,
  type KeptDeliveries,
  keepDeliveries,
} from '../../../src/receiving/keep-deliveries.ts'
import { recordTypes } from '../../../src/records/registry.ts'
import { requeueUnmet } from '../../../src/services/delivery/requeue-unmet.ts'
import { keepLease } from '../../../src/services/leases/keep-lease.ts'
import { loginPath } from '../../../src/services/links/way-in.ts'
import type { Office } from '../../../src/services/office.ts'
import { readAudience } from '../../../src/services/people/channel-audience.ts'
import { isKnown } from '../../../src/services/people/is-known.ts'
import { createRobots } from '../client/robot-client.ts'
import { splitText } from '../client/split-text.ts'
import { createWecomClient } from '../client/wecom-client.ts'
import { type Desk, platform } from '../desk.ts'
import { answerDelivery } from '../listen/answer-delivery.ts'
import type { Incoming } from '../receive/incoming.ts'
import { checkLimits } from '../render/check-limits.ts'
import { limits } from '../render/limits.ts'
import { createChannelPoster } from '../send/post-to-channel.ts'
import { createWecomSender } from '../send/sender.ts'
import { createBotClient } from './bot-client.ts'
import { createBotMembers } from './bot-members.ts'
import { type ConnectionTimes, createConnection, usualTimes } from './connection.ts'
import { leaseNameOf } from './lease-name.ts'
import { type Callback, readCallback } from './read-callback.ts'

export interface SmartBotTimes extends ConnectionTimes {
  leaseMs: number
  beatMs: number
}

export interface SmartBotParts extends Omit<KeepParts, 'isOnlyProcess'> {
  config: SmartBotConfig
  /** The company's self-built app, where there is one too: it pushes, and translates ids. */
  app: WecomConfig | undefined
  office: Office
  /** Names this process among several. */
  owner: string
  directoryChanged(): void
  times?: SmartBotTimes
  realClock?: Clock
}

export interface SmartBot {
  readonly platform: 'wecom'
  /** For who has written to the bot; only from the process that has the connection. */
  readonly sender: Sender
  start(): Promise<void>
  /** Takes nothing more and ends what is under way. */
  stop(): Promise<void>
  /** Lets go of the connection, once nothing will be sent any more. */
  hangUp(): Promise<void>
}

/** What is kept of a delivery: what came, and the request that its answer may name. */
interface Kept {
  incoming: Incoming
  requestId: string
}

/** The inbox's name for what comes this way: only who has the connection can answer it. */
const inboxName = 'wecom-bot'
const leaseTimes = { leaseMs: 20_000, beatMs: 5_000 }
const requestOf = z.looseObject({ headers: z.looseObject({ req_id: z.string() }) })

/**
 * A smart bot of one company, over a connection that we open: nothing of ours need be reached from outside. WeCom lets
 * one program be connected, so of several processes the one that holds a lease is.
 * @throws ConfigError when a record type does not fit WeCom's cards
 */
export function createSmartBot(parts: SmartBotParts): SmartBot {
  checkLimits(recordTypes)
  const { config, office, clock, log, owner, times = { ...usualTimes, ...leaseTimes } } = parts
  // Connections and leases age in real time, whatever day a demonstration plays.
  const { realClock = systemClock, meter = noMeter } = parts
  let kept: KeptDeliveries<Kept> | undefined
  let isReading = false

  const connection = createConnection({
    config,
    times,
    log,
    onCallback: (frame) =>
      void take(frame).catch((err) => log.error({ err }, 'a delivery could not be kept')),
    onReady: () => {
      // What was left unfinished is answered over the connection, so not before there is one.
      if (!isReading) {
        isReading = true
        kept?.start().catch((err) => log.error({ err }, 'the inbox cannot be read'))
      }
      void lease.beat()
    },
    // It may be a process of ours that has taken over: then the connection is not ours to want back.
    onKicked: () => void lease.beat(),
    onRefused: () => void lease.beat(),
  })
  meter.show('connected', { platform, way: 'smart-bot' }, () => Number(connection.state === 'ready'))
  const client = createBotClient(connection)
  const app = parts.app && createWecomClient(parts.app, realClock)
  const addressOf = (path: string) => `${office.publicUrl}${loginPath(platform, path)}`
  const desk: Desk = {
    // Members are logged in by the app; without one a page is opened by a link.
    chat: { office, platform, ...(app ? { addressOf } : {}) },
    client,
    members: createBotMembers(app, log),
    corpId: config.corpId,
    pagesUrl: app ? addressOf('/') : office.publicUrl,
    pushesByApp: app !== undefined,
    directoryChanged: parts.directoryChanged,
    log,
  }

  const postToChannel = createChannelPoster({
    robots: createRobots(config),
    audienceOf: (channel) => readAudience(office, platform, channel),
    log,
  })

  const take = async (frame: unknown) => {
    const callback = readCallback(frame)
    const requestId = requestOf.safeParse(frame).data?.headers.req_id
    if (!callback || requestId === undefined) return
    if (callback.about !== 'delivery') return greet(callback, requestId)
    const { kind, deliveryId, incoming } = callback
    await kept?.take({ kind, deliveryId, receivedAt: clock.now() }, { incoming, requestId })
  }

  const greet = async (callback: Exclude<Callback, { about: 'delivery' }>, requestId: string) => {
    const { language } = office.policies.current()
    try {
      if (callback.about === 'group') {
        await client.say(requestId, speak(language)('wecom.onlyAlone'), 'answer')
        return
      }
      const platformUserId = await desk.members.idOf(callback.userId)
      // Once somebody has begun, every morning's arrival needs no explanation.
      if (await isKnown(office, { platform, workspace: config.corpId, platformUserId })) return
      const [welcome = ''] = splitText(cardToText(helpCard({ language })), limits.textBytes)
      await client.say(requestId, welcome, 'welcome')
    } catch (err) {
      log.info({ err }, 'a greeting could not be given')
    }
  }

  /** From their first word on somebody may be told what they could not be told before. */
  const met = new Set<string>()
  const meet = async (userId: string) => {
    if (met.has(userId)) return
    const platformUserId = await desk.members.idOf(userId)
    const count = await requeueUnmet(office, { platform, workspace: config.corpId, platformUserId })
    if (count > 0) log.info({ count }, 'what waited for a first word is told')
    met.add(userId)
  }

  const lease = keepLease({
    store: office.store,
    name: leaseNameOf(config),
    owner,
    clock: realClock,
    log,
    leaseMs: times.leaseMs,
    beatMs: times.beatMs,
    note: () => connection.state,
    onTaken: async () => {
      isReading = false
      kept = keepDeliveries<Kept>({
        inbox: parts.inbox,
        clock,
        log,
        meter,
        platform: inboxName,
        // Whoever had the lease before us works nothing of it any more.
        isOnlyProcess: true,
        isUrgent: ({ kind }) => kind === 'press',
        work: async ({ incoming, requestId }, delivery) => {
          // A request of another connection can be answered no more; only words are answered by words.
          const isAnswerable = !delivery.isReplay && incoming.kind !== 'press'
          const speaker = isAnswerable ? client.answering(requestId) : client
          await answerDelivery({ ...desk, client: speaker }, incoming, delivery)
          await meet(incoming.userId)
        },
      })
      connection.start()
    },
    onLost: async () => {
      connection.stop()
      await kept?.drain()
      kept = undefined
    },
  })

  return {
    platform,
    sender: {
      ...createWecomSender({ client, postToChannel, pagesUrl: desk.pagesUrl, log }),
      isReady: () => lease.isHeld && connection.state === 'ready',
    },
    start: () => lease.start(),
    // What still comes is kept, and worked by whoever is connected next.
    stop: async () => kept?.drain(),
    hangUp: () => lease.stop(),
  }
}
