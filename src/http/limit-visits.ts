import fastifyRateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RateLimited } from '../errors.ts'
import { shareVisits, type VisitBook } from './shared-visits.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** @throws RateLimited once this person has asked for more than anybody does by hand */
    limitPerson(request: FastifyRequest, personId: string): Promise<void>
    /** @throws RateLimited once too many have come from this address with nothing that lets them in */
    limitStranger(request: FastifyRequest): Promise<void>
  }
  interface FastifyContextConfig {
    /** Of what costs more or shows more than a page. */
    timesAMinute?: number
  }
}

/** Pages and API together: somebody who hurries asks a few times a second, a script a hundred times. */
const visitsAMinute = 400
/** A company behind one address that comes in on a Monday morning, and far too few to guess a session with. */
const strangersAMinute = 300

const personOf = new WeakMap<FastifyRequest, string>()

/**
 * How often one person and one address may come: against scripts that copy the house out, and against guessing. Routes
 * with limits of their own (links, logins) say so in their configuration. Processes that have a `book` count together.
 */
export async function limitVisits(app: FastifyInstance, book?: VisitBook): Promise<void> {
  await app.register(fastifyRateLimit, {
    global: false,
    ...(book ? { store: shareVisits(book) } : {}),
    errorResponseBuilder: (_request, context) => new RateLimited(context.ttl),
  })
  const ofPerson = app.createRateLimit({
    timeWindow: '1 minute',
    max: (request: FastifyRequest) => request.routeOptions.config.timesAMinute ?? visitsAMinute,
    keyGenerator: (request: FastifyRequest) => {
      const { config, url } = request.routeOptions
      return `person ${personOf.get(request)} ${config.timesAMinute === undefined ? '' : url}`
    },
  })
  const ofAddress = app.createRateLimit({
    timeWindow: '1 minute',
    max: strangersAMinute,
    keyGenerator: ({ ip }: FastifyRequest) => `stranger ${normalizeIP(ip)}`,
  })
  app.decorate('limitPerson', async (request: FastifyRequest, personId: string) => {
    personOf.set(request, personId)
    refuseBeyond(await ofPerson(request))
  })
  app.decorate('limitStranger', async (request: FastifyRequest) => refuseBeyond(await ofAddress(request)))
}

function refuseBeyond(
  counted: { isAllowed: true } | { isAllowed: false; isExceeded: boolean; ttl: number },
): void {
  if (!counted.isAllowed && counted.isExceeded) throw new RateLimited(counted.ttl)
}

/** A program that is told when to come again comes then (RFC 9110, 10.2.3). */
export function sayWhenAgain(error: unknown, reply: FastifyReply): void {
  if (error instanceof RateLimited) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000))
}
