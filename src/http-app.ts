import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import { limitVisits } from './http/limit-visits.ts'
import type { Office } from './services/office.ts'
import { countVisit, forgetVisits } from './store/visit-counts.ts'

/** A balancer that asks gives up after some seconds itself; a database that hangs is no better than one that is away. */
const pingWithinMs = 2_000
/** Whoever asks meanwhile is told what the first one was: anybody may ask, and as often as they like. */
const pingEveryMs = 1_000

/**
 * Everything that answers HTTP, as plugins; nothing here listens.
 * @param isServing false once the product has been told to stop
 */
export async function createHttpApp(
  office: Office,
  plugins: readonly FastifyPluginAsync[],
  trustedProxies: readonly string[],
  isServing: () => boolean = () => true,
): Promise<FastifyInstance> {
  const app = Fastify({
    // Our own logger says who did what; a line for every request would cost more than the acknowledgement.
    logger: false,
    bodyLimit: 1_000_000,
    trustProxy: [...trustedProxies],
    forceCloseConnections: 'idle',
    // Told to users when something fails, so it must never repeat.
    genReqId: () => randomUUID(),
  })
  app.get('/healthz', async () => ({ ok: true }))
  const isAnswering = sharePing(office.store)
  app.get('/readyz', async (_request, reply) => {
    const isReady = isServing() && (await isAnswering())
    return reply.code(isReady ? 200 : 503).send({ ok: isReady })
  })
  // Connections that a proxy keeps open would bring requests until the very end.
  app.addHook('onSend', async (_request, reply) => {
    if (!isServing()) reply.header('connection', 'close')
  })
  await limitVisits(app, bookOf(office))
  for (const plugin of plugins) await app.register(plugin)
  return app
}

/** Whether the database answers in time; one question for all who ask within a second, or while it has no answer. */
function sharePing(store: Office['store']): () => Promise<boolean> {
  let pingedAt = Number.NEGATIVE_INFINITY
  let isUnderWay = false
  let answer: Promise<boolean> = Promise.resolve(false)
  return () => {
    if (isUnderWay || performance.now() - pingedAt < pingEveryMs) return inTime(answer)
    pingedAt = performance.now()
    isUnderWay = true
    answer = store
      .ping()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        isUnderWay = false
      })
    return inTime(answer)
  }
}

async function inTime(answer: Promise<boolean>): Promise<boolean> {
  const late = new AbortController()
  const tooLate = sleep(pingWithinMs, false, { signal: late.signal }).catch(() => false)
  return Promise.race([answer, tooLate]).finally(() => late.abort())
}

/** Several processes may serve where the database is PostgreSQL: they count together. */
const bookOf = ({ store }: Office) =>
  store.provider === 'sqlite'
    ? undefined
    : {
        count: (key: string, windowMs: number) => countVisit(store, key, windowMs),
        forget: () => forgetVisits(store),
      }
