import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { breakLine, cutAnswer } from '../../world/call-faults.ts'
import { isObject, parseJson } from '../../world/json.ts'
import { answerResponseUrl } from '../delivery/answer-response-url.ts'
import type { ApiFault } from '../faults.ts'
import type { LocalSlack } from '../local-slack.ts'
import { type ApiAnswer, type ApiRequest, handleCall, rateLimited, readValues } from './handle-call.ts'

/** The addresses the app talks to: the Web API, response_urls, uploads and private files. */
export function registerSlackRoutes(app: FastifyInstance, slack: LocalSlack): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/:method',
    handler: (request, reply) => answerApi(slack, request, reply),
  })
  app.post('/response/:token', (request, reply) => answerResponse(slack, request, reply))
  app.route({
    method: ['POST', 'PUT'],
    url: '/upload/v1/:token',
    handler: (request, reply) => receiveUpload(slack, request, reply),
  })
  app.get('/files-pri/:path/:name', (request, reply) => sendFile(slack, request, reply))
}

async function answerApi(slack: LocalSlack, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const end = slack.activity.begin()
  const { method } = request.params as { method: string }
  const call: ApiRequest = {
    method,
    contentType: request.headers['content-type'] ?? '',
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    query: isObject(request.query) ? { ...request.query } : {},
    authorization: request.headers.authorization ?? '',
  }
  const values = await readValues(call)
  const entry = slack.traffic.begin({
    direction: 'in',
    kind: 'api',
    method,
    url: request.url,
    request: { headers: shownHeaders(request), body: decodeShown(values) ?? call.body.toString() },
    ...(typeof values?.channel === 'string' ? { channel: values.channel } : {}),
  })
  const fault = slack.faults.takeApi(method)
  try {
    if (fault?.effect === 'delay') await wait(fault.delayMs)
    const answer = (fault && answerInstead(fault)) ?? handleCall(slack, call, values)
    entry.end({
      httpStatus: answer.status,
      ok: answer.body.ok === true,
      error: typeof answer.body.error === 'string' ? answer.body.error : (fault?.effect ?? null),
      response: answer.body,
      ...(fault ? { faultId: fault.id } : {}),
    })
    await send(reply, answer, fault)
  } finally {
    end()
  }
}

/** Faults that happen before the call has any effect; null when the call is to be carried out. */
function answerInstead(fault: ApiFault): ApiAnswer | null {
  const plain = (status: number) => ({ status, headers: {}, body: {} })
  switch (fault.effect) {
    case 'rate-limited':
      return rateLimited(fault.retryAfterS)
    case 'rate-limited-bare':
      return rateLimited(null)
    case 'http-500':
      return plain(500)
    case 'http-503':
      return plain(503)
    case 'error':
      return { status: 200, headers: {}, body: { ok: false, error: fault.error } }
    case 'timeout-before':
    case 'drop':
      return plain(0)
    default:
      return null
  }
}

async function send(reply: FastifyReply, answer: ApiAnswer, fault: ApiFault | undefined): Promise<void> {
  if (breakLine(reply, fault?.effect)) return
  switch (fault?.effect) {
    case 'cut':
      cutAnswer(reply, answer.body)
      return
    case 'malformed':
      await reply.header('content-type', 'application/json; charset=utf-8').send('{"ok":true,"chan')
      return
    case 'http-500':
    case 'http-503':
      await reply.code(answer.status).header('content-type', 'text/html').send('<html>Server Error</html>')
      return
    default:
      await reply
        .code(answer.status)
        .headers(answer.headers)
        .header('content-type', 'application/json; charset=utf-8')
        .send(JSON.stringify(answer.body))
  }
}

function shownHeaders(request: FastifyRequest): Record<string, unknown> {
  const { authorization, 'content-type': contentType, 'user-agent': agent } = request.headers
  return { authorization, 'content-type': contentType, 'user-agent': agent }
}

/** Shows JSON that travelled inside form fields as what it is. */
function decodeShown(values: Record<string, unknown> | null): Record<string, unknown> | null {
  if (!values) return null
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'string' || !/^[[{]/.test(value)) return [name, value]
      const parsed = parseJson(value)
      return [name, parsed.ok ? parsed.value : value]
    }),
  )
}

async function answerResponse(
  slack: LocalSlack,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { token } = request.params as { token: string }
  const text = Buffer.isBuffer(request.body) ? request.body.toString() : ''
  const parsed = parseJson(text)
  const entry = slack.traffic.begin({
    direction: 'in',
    kind: 'response_url',
    method: 'response_url',
    url: request.url,
    request: { body: parsed.ok ? parsed.value : text },
  })
  const fault = slack.faults.takeApi('response_url')
  const instead = fault && answerInstead(fault)
  const { status, body } = instead
    ? { status: instead.status, body: JSON.stringify(instead.body) }
    : answerResponseUrl(slack, token, parsed.ok ? parsed.value : null)
  entry.end({ httpStatus: status, ok: status === 200, error: status === 200 ? null : body, response: body })
  if (breakLine(reply, fault?.effect)) return
  await reply.code(status).send(body)
}

async function receiveUpload(slack: LocalSlack, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { token } = request.params as { token: string }
  const upload = slack.uploads.byToken(token)
  const bytes = await uploadedBytes(request)
  const entry = slack.traffic.begin({
    direction: 'in',
    kind: 'upload',
    method: 'upload',
    url: request.url,
    request: { name: upload?.name ?? null, bytes: bytes.length },
  })
  const fault = slack.faults.takeApi('upload')
  const instead = fault && answerInstead(fault)
  const isRight = !instead && upload !== undefined && bytes.length === upload.length
  if (isRight) upload.bytes = bytes
  const [status, body] = instead
    ? [instead.status, fault.effect]
    : isRight
      ? [200, `OK - ${bytes.length}`]
      : [upload ? 400 : 404, upload ? 'length mismatch' : 'not found']
  entry.end({ httpStatus: status, ok: isRight, error: isRight ? null : body, response: body })
  if (breakLine(reply, fault?.effect)) return
  await reply.code(status).type('text/plain').send(body)
}

/** The bytes come as the whole body, or as the first file of a form. */
async function uploadedBytes(request: FastifyRequest): Promise<Buffer> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  for (const [, value] of form) if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer())
  const first = [...form][0]?.[1]
  return Buffer.from(typeof first === 'string' ? first : '')
}

async function sendFile(slack: LocalSlack, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { path } = request.params as { path: string }
  const stored = slack.workspace.files.get(path.split('-')[1] ?? '')
  const isAllowed =
    request.headers.authorization === `Bearer ${slack.secrets.botToken}` &&
    slack.app.scopes.includes('files:read')
  const entry = slack.traffic.begin({
    direction: 'in',
    kind: 'download',
    method: 'download',
    url: request.url,
    request: { headers: shownHeaders(request) },
  })
  const status = stored && isAllowed ? 200 : 302
  entry.end({
    httpStatus: status,
    ok: status === 200,
    response: stored ? { bytes: stored.bytes.length } : null,
  })
  // Without a right token Slack sends a browser to its sign-in page instead of an error.
  if (!stored || !isAllowed) return reply.redirect(`/?redir=${encodeURIComponent(request.url)}`)
  await reply.type(stored.file.mimetype).send(stored.bytes)
}
