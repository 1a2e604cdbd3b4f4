import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsync } from 'fastify'
import type { Observation } from './create-observation.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** `GET /metrics` for whoever has the token; for all others there is nothing here. */
export function metricsRoute(observation: Observation, token: string): FastifyPluginAsync {
  const wanted = digest(`Bearer ${token}`)
  return async (app) => {
    app.get('/metrics', async (request, reply) => {
      const given = digest(request.headers.authorization ?? '')
      if (!timingSafeEqual(given, wanted)) return reply.callNotFound()
      return reply
        .type(observation.contentType)
        .header('cache-control', 'no-store')
        .send(await observation.render())
    })
  }
}
