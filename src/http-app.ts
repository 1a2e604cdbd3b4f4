import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import { limitVisits } from './http/limit-visits.ts'
import type { Office } from './services/office.ts'
import { countVisit, forgetVisits } from './store/visit-counts.ts'

/** A balancer that asks gives up after some seconds itself; a database that hangs is no better than one that is away. */
const pingWithinMs = 2_000

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
  app.get('/readyz', async (_request, reply) => {
    const isReady = isServing() && (await answersInTime(office.store))
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

async function answersInTime(store: Office['store']): Promise<boolean> {
  const late = new AbortController()
  const inTime = store.ping().then(
    () => true,
    () => false,
  )
  const tooLate = sleep(pingWithinMs, false, { signal: late.signal }).catch(() => false)
  return Promise.race([inTime, tooLate]).finally(() => late.abort())
}

/** Several processes may serve where the database is PostgreSQL: they count together. */
const bookOf = ({ store }: Office) =>
  store.provider === 'sqlite'
    ? undefined
    : {
        count: (key: string, windowMs: number) => countVisit(store, key, windowMs),
        forget: () => forgetVisits(store),
      }
