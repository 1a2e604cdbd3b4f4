import { type App, AuthorizationError, type Receiver, ReceiverMultipleAckError } from '@slack/bolt'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import { type Meter, noMeter } from '../../../src/meter.ts'
import { platform } from '../desk.ts'
import { type Body, parseBody } from './parse-body.ts'
import { MalformedDelivery } from './read-delivery.ts'
import { findSignatureFault } from './verify-signature.ts'

export const eventsPath = '/slack/events'
const bodyLimitBytes = 1024 * 1024
/** Slack asks whether the address is ours. */
const challengeShape = z.object({ type: z.literal('url_verification'), challenge: z.string() })

export interface HttpReceiver extends Receiver {
  /** Adds Slack's endpoint; the server itself is the composer's. */
  mount(fastify: FastifyInstance): void
}

/**
 * Receives Slack's requests as a route of Fastify: verifies, hands over to Bolt, and answers 200 only with what a
 * listener acknowledged. A listener that fails or never acknowledges is an error, so that Slack shows it or tries
 * again. docs/decisions/0010 says why this is not Bolt's HTTPReceiver.
 */
export function createHttpReceiver(options: {
  signingSecret: string
  clock: Clock
  log: Logger
  meter?: Meter
}): HttpReceiver {
  const { signingSecret, clock, log, meter = noMeter } = options
  let app: App | undefined

  const receive = (body: Body, headers: Record<string, unknown>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      let isAcknowledged = false
      const ack = async (response?: unknown) => {
        if (isAcknowledged) throw new ReceiverMultipleAckError()
        isAcknowledged = true
        resolve(response)
      }
      const retryNum = Number(headers['x-slack-retry-num'])
      const retryReason = headers['x-slack-retry-reason']
      const retry = {
        ...(retryNum > 0 ? { retryNum } : {}),
        ...(typeof retryReason === 'string' ? { retryReason } : {}),
      }
      if (!app) return reject(new Error('the receiver has no app yet'))
      app.processEvent({ body, ack, ...retry }).then(() => {
        if (!isAcknowledged) reject(new Error('no listener acknowledged'))
      }, reject)
    })

  return {
    init: (bolt) => {
      app = bolt
    },
    start: async () => undefined,
    stop: async () => undefined,
    mount: (fastify) => {
      fastify.register(async (scope) => {
        // The signature is over the bytes as sent, whatever content type and charset they claim.
        scope.removeAllContentTypeParsers()
        scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyLimitBytes }, (_, body, done) =>
          done(null, body),
        )
        scope.post(eventsPath, async (request, reply) => {
          const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
          const { headers } = request
          const fault = findSignatureFault({
            signingSecret,
            timestamp: headers['x-slack-request-timestamp'],
            signature: headers['x-slack-signature'],
            body: raw,
            nowMs: clock.now().getTime(),
          })
          if (fault) {
            meter.count('refusals', { platform, reason: fault })
            log.warn({ reason: fault }, 'refused a request without a valid Slack signature')
            return reply.code(401).send()
          }
          const body = parseBody(raw.toString(), headers['content-type'])
          if (!body) {
            meter.count('refusals', { platform, reason: 'form' })
            return reply.code(400).send()
          }
          if (body.ssl_check === '1') return reply.send()
          const { data: asked } = challengeShape.safeParse(body)
          if (asked) return reply.send({ challenge: asked.challenge })
          try {
            const answer = await receive(body, headers)
            return reply.code(200).send(answer === undefined || answer === '' ? undefined : answer)
          } catch (error) {
            if (error instanceof MalformedDelivery) return reply.code(400).send()
            log.error({ err: error, kind: body.type ?? body.command }, 'a delivery was not acknowledged')
            return reply.code(error instanceof AuthorizationError ? 401 : 500).send()
          }
        })
      })
    },
  }
}
