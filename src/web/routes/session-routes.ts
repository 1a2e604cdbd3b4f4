import type { FastifyInstance } from 'fastify'
import { NotFound } from '../../errors.ts'
import { queryOf, readPage } from '../../http/read-query.ts'
import { sessionTokenOf } from '../../http/visitors.ts'
import { endSessions, type WhichSessions } from '../../services/links/end-sessions.ts'
import { listSessions } from '../../services/links/list-sessions.ts'
import type { Office } from '../../services/office.ts'
import { renderSessionsPage } from '../pages/sessions-page.tsx'
import { bodyOf, getVisitor } from '../visits.ts'

/** Where one is logged in, and ending it. */
export function sessionRoutes(app: FastifyInstance, office: Office): void {
  app.get('/sessions', async (request, reply) => {
    const visitor = await getVisitor(office, request)
    const token = sessionTokenOf(office, request) ?? ''
    const sessions = await listSessions(office, visitor.actor, { token, page: readPage(queryOf(request)) })
    return reply.type('text/html; charset=utf-8').send(renderSessionsPage(visitor, sessions))
  })

  app.post('/sessions/end', async (request, reply) => {
    const { actor } = await getVisitor(office, request)
    await endSessions(office, actor, readWhich(bodyOf(request), sessionTokenOf(office, request) ?? ''))
    return reply.redirect('/sessions', 303)
  })
}

function readWhich(body: URLSearchParams, token: string): WhichSessions {
  const [session, personId] = [body.get('session'), body.get('person')]
  if (session !== null) return { session }
  if (personId !== null) return { personId }
  if (body.has('others')) return { butThis: { token } }
  throw new NotFound('session')
}
