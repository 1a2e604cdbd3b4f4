import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import { AppError, NotFound, NotPermitted } from '../errors.ts'
import type { FormPurpose } from '../forms/form.ts'
import { sayWhenAgain } from '../http/limit-visits.ts'
import { logRefusal } from '../http/log-fault.ts'
import { getNamedType, queryOf, readFilters, readPage } from '../http/read-query.ts'
import { refuseOddAddress } from '../http/refuse-address.ts'
import { safeHeaders } from '../http/safe-headers.ts'
import { admit, browserLanguage, findVisitorOf } from '../http/visitors.ts'
import { formKind } from '../records/record-type.ts'
import { submitForm } from '../services/forms/submit-form.ts'
import type { Visitor } from '../services/links/sessions.ts'
import type { Office } from '../services/office.ts'
import { listRecordViews, readRecord } from '../services/reading/read-record.ts'
import { apiActions, buildOpenApi } from './openapi.ts'
import { readActing, readFiling } from './read-body.ts'
import { toReply } from './to-reply.ts'

const perPage = 50
const bodyLimit = 400_000
type Place = { Params: { type: string; id: string; action: string } }

/**
 * The records as JSON under `/api/v1`. It is entered by the same session as the pages, with its token in a header
 * for what changes something. There are no personal tokens: one that lives longer than a session would be a password
 * to patients' names, and wants issuing, scopes and revoking of its own before anybody may have one.
 */
export const apiPlugin =
  (office: Office): FastifyPluginAsync =>
  async (parent) => {
    await parent.register(
      async (app) => {
        await app.register(fastifyCookie)
        await app.register(fastifyHelmet, safeHeaders(office.publicUrl.startsWith('https:')))
        app.addHook('onRequest', async (request, reply) => {
          reply.header('cache-control', 'no-store')
          refuseOddAddress(request)
        })
        const refuse = (error: unknown, request: FastifyRequest) => sayProblem(office, error, request)
        app.setErrorHandler(async (error, request, reply) => {
          const problem = await refuse(error, request)
          sayWhenAgain(error, reply)
          return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
        })
        app.setNotFoundHandler(async () => {
          throw new NotFound('route')
        })
        readingRoutes(app, office)
        changingRoutes(app, office)
      },
      { prefix: '/api/v1' },
    )
  }

function readingRoutes(app: FastifyInstance, office: Office): void {
  // For everybody: it says what can be asked, and nothing of what the answers are.
  app.get('/openapi.json', async (request) => buildOpenApi(office, browserLanguage(request)))

  app.get('/me', async (request) => {
    const { actor, csrfToken } = await getVisitor(office, request)
    const { personId, name, language, zone } = actor
    return { personId, name, language, zone, csrfToken }
  })

  app.get<Place>('/records/:type', async (request) => {
    const { actor } = await getVisitor(office, request)
    const type = getNamedType(request.params.type)
    if (type.access.read.rows(actor).anyOf.length === 0) throw new NotPermitted(`list of ${type.id}`)
    const query = queryOf(request)
    const wanted = { type, filters: readFilters(query), page: readPage(query), perPage }
    return listRecordViews(office, actor, wanted)
  })

  app.get<Place>('/records/:type/:id', async (request) => {
    const { actor } = await getVisitor(office, request)
    return readRecordOf(office, { actor }, request.params)
  })
}

function changingRoutes(app: FastifyInstance, office: Office): void {
  app.post<Place>('/records/:type', { bodyLimit }, async (request, reply) => {
    const visitor = await getVisitor(office, request)
    const type = getNamedType(request.params.type)
    const submissionKey = request.headers['idempotency-key']
    if (typeof submissionKey !== 'string' || submissionKey === '' || submissionKey.length > 100) {
      throw new AppError('validation', 'no idempotency key', { key: 'web.api.noKey' })
    }
    const { periodKey, answers } = readFiling(request.body)
    const purpose: FormPurpose = { kind: 'file', type: type.id, ...(periodKey ? { periodKey } : {}) }
    const submission = { purpose, answers, submissionKey: `api:${submissionKey}`, platform: 'api' }
    const { recordId } = await submitForm(office, visitor.actor, submission)
    reply.code(201).header('location', `/api/v1/records/${type.id}/${recordId}`)
    return readRecord(office, visitor.actor, { recordId })
  })

  app.post<Place>('/records/:type/:id/:action', { bodyLimit }, async (request) => {
    const visitor = await getVisitor(office, request)
    const type = getNamedType(request.params.type)
    const { id: recordId, action } = request.params
    await readRecordOf(office, visitor, request.params)
    if (!Object.hasOwn(type.workflow.actions, action)) throw new NotFound('action')
    if (!apiActions(type).includes(action)) {
      throw new NotPermitted(`${action} by the API`, { key: 'web.api.secureOnly' })
    }
    const { revision, answers } = readActing(request.body)
    const purpose: FormPurpose = { kind: formKind(type, action), type: type.id, recordId, revision, action }
    await submitForm(office, visitor.actor, { purpose, answers, submissionKey: request.id, platform: 'api' })
    return readRecord(office, visitor.actor, { recordId })
  })
}

/** @throws NotFound also when the record is of another type */
async function readRecordOf(office: Office, { actor }: Pick<Visitor, 'actor'>, place: Place['Params']) {
  const record = await readRecord(office, actor, { recordId: place.id })
  if (record.type !== place.type) throw new NotFound('record')
  return record
}

function getVisitor(office: Office, request: FastifyRequest): Promise<Visitor> {
  const given = request.headers['x-csrf-token']
  return admit(office, request, typeof given === 'string' ? given : undefined)
}

async function sayProblem(office: Office, error: unknown, request: FastifyRequest) {
  const visitor = await findVisitorOf(office, request).catch(() => undefined)
  logRefusal(office, error, request, visitor?.actor.personId)
  const language = visitor?.actor.language ?? browserLanguage(request)
  return toReply(office, error, { language, requestId: request.id })
}
