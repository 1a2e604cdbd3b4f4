import type { FastifyInstance } from 'fastify'
import { findVisitorOf, sessionTokenOf } from '../../http/visitors.ts'
import { speak } from '../../i18n/translate.ts'
import { findLink } from '../../services/links/find-link.ts'
import { linkMinutes } from '../../services/links/issue-link.ts'
import type { LinkAim } from '../../services/links/link-aim.ts'
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
    const { aim, sessionToken } = await redeemLink(office, request.params.token, visitor?.actor)
    return reply.setCookie(cookie.name, sessionToken, cookie.options).redirect(pathOf(aim), 303)
  })

  app.post('/logout', async (request, reply) => {
    const { actor } = await getVisitor(office, request)
    await closeSession(office, sessionTokenOf(office, request) ?? '')
    const t = speak(actor.language)
    const text = { title: t('web.loggedOut'), text: t('web.signIn'), language: actor.language }
    return reply
      .clearCookie(cookie.name, cookie.options)
      .type('text/html; charset=utf-8')
      .send(renderMessagePage(text))
  })
}

function pathOf(aim: LinkAim): string {
  if (aim.purpose === 'login') return '/'
  if (aim.purpose === 'file') {
    const query = aim.periodKey === undefined ? '' : `?period=${encodeURIComponent(aim.periodKey)}`
    return `/new/${encodeURIComponent(aim.type)}${query}`
  }
  return aim.purpose === 'reveal'
    ? `/records/${aim.recordId}/sealed`
    : `/records/${aim.recordId}/do/${aim.action}`
}
