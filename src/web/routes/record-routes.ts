import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Visitor } from '../../services/links/sessions.ts'
import type { Office } from '../../services/office.ts'
import { readHistory } from '../../services/reading/read-history.ts'
import { readRecord } from '../../services/reading/read-record.ts'
import { revealRecord } from '../../services/reading/reveal-record.ts'
import { describeRecord } from '../../services/records/describe-record.ts'
import { pressAction } from '../../services/records/press-action.ts'
import { renderRecordPage } from '../pages/record-page.tsx'
import { renderSealedPage } from '../pages/sealed-page.tsx'
import { bodyOf, getVisitor } from '../visits.ts'

type ById = { Params: { id: string } }

/** Whoever reads who patients are reads one after the other. */
const revealing = { timesAMinute: 60 }

export function recordRoutes(app: FastifyInstance, office: Office): void {
  app.get<ById>('/records/:id', async (request, reply) => {
    const visitor = await getVisitor(office, request)
    return sendRecord(office, reply, visitor, request.params.id)
  })

  app.post<ById>('/records/:id/act', async (request, reply) => {
    const visitor = await getVisitor(office, request)
    const body = bodyOf(request)
    const { id } = request.params
    const action = body.get('action') ?? ''
    const revision = Number(body.get('revision'))
    const pressed = await pressAction(office, visitor.actor, {
      recordId: id,
      revision,
      action,
      platform: 'web',
    })
    if (pressed.kind === 'ask' || pressed.kind === 'secure') {
      return reply.redirect(`/records/${id}/do/${encodeURIComponent(action)}`, 303)
    }
    if (pressed.kind === 'done') return reply.redirect(`/records/${id}`, 303)
    return sendRecord(office, reply.code(409), visitor, id, pressed.why)
  })

  app.get<ById>('/records/:id/sealed', { config: revealing }, async (request, reply) => {
    const visitor = await getVisitor(office, request)
    const recordId = request.params.id
    const revealed = await revealRecord(office, visitor.actor, { recordId, platform: 'web' })
    return reply.type('text/html; charset=utf-8').send(renderSealedPage({ visitor, recordId, revealed }))
  })
}

async function sendRecord(
  office: Office,
  reply: FastifyReply,
  visitor: Visitor,
  recordId: string,
  alert?: string,
) {
  const { actor } = visitor
  const { type: typeId } = await readRecord(office, actor, { recordId })
  const card = await describeRecord(office, actor, { recordId })
  const history = await readHistory(office, actor, { recordId })
  const page = { visitor, typeId, card, history, ...(alert ? { alert } : {}) }
  return reply.type('text/html; charset=utf-8').send(renderRecordPage(page))
}
