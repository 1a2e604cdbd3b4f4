import type { FastifyInstance } from 'fastify'
import { NotFound } from '../../errors.ts'
import { requeueMessage } from '../../services/delivery/requeue-message.ts'
import { decideDuty } from '../../services/duties/deciding/decide-duty.ts'
import { readHome } from '../../services/home/read-home.ts'
import type { Office } from '../../services/office.ts'
import { renderHomePage } from '../pages/home-page.tsx'
import { renderRecordPage } from '../pages/record-page.tsx'
import { bodyOf, getVisitor } from '../visits.ts'

const decisions = ['extend', 'excuse', 'nudge', 'show'] as const

export function homeRoutes(app: FastifyInstance, office: Office): void {
  app.get('/', async (request, reply) => {
    const visitor = await getVisitor(office, request)
    const turned = Object.entries(request.query as Record<string, string>)
    const pages = Object.fromEntries(turned.map(([section, page]) => [section, Number(page)]))
    const home = await readHome(office, visitor.actor, { pages, hasRoom: true })
    return reply.type('text/html; charset=utf-8').send(renderHomePage(visitor, home))
  })

  app.post<{ Params: { id: string } }>('/duties/:id', async (request, reply) => {
    const visitor = await getVisitor(office, request)
    const decision = decisions.find((known) => known === bodyOf(request).get('action'))
    if (!decision) throw new NotFound('decision')
    const reason = bodyOf(request).get('reason') ?? ''
    const duty = { dutyId: request.params.id, decision, reason, platform: 'web' }
    const card = await decideDuty(office, visitor.actor, duty)
    const page = renderRecordPage({ visitor, typeId: '/', card, history: [] })
    return reply.type('text/html; charset=utf-8').send(page)
  })

  app.post<{ Params: { id: string } }>('/undelivered/:id', async (request, reply) => {
    const { actor } = await getVisitor(office, request)
    await requeueMessage(office, actor, { outboxId: request.params.id })
    return reply.redirect('/#undelivered', 303)
  })
}
