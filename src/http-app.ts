import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import type { Office } from './services/office.ts'

/** Everything that answers HTTP, as plugins; nothing here listens. */
export async function createHttpApp(
  office: Office,
  plugins: readonly FastifyPluginAsync[],
): Promise<FastifyInstance> {
  const app = Fastify({
    // Our own logger says who did what; a line for every request would cost more than the acknowledgement.
    logger: false,
    bodyLimit: 1_000_000,
    trustProxy: '127.0.0.1',
    forceCloseConnections: 'idle',
    // Told to users when something fails, so it must never repeat.
    genReqId: () => randomUUID(),
  })
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await office.store.ping()
      return { ok: true }
    } catch {
      return reply.code(503).send({ ok: false })
    }
  })
  for (const plugin of plugins) await app.register(plugin)
  return app
}
