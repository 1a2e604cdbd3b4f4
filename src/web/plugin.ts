import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, InvalidTransition, NotFound, NotPermitted } from '../errors.ts'
import { sayWhenAgain } from '../http/limit-visits.ts'
import { logRefusal } from '../http/log-fault.ts'
import { refuseOddAddress } from '../http/refuse-address.ts'
import { safeHeaders } from '../http/safe-headers.ts'
import { browserLanguage, findVisitorOf } from '../http/visitors.ts'
import { speak, type Translate } from '../i18n/translate.ts'
import { loginPath, type WayIn } from '../services/links/way-in.ts'
import type { Office } from '../services/office.ts'
import { serveAssets } from './assets.ts'
import { formPath } from './form/form-path.ts'
import { findPurpose } from './form/read-purpose.ts'
import { renderMessagePage } from './pages/message-page.tsx'
import { formRoutes } from './routes/form-routes.ts'
import { homeRoutes } from './routes/home-routes.ts'
import { linkRoutes } from './routes/link-routes.ts'
import { recordRoutes } from './routes/record-routes.ts'
import { searchRoutes } from './routes/search-routes.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { findInside, sendSignIn, signInRoutes } from './routes/sign-in-routes.ts'
import { tableRoutes } from './routes/table-routes.ts'
import { toReply } from './to-reply.ts'
import { bodyOf } from './visits.ts'

/** Fifteen rows full of Chinese, each letter nine bytes on the wire, and room to spare. */
const bodyLimit = 400_000

/**
 * The product's pages: everything a person can do in chat, and what must not be done there. `waysIn` says by which
 * platforms people come.
 */
export const webPlugin =
  (office: Office, waysIn: readonly WayIn[] = []): FastifyPluginAsync =>
  async (app) => {
    await app.register(fastifyCookie)
    await app.register(fastifyHelmet, safeHeaders(office.publicUrl.startsWith('https:')))
    takeFormBodies(app)
    app.addHook('onRequest', async (request, reply) => {
      // Every page is somebody's own: neither browsers nor proxies may keep it.
      reply.header('cache-control', 'no-store')
      refuseOddAddress(request)
      if (request.method === 'POST') refuseOtherSites(office, request)
    })
    app.setErrorHandler((error, request, reply) => sendError(office, waysIn, error, request, reply))
    app.setNotFoundHandler((request, reply) =>
      sendError(office, waysIn, new NotFound('page'), request, reply),
    )
    serveAssets(app)
    linkRoutes(app, office)
    signInRoutes(app, office, waysIn)
    sessionRoutes(app, office)
    homeRoutes(app, office)
    formRoutes(app, office)
    recordRoutes(app, office)
    tableRoutes(app, office)
    searchRoutes(app, office)
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

async function sendError(
  office: Office,
  waysIn: readonly WayIn[],
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { status, say, title } = toReply(office, error, request.id)
  sayWhenAgain(error, reply)
  // Whoever is logged in keeps their navigation; a house on fire must still be able to say so.
  const visitor = await findVisitorOf(office, request).catch(() => undefined)
  logRefusal(office, error, request, visitor?.actor.personId)
  const language = visitor?.actor.language ?? browserLanguage(request)
  if (isSignedOut(error)) {
    const to = pageBehind(request)
    const inside = findInside(waysIn, request)
    // Only a page that is looked at: a script's question is answered, and what was sent has not been saved.
    if (inside && request.method === 'GET' && request.headers.accept?.includes('text/html'))
      return reply.redirect(loginPath(inside.platform, to), 302)
    return sendSignIn(reply.code(status), waysIn, { to, language, isUnsaved: isForm(request) })
  }
  const t = speak(language)
  const page = renderMessagePage({
    title: t(title),
    text: t(say.key, say.params),
    language,
    isUnsaved: isForm(request),
    ...(visitor ? { visitor, back: wayOn(error, t) } : {}),
  })
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

/** To the record that has moved on, else to the first page. */
const wayOn = (error: unknown, t: Translate): { href: string; label: string } =>
  error instanceof InvalidTransition && error.recordId !== undefined
    ? { href: `/records/${error.recordId}`, label: t('web.form.openRecord') }
    : { href: '/', label: t('web.nav.work') }

/** What somebody typed was to be saved. */
const isForm = ({ method, url }: FastifyRequest): boolean => method === 'POST' && url === '/forms'

const isSignedOut = (error: unknown): boolean => error instanceof AppError && error.code === 'unknown_person'

/** Where somebody who has to log in first goes on: the page, or the one that what was sent stood on. */
function pageBehind(request: FastifyRequest): string {
  if (request.method === 'GET') return request.url
  const purpose = findPurpose(bodyOf(request))
  if (purpose) return formPath(purpose)
  const path = request.url.replace(/\?.*/, '')
  return /^\/(?:records|tables)\//.test(path) ? path.replace(/\/(?:act|export)$/, '') : '/'
}
