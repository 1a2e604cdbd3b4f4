import type { FastifyInstance } from 'fastify'
import { systemClock } from '../../src/clock.ts'
import type { WecomConfig } from '../../src/config.ts'
import type { Sender } from '../../src/delivery/sender.ts'
import { type KeepParts, keepDeliveries } from '../../src/receiving/keep-deliveries.ts'
import type { Office } from '../../src/services/office.ts'
import { createMembers } from './client/members.ts'
import { createWecomClient } from './client/wecom-client.ts'
import { type Desk, platform } from './desk.ts'
import { answerDelivery } from './listen/answer-delivery.ts'
import { callbackRoute } from './receive/callback-route.ts'
import { createEnvelopes } from './receive/envelope.ts'
import type { Incoming } from './receive/incoming.ts'
import { createWecomSender } from './send/sender.ts'

export interface WecomBotParts extends KeepParts {
  config: WecomConfig
  office: Office
}

export interface WecomBot {
  readonly platform: 'wecom'
  readonly sender: Sender
  /** Adds WeCom's endpoint. */
  mount(fastify: FastifyInstance): void
  /** Takes up what was left unfinished. */
  start(): Promise<void>
  /** Takes nothing more and ends what is under way; close the server first. */
  stop(): Promise<void>
}

/** A self-built app of one company. */
export function createWecomBot(parts: WecomBotParts): WecomBot {
  const { config, office, clock, log } = parts
  // Tokens and signatures age in real time, whatever day a demonstration plays.
  const client = createWecomClient(config, systemClock)
  const desk: Desk = {
    chat: { office, platform },
    client,
    members: createMembers(client, log),
    corpId: config.corpId,
    pagesUrl: office.publicUrl,
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
  return {
    platform,
    sender: createWecomSender({ client, pagesUrl: desk.pagesUrl, log }),
    mount: (fastify) =>
      callbackRoute(fastify, {
        envelopes,
        clock: systemClock,
        log,
        take: async ({ kind, deliveryId, incoming }) => {
          await kept.take({ kind, deliveryId, receivedAt: clock.now() }, incoming)
        },
      }),
    start: () => kept.start(),
    stop: () => kept.drain(),
  }
}
