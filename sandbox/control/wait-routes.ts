import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { LocalSlack } from '../slack/local-slack.ts'
import { trackChangeSeqs } from './change-seqs.ts'
import { type Condition, conditionSchema, evaluate } from './conditions.ts'
import { ControlError } from './control-error.ts'
import { readBody, readQuery } from './read-request.ts'
import { patienceMs, waitUntil } from './wait-until.ts'

const waitBody = z.strictObject({
  until: conditionSchema,
  timeoutMs: z.number().int().positive().max(120_000).default(patienceMs),
})
const idleQuery = z.strictObject({
  quietMs: z.coerce.number().int().nonnegative().default(80),
  timeoutMs: z.coerce.number().int().positive().max(120_000).default(patienceMs),
})
const changesQuery = z.strictObject({ since: z.coerce.number().int().optional() })

const HEARTBEAT_MS = 15_000

/** Waiting without sleeps: long polls for a condition, and a stream of changes. */
export function registerWaitRoutes(app: FastifyInstance, slack: LocalSlack): void {
  const seqs = trackChangeSeqs(slack)
  const until = (condition: Condition, timeoutMs: number) =>
    waitUntil(slack.changes, () => evaluate(slack, seqs, condition), timeoutMs)

  app.post('/wait', async (request) => {
    const { until: condition, timeoutMs } = readBody(request, waitBody)
    const result = await until(condition, timeoutMs)
    if (result.met) return { met: true, value: result.value ?? null, seq: slack.changes.seq }
    throw timedOut(condition, result.lastSeen)
  })

  app.get('/idle', async (request) => {
    const { quietMs, timeoutMs } = readQuery(request, idleQuery)
    const result = await until({ type: 'idle', quietMs }, timeoutMs)
    if (result.met) return { idle: true, seq: slack.changes.seq }
    throw timedOut({ type: 'idle', quietMs }, result.lastSeen)
  })

  app.get('/changes', (request, reply) => {
    const { since } = readQuery(request, changesQuery)
    reply.hijack()
    const { raw } = reply
    const headers = reply.getHeaders() as Record<string, string>
    raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const write = (event: string, data: { seq: number }) => {
      raw.write(`event: ${event}\nid: ${data.seq}\ndata: ${JSON.stringify(data)}\n\n`)
    }
    write('hello', { seq: slack.changes.seq })
    if (since !== undefined) {
      const missed = slack.changes.since(since)
      if (missed) for (const change of missed) write('change', change)
      else
        write('change', { seq: slack.changes.seq, at: slack.clock.reading().now, kind: 'reset' } as {
          seq: number
        })
    }
    const stop = slack.changes.subscribe((change) => write('change', change))
    const beat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS)
    raw.on('close', () => {
      stop()
      clearInterval(beat)
    })
  })
}

function timedOut(condition: Condition, lastSeen: unknown): ControlError {
  return new ControlError(408, 'timed_out', `waited in vain for ${JSON.stringify(condition)}`, { lastSeen })
}
