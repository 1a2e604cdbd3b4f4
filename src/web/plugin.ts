import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { NotFound, NotPermitted, RateLimited } from '../errors.ts'
import { refuseOddAddress } from '../http/refuse-address.ts'
import { browserLanguage, findVisitorOf } from '../http/visitors.ts'
import { speak } from '../i18n/translate.ts'
import type { Office } from '../services/office.ts'
import { serveAssets } from './assets.ts'
import { renderMessagePage } from './pages/message-page.tsx'
import { formRoutes } from './routes/form-routes.ts'
import { homeRoutes } from './routes/home-routes.ts'
import { linkRoutes } from './routes/link-routes.ts'
import { recordRoutes } from './routes/record-routes.ts'
import { searchRoutes } from './routes/search-routes.ts'
import { tableRoutes } from './routes/table-routes.ts'
import { toReply } from './to-reply.ts'

/** Fifteen rows full of Chinese, each letter nine bytes on the wire, and room to spare. */
const bodyLimit = 400_000

/** The product's pages: everything a person can do in chat, and what must not be done there. */
export const webPlugin =
  (office: Office): FastifyPluginAsync =>
  async (app) => {
    await app.register(fastifyCookie)
    await app.register(fastifyRateLimit, {
      global: false,
      errorResponseBuilder: (_request, context) => new RateLimited(context.ttl),
    })
    await app.register(fastifyHelmet, helmetOptions(office.publicUrl.startsWith('https:')))
    takeFormBodies(app)
    app.addHook('onRequest', async (request, reply) => {
      // Every page is somebody's own: neither browsers nor proxies may keep it.
      reply.header('cache-control', 'no-store')
      refuseOddAddress(request)
      if (request.method === 'POST') refuseOtherSites(office, request)
    })
    app.setErrorHandler((error, request, reply) => sendError(office, error, request, reply))
    app.setNotFoundHandler((request, reply) => sendError(office, new NotFound('page'), request, reply))
    serveAssets(app)
    linkRoutes(app, office)
    homeRoutes(app, office)
    formRoutes(app, office)
    recordRoutes(app, office)
    tableRoutes(app, office)
    searchRoutes(app, office)
  }

function helmetOptions(isHttps: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps,
    // Our own forms must say where they come from; other sites learn nothing of an address.
    referrerPolicy: { policy: 'same-origin' as const },
    crossOriginEmbedderPolicy: false,
  }
}

/** A form may have one name several times, and names that no object should be made of. */
function takeFormBodies(app: FastifyInstance): void {
  const type = 'application/x-www-form-urlencoded'
  if (app.hasContentTypeParser(type)) app.removeContentTypeParser(type)
  app.addContentTypeParser(
    type,
    { parseAs: 'string', bodyLimit },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  )
}

/**
 * A form posted from another site is refused even where there is no session to protect yet, as on a link's page.
 * Behind a proxy the host may be either the public one or our own.
 */
function refuseOtherSites(office: Office, request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin === undefined) return
  const host = URL.canParse(origin) ? new URL(origin).host : undefined
  if (host !== request.host && host !== new URL(office.publicUrl).host) {
    throw new NotPermitted('form of another site', { key: 'web.csrf' })
  }
}

async function sendError(office: Office, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { status, say, title } = toReply(office, error, request.id)
  // Whoever is logged in keeps their navigation; a house on fire must still be able to say so.
  const visitor = await findVisitorOf(office, request).catch(() => undefined)
  const language = visitor?.actor.language ?? browserLanguage(request)
  const t = speak(language)
  const page = renderMessagePage({
    title: t(title),
    text: t(say.key, say.params),
    language,
    ...(visitor ? { visitor, back: { href: '/', label: t('web.nav.work') } } : {}),
  })
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}
