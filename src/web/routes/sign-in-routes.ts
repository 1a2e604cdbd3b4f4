import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, errorTable, NotFound, PlatformRefused, type Saying } from '../../errors.ts'
import { queryOf } from '../../http/read-query.ts'
import { browserLanguage, browserOf, findVisitorOf, sessionTokenOf } from '../../http/visitors.ts'
import type { Language } from '../../i18n/translate.ts'
import { toOwnPath } from '../../services/links/own-path.ts'
import { sessionCookie, signInCookie } from '../../services/links/session-cookie.ts'
import { closeSession } from '../../services/links/sessions.ts'
import { beginSignIn, browserTokenOf, claimSignIn, openSessionFor } from '../../services/links/sign-ins.ts'
import { loginPath, type SignIn, type WayIn } from '../../services/links/way-in.ts'
import type { Office } from '../../services/office.ts'
import { renderSignInPage, type SignInPageContent } from '../pages/sign-in-page.tsx'
import { toReply } from '../to-reply.ts'

type ByPlatform = { Params: { platform: string } }

/** How often one address may try: a company behind one address comes in together on a Monday morning. */
const attempts = { rateLimit: { max: 300, timeWindow: '1 minute' } }

/**
 * Logging in by a platform: there, and back with the platform's proof. Who comes back without having gone from this
 * browser, with a state that is old or was used, or with a proof that is none, is told so and may try again; the page
 * that was wanted is not forgotten.
 */
export function signInRoutes(app: FastifyInstance, office: Office, waysIn: readonly WayIn[]): void {
  const session = sessionCookie(office)
  const cookie = signInCookie(office)

  const getSignIn = (platform: string): SignIn => {
    const found = waysIn.find((way) => way.platform === platform)?.signIn
    if (!found) throw new NotFound('way in')
    return found
  }

  app.get('/login', { config: attempts }, async (request, reply) => {
    const to = toOwnPath(queryOf(request).get('to'))
    if (await findVisitorOf(office, request)) return reply.redirect(to, 302)
    const inside = findInside(waysIn, request)
    if (inside) return reply.redirect(loginPath(inside.platform, to), 302)
    return sendSignIn(reply, waysIn, { to, language: browserLanguage(request) })
  })

  app.get<ByPlatform>('/login/:platform', { config: attempts }, async (request, reply) => {
    const { platform } = request.params
    const signIn = getSignIn(platform)
    const browserToken = browserTokenOf(request.cookies[cookie.name])
    const to = queryOf(request).get('to') ?? '/'
    const state = await beginSignIn(office, { platform, browserToken, to })
    const back = `${office.publicUrl}/login/${platform}/back`
    const address = signIn.addressFor({ state, back, isInside: isInside(signIn, request) })
    return reply.setCookie(cookie.name, browserToken, cookie.options).redirect(address, 302)
  })

  app.get<ByPlatform>('/login/:platform/back', { config: attempts }, async (request, reply) => {
    const { platform } = request.params
    const signIn = getSignIn(platform)
    const query = queryOf(request)
    const visitor = await findVisitorOf(office, request)
    const language = visitor?.actor.language ?? browserLanguage(request)
    const came = { platform, state: query.get('state') ?? '', browserToken: request.cookies[cookie.name] }
    const claimed = await claimSignIn(office, came)
    if (!claimed)
      return sendSignIn(reply.code(410), waysIn, {
        to: '/',
        language,
        problem: { key: 'web.login.notBegun' },
      })
    const { to, turn } = claimed
    // A second tap, or the browser's arrow: whoever is in by now goes on, and nobody is asked about twice.
    if (turn !== 'first') {
      if (visitor) return reply.redirect(to, 303)
      return sendSignIn(reply.code(410), waysIn, { to, language, problem: { key: `web.login.${turn}` } })
    }
    try {
      const user = await signIn.findUser(query)
      const token = await openSessionFor(office, user, browserOf(office, request))
      return reply.setCookie(session.name, token, session.options).redirect(to, 303)
    } catch (error) {
      const { status, say } = sayProblem(office, error, request.id)
      if (error instanceof AppError)
        office.log.info({ platform, code: error.code, err: error }, 'login refused')
      if (isSomebodyElse(error)) {
        await closeSession(office, sessionTokenOf(office, request) ?? '')
        reply.clearCookie(session.name, session.options)
      }
      return sendSignIn(reply.code(status), waysIn, { to, language, problem: say })
    }
  })
}

/** The platform named somebody, and it is nobody of ours: whoever was logged in before is not here any more. */
const isSomebodyElse = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'unknown_person' || error.code === 'not_permitted')

function sayProblem(office: Office, error: unknown, requestId: string): { status: number; say: Saying } {
  const reply = toReply(office, error, requestId)
  if (error instanceof PlatformRefused)
    return { ...reply, say: { key: 'web.login.refused', params: { reason: error.reason } } }
  const isPassing = error instanceof AppError && errorTable[error.code].isRetryable
  return isPassing ? { status: 503, say: { key: 'web.login.noAnswer' } } : reply
}

/** The platform whose own browser this is. */
export const findInside = (waysIn: readonly WayIn[], request: FastifyRequest): WayIn | undefined =>
  waysIn.find(({ signIn }) => signIn && isInside(signIn, request))

const isInside = (signIn: SignIn, request: FastifyRequest): boolean =>
  signIn.isInside(request.headers['user-agent'] ?? '')

/** The page that says how to come in, with what works from here. */
export async function sendSignIn(
  reply: FastifyReply,
  waysIn: readonly WayIn[],
  content: Omit<SignInPageContent, 'ways'> & { language: Language },
): Promise<FastifyReply> {
  const ways = await Promise.all(
    waysIn.map(async ({ how, program, signIn, platform }) => {
      const address = await program?.findAddress()
      return {
        how,
        links: [
          ...(signIn ? [{ label: signIn.label, href: loginPath(platform, content.to) }] : []),
          ...(program && address ? [{ label: program.label, href: address }] : []),
        ],
      }
    }),
  )
  return reply.type('text/html; charset=utf-8').send(renderSignInPage({ ...content, ways }))
}
