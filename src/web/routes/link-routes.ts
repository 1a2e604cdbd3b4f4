import type { FastifyInstance } from 'fastify'
import { browserOf, findVisitorOf, sessionTokenOf } from '../../http/visitors.ts'
import { speak } from '../../i18n/translate.ts'
import { aimPath } from '../../services/links/aim-path.ts'
import { findLink } from '../../services/links/find-link.ts'
import { linkMinutes } from '../../services/links/issue-link.ts'
import { redeemLink } from '../../services/links/redeem-link.ts'
import { sessionCookie } from '../../services/links/session-cookie.ts'
import { closeSession } from '../../services/links/sessions.ts'
import type { Office } from '../../services/office.ts'
import { renderLinkPage } from '../pages/link-page.tsx'
import { renderMessagePage } from '../pages/message-page.tsx'
import { getVisitor } from '../visits.ts'

type ByToken = { Params: { token: string } }

/** How often one address may try links: more than an office behind one address needs, too few to guess with. */
const attempts = { rateLimit: { max: 60, timeWindow: '1 minute' } }

export function linkRoutes(app: FastifyInstance, office: Office): void {
  const cookie = sessionCookie(office)

  app.get<ByToken>('/s/:token', { config: attempts }, async (request, reply) => {
    const { token } = request.params
    const link = await findLink(office, token, (await findVisitorOf(office, request))?.actor)
    return reply
      .type('text/html; charset=utf-8')
      .send(renderLinkPage({ token, ...link, minutes: linkMinutes(office) }))
  })

  app.post<ByToken>('/s/:token', { config: attempts }, async (request, reply) => {
    const visitor = await findVisitorOf(office, request)
    const { aim, sessionToken } = await redeemLink(
      office,
      request.params.token,
      visitor?.actor,
      browserOf(office, request),
    )
    return reply.setCookie(cookie.name, sessionToken, cookie.options).redirect(aimPath(aim), 303)
  })

  app.post('/logout', async (request, reply) => {
    const { actor } = await getVisitor(office, request)
    await closeSession(office, sessionTokenOf(office, request) ?? '')
    const t = speak(actor.language)
    const text = {
      title: t('web.loggedOut'),
      text: t('web.loggedOutText'),
      language: actor.language,
      back: { href: '/login', label: t('web.logInAgain') },
    }
    return (
      reply
        .clearCookie(cookie.name, cookie.options)
        // What a form held for a new login goes with the session (ASVS 14.3.1).
        .header('clear-site-data', '"cache", "storage"')
        .type('text/html; charset=utf-8')
        .send(renderMessagePage(text))
    )
  })
}
