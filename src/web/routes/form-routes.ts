import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, InvalidTransition, SentBefore, StaleRevision } from '../../errors.ts'
import type { Answers } from '../../fields/field.ts'
import type { Form, FormPurpose } from '../../forms/form.ts'
import { getNamedType } from '../../http/read-query.ts'
import { speak } from '../../i18n/translate.ts'
import { formFields } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import { saveDraft } from '../../services/forms/drafts.ts'
import { openForm } from '../../services/forms/open-form.ts'
import { submitForm } from '../../services/forms/submit-form.ts'
import type { Visitor } from '../../services/links/sessions.ts'
import type { Office } from '../../services/office.ts'
import { compareVersions } from '../../services/reading/compare-versions.ts'
import { rebuildForm } from '../../services/reading/rebuild-form.ts'
import { type ResolvedNames, resolveNames } from '../../services/reading/resolve-names.ts'
import { controls } from '../form/names.ts'
import { dropRow, readForm } from '../form/read-form.ts'
import { readPurpose } from '../form/read-purpose.ts'
import { type FormPageContent, renderFormPage } from '../pages/form-page.tsx'
import { listFieldErrors, toReply } from '../to-reply.ts'
import { bodyOf, getVisitor } from '../visits.ts'

export function formRoutes(app: FastifyInstance, office: Office): void {
  app.get<{ Params: { type: string }; Querystring: { period?: string } }>(
    '/new/:type',
    async (request, reply) => {
      const visitor = await getVisitor(office, request)
      const type = getNamedType(request.params.type).id
      const { period } = request.query
      const wanted = { kind: 'file', type, ...(period ? { periodKey: period } : {}) } as const
      return sendForm(reply, { visitor, form: await openForm(office, visitor.actor, wanted) })
    },
  )

  app.get<{ Params: { id: string; action: string } }>('/records/:id/do/:action', async (request, reply) => {
    const visitor = await getVisitor(office, request)
    const wanted = { kind: 'act', recordId: request.params.id, action: request.params.action } as const
    return sendForm(reply, { visitor, form: await openForm(office, visitor.actor, wanted) })
  })

  app.post('/forms', async (request, reply) => {
    const visitor = await getVisitor(office, request)
    const body = bodyOf(request)
    const purpose = readPurpose(body)
    const [, drop, path, row] = /^(?:add:.+|(drop):(.+)\.(\d+))$/.exec(body.get(controls.rows) ?? '') ?? []
    const kept = drop && path ? dropRow(body, path, Number(row)) : body
    const answers = readForm(fieldsOf(purpose), kept)
    const submissionKey = body.get(controls.submission) ?? randomUUID()
    if (body.has(controls.rows)) {
      const form = await rebuildForm(office, visitor.actor, { purpose, answers })
      return sendForm(reply, { visitor, form, submissionKey })
    }
    return submit(office, request, reply, { visitor, purpose, answers, submissionKey })
  })

  // Called by the page's script while somebody types; a sealed answer is dropped by the service, whoever sends it.
  app.post('/drafts', async (request, reply) => {
    const { actor } = await getVisitor(office, request)
    const body = bodyOf(request)
    const purpose = readPurpose(body)
    await saveDraft(office, actor, { purpose, answers: readForm(fieldsOf(purpose), body) })
    return reply.code(204).send()
  })
}

const fieldsOf = (purpose: FormPurpose) => formFields(getRecordType(purpose.type), purpose)

interface Sent {
  visitor: Visitor
  purpose: FormPurpose
  answers: Answers
  submissionKey: string
}

/** Saves what was sent; whatever refuses it, the page comes back with every word that was typed. */
async function submit(office: Office, request: FastifyRequest, reply: FastifyReply, sent: Sent) {
  const { visitor, purpose, submissionKey } = sent
  let resolved: ResolvedNames = { answers: sent.answers, candidates: new Map() }
  try {
    resolved = await resolveNames(office, visitor.actor, fieldsOf(purpose), sent.answers)
    const { answers } = resolved
    const saved = await submitForm(office, visitor.actor, {
      purpose,
      answers,
      submissionKey,
      platform: 'web',
    })
    return reply.redirect(`/records/${saved.recordId}`, 303)
  } catch (error) {
    const { status, say } = toReply(office, error, request.id)
    const t = speak(visitor.actor.language)
    const { answers, candidates } = resolved
    const fieldErrors = listFieldErrors(error)
    const errors = Object.fromEntries(fieldErrors.map((e) => [e.field, t(e.say.key, e.say.params)]))
    const form = await rebuildForm(office, visitor.actor, { purpose: renew(purpose, error), answers, errors })
    // A page that lists what is wrong need not say besides that something is.
    const elsewhere = fieldErrors.filter(
      (e) => !Object.hasOwn(fieldsOf(purpose), e.field.split('.')[0] ?? ''),
    )
    const isListed = fieldErrors.length > elsewhere.length
    const alert = [...(isListed ? [] : [say]), ...elsewhere.map((e) => e.say)]
      .map((saying) => t(saying.key, saying.params))
      .join(' ')
    const hasMoved =
      purpose.kind !== 'file' && (error instanceof InvalidTransition || error instanceof StaleRevision)
    const differences = await findDifferences(office, sent, answers, error)
    // Sent once more in the knowledge that it was saved before, it is another one.
    const key = error instanceof SentBefore ? {} : { submissionKey }
    const recordHref = hasMoved ? { recordHref: `/records/${purpose.recordId}` } : {}
    return sendForm(reply.code(status), {
      visitor,
      form,
      alert,
      candidates,
      differences,
      ...key,
      ...recordHref,
    })
  }
}

/** Sent once more, it is sent in the knowledge of what has changed meanwhile. */
function renew(purpose: FormPurpose, error: unknown): FormPurpose {
  return purpose.kind !== 'file' && error instanceof StaleRevision
    ? { ...purpose, revision: error.current }
    : purpose
}

async function findDifferences(office: Office, { visitor, purpose }: Sent, answers: Answers, error: unknown) {
  if (purpose.kind !== 'edit' || !(error instanceof StaleRevision)) return []
  try {
    return await compareVersions(office, visitor.actor, { recordId: purpose.recordId, answers })
  } catch (unreadable) {
    if (unreadable instanceof AppError) return []
    throw unreadable
  }
}

function sendForm(
  reply: FastifyReply,
  content: Omit<FormPageContent, 'submissionKey'> & { form: Form; submissionKey?: string },
) {
  return reply
    .type('text/html; charset=utf-8')
    .send(renderFormPage({ submissionKey: randomUUID(), ...content }))
}
