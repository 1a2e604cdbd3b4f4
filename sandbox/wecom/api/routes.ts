import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { breakLine, cutAnswer } from '../../world/call-faults.ts'
import { isObject, type JsonObject, parseJson } from '../../world/json.ts'
import { findMember } from '../corp/find-member.ts'
import type { WecomApiFault } from '../faults.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'
import { handleCall } from './handle-call.ts'
import { type ApiCall, ApiFile } from './method.ts'
import { authorize, scan } from './oauth.ts'

/** The addresses the app talks to, and the two pages of WeCom's that a browser sees. */
export function registerWecomRoutes(app: FastifyInstance, wecom: LocalWecom): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/wecom/cgi-bin/*',
    handler: (request, reply) => answerApi(wecom, request, reply),
  })
  app.get('/wecom/connect/oauth2/authorize', (request, reply) =>
    answerAuthorize(wecom, request, reply, authorize),
  )
  app.get('/wecom/wwlogin/sso/login', (request, reply) => answerAuthorize(wecom, request, reply, scan))
}

async function answerApi(wecom: LocalWecom, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const end = wecom.activity.begin()
  const name = (request.params as { '*': string })['*']
  const call: ApiCall = {
    query: readQuery(request),
    contentType: request.headers['content-type'] ?? '',
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  }
  const entry = wecom.traffic.begin({
    direction: 'in',
    kind: 'wecom_api',
    method: name,
    url: hideSecrets(request.url),
    request: { body: showBody(call) },
  })
  const fault = wecom.faults.takeApi(name)
  try {
    if (fault?.effect === 'delay') await wait(fault.delayMs)
    const isBefore = fault && ['timeout-before', 'drop', 'http-500'].includes(fault.effect)
    const body = isBefore ? null : await answerOrFault(wecom, name, request.method, call, fault)
    const status = fault?.effect === 'http-500' ? 500 : isBefore ? 0 : body ? 200 : 404
    const errcode = body instanceof ApiFile ? 0 : typeof body?.errcode === 'number' ? body.errcode : null
    entry.end({
      httpStatus: status || null,
      ok: errcode === 0,
      error: errcode === 0 ? null : errcode === null ? (fault?.effect ?? 'not_found') : String(errcode),
      response: showAnswer(body),
      ...(fault ? { faultId: fault.id } : {}),
    })
    await send(reply, status, body, fault)
  } finally {
    end()
  }
}

async function answerOrFault(
  wecom: LocalWecom,
  name: string,
  verb: string,
  call: ApiCall,
  fault: WecomApiFault | undefined,
): Promise<JsonObject | ApiFile | null> {
  if (fault?.effect === 'errcode') return new WecomError(fault.errcode).toBody(wecom.clock.nowMs())
  return handleCall(wecom, name, verb, call)
}

async function send(
  reply: FastifyReply,
  status: number,
  body: JsonObject | ApiFile | null,
  fault: WecomApiFault | undefined,
): Promise<void> {
  if (breakLine(reply, fault?.effect)) return
  switch (fault?.effect) {
    case 'cut':
      cutAnswer(reply, body)
      return
    case 'malformed':
      await reply.header('content-type', 'application/json; charset=UTF-8').send('{"errcode":0,"errm')
      return
    default:
      if (!body) {
        await reply.code(status).type('text/html').send('<html>Not what you hoped for</html>')
        return
      }
      if (body instanceof ApiFile) {
        const disposition = `attachment; filename="${encodeURIComponent(body.filename)}"`
        await reply
          .header('content-disposition', disposition)
          .type('application/octet-stream')
          .send(body.bytes)
        return
      }
      await reply.header('content-type', 'application/json; charset=UTF-8').send(JSON.stringify(body))
  }
}

/** A browser comes here from the app's page; `as` says whose phone it is, otherwise the one in hand. */
async function answerAuthorize(
  wecom: LocalWecom,
  request: FastifyRequest,
  reply: FastifyReply,
  ask: typeof authorize,
): Promise<void> {
  const { as = wecom.phone ?? '', ...query } = readQuery(request)
  const entry = wecom.traffic.begin({
    direction: 'in',
    kind: 'wecom_oauth',
    method: ask.name,
    url: request.url,
    request: { as },
  })
  try {
    const userid = as === 'stranger' ? null : findMember(wecom.corp, as)?.userid
    if (userid === undefined) throw new WecomError(60111, `nobody holds the phone (as=${as})`)
    const { redirectUrl } = ask(wecom, query, userid)
    entry.end({ httpStatus: 302, ok: true, response: redirectUrl })
    await reply.redirect(redirectUrl, 302)
  } catch (error) {
    if (!(error instanceof WecomError)) throw error
    entry.end({ httpStatus: 200, ok: false, error: String(error.errcode), response: error.message })
    await reply.type('text/plain; charset=utf-8').send(`${error.message} (${error.errcode})`)
  }
}

function readQuery(request: FastifyRequest): Record<string, string> {
  const query = isObject(request.query) ? request.query : {}
  return Object.fromEntries(
    Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

function showAnswer(body: JsonObject | ApiFile | null): unknown {
  if (body instanceof ApiFile) return `${body.bytes.length} bytes`
  return body && 'access_token' in body ? { ...body, access_token: '…' } : body
}

/** Credentials in addresses keep their last four characters in the log. */
function hideSecrets(url: string): string {
  return url.replaceAll(/\b(access_token|corpsecret|key)=[^&]*?([^&]{0,4})(?=&|$)/g, '$1=…$2')
}

const LONG_BASE64 = 4096

function showBody(call: ApiCall): unknown {
  if (call.body.length === 0) return null
  if (call.contentType.startsWith('multipart/')) return `${call.body.length} bytes of a form`
  const parsed = parseJson(call.body.toString())
  if (!parsed.ok) return call.body.toString()
  const { value } = parsed
  const image = isObject(value) && isObject(value.image) ? value.image : null
  if (!isObject(value) || typeof image?.base64 !== 'string' || image.base64.length < LONG_BASE64) return value
  return { ...value, image: { ...image, base64: `${image.base64.length} characters` } }
}
