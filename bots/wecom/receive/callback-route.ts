import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import type { Meter } from '../../../src/meter.ts'
import { platform } from '../desk.ts'
import { type Envelopes, findEncrypted, type Seal } from './envelope.ts'
import { type Delivered, readIncoming } from './incoming.ts'
import { parseXml } from './read-xml.ts'
import { writeReply } from './write-reply.ts'

const callbackPath = '/wecom/callback'
/** WeCom's own messages are a few kilobytes. */
const bodyLimitBytes = 256 * 1024

const querySchema = z.object({ msg_signature: z.string(), timestamp: z.string(), nonce: z.string() })
const echoSchema = querySchema.extend({ echostr: z.string() })

export interface CallbackParts {
  corpId: string
  envelopes: Envelopes
  clock: Clock
  log: Logger
  meter: Meter
  /** The text to answer with where nothing has to be kept; undefined for all else. */
  answerAtOnce(delivered: Delivered): Promise<string | undefined>
  /** Resolves when the delivery survives a power cut. */
  take(delivered: Delivered): Promise<void>
}

/**
 * WeCom's endpoint (90930): verifies the address, and keeps what it delivers before it answers. Whoever sends something
 * else learns nothing but that it was refused.
 */
export function callbackRoute(
  fastify: FastifyInstance,
  { corpId, envelopes, clock, log, meter, answerAtOnce, take }: CallbackParts,
): void {
  let refusals = 0
  const refuse = (reason: string) => {
    refusals += 1
    meter.count('refusals', { platform, reason })
    log.warn({ reason, refusals }, 'refused a callback')
  }

  const open = (encrypted: string, query: z.infer<typeof querySchema>): string | undefined => {
    const seal: Seal = { signature: query.msg_signature, timestamp: query.timestamp, nonce: query.nonce }
    const opened = envelopes.open(encrypted, seal, clock.now())
    if ('text' in opened) return opened.text
    refuse(opened.refused)
    return undefined
  }

  fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: bodyLimitBytes }, (_, body, done) =>
      done(null, body),
    )

    scope.get(callbackPath, async (request, reply) => {
      const query = echoSchema.safeParse(request.query)
      if (!query.success) {
        refuse('query')
        return reply.code(403).send()
      }
      const echo = open(query.data.echostr, query.data)
      // Neither quotes nor a newline: WeCom compares it to the letter.
      return echo === undefined ? reply.code(403).send() : reply.type('text/plain').send(echo)
    })

    scope.post(callbackPath, async (request, reply) => {
      const arrivedAt = performance.now()
      const query = querySchema.safeParse(request.query)
      const encrypted = typeof request.body === 'string' ? findEncrypted(request.body) : undefined
      if (!query.success || encrypted === undefined) {
        refuse('form')
        return reply.code(403).send()
      }
      const text = open(encrypted, query.data)
      if (text === undefined) return reply.code(403).send()
      const record = parseXml(text)
      const delivered = record && readIncoming(record)
      const said = delivered && (await answerAtOnce(delivered))
      if (delivered && said !== undefined) {
        const { userId } = delivered.incoming
        const plain = writeReply({ userId, corpId }, said, clock.now())
        return reply.type('application/xml').send(envelopes.close(plain, clock.now(), query.data.nonce))
      }
      if (delivered) await take(delivered)
      meter.took('acknowledgement', { platform }, performance.now() - arrivedAt)
      // An empty answer is none: what there is to say is said afterwards.
      return reply.code(200).send()
    })
  })
}
