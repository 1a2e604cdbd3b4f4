import { isObject, type JsonObject, parseJson } from '../../world/json.ts'
import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import { readArguments } from './arguments.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { fileMethods } from './files.ts'
import { type ApiMethod, requireScope } from './method.ts'
import { peopleMethods } from './people.ts'
import { viewMethods } from './views.ts'

const METHODS: Record<string, ApiMethod> = {
  ...peopleMethods,
  ...chatMethods,
  ...conversationMethods,
  ...viewMethods,
  ...fileMethods,
}

export interface ApiRequest {
  method: string
  contentType: string
  body: Buffer
  query: JsonObject
  authorization: string
}

export interface ApiAnswer {
  status: number
  headers: Record<string, string>
  body: JsonObject
}

/** Arguments every method takes besides its own. */
const COMMON_ARGS = new Set(['token', 'team_id', 'pretty'])

/** Answers one Web API call as Slack does: HTTP 200 with `ok`, or 429 when a limit is hit. */
export function handleCall(slack: LocalSlack, request: ApiRequest, values: JsonObject | null): ApiAnswer {
  try {
    const method = Object.hasOwn(METHODS, request.method) ? METHODS[request.method] : undefined
    if (!method) throw new SlackError('unknown_method', { extra: { req_method: request.method } })
    if (!values)
      throw new SlackError(request.contentType.includes('json') ? 'invalid_json' : 'invalid_post_type')
    authenticate(slack, request, values, method)
    requireScope(slack, ...method.scopes)
    const waitS = limitFor(slack, request.method, method, values)
    if (waitS !== null) return rateLimited(waitS)
    const stranger = Object.keys(values).find((name) => !COMMON_ARGS.has(name) && !method.args.includes(name))
    if (stranger) {
      throw new SlackError('invalid_arguments', {
        messages: [`invalid additional property: ${stranger} [json-pointer:]`],
      })
    }
    return answer(slack, { ok: true, ...method.run(slack, readArguments(values)) })
  } catch (error) {
    if (error instanceof SlackError) return answer(slack, error.toBody())
    throw error
  }
}

/** The arguments of a call, from a JSON body, a form, or the query; null when they can't be read. */
export async function readValues(request: ApiRequest): Promise<JsonObject | null> {
  const { body, contentType, query } = request
  if (body.length === 0) return query
  if (contentType.startsWith('application/json')) {
    const parsed = parseJson(body.toString())
    return parsed.ok && isObject(parsed.value) ? { ...query, ...parsed.value } : null
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) }
  }
  if (!contentType.startsWith('multipart/form-data')) return null
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData()
  return { ...query, ...Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) }
}

/** @throws SlackError not_authed, invalid_auth, not_allowed_token_type, account_inactive */
function authenticate(slack: LocalSlack, request: ApiRequest, values: JsonObject, method: ApiMethod): void {
  if (method.token === 'none') return
  const bearer = /^Bearer\s+(.+)$/i.exec(request.authorization)?.[1]
  const token = bearer ?? (typeof values.token === 'string' ? values.token : '')
  if (token === '') throw new SlackError('not_authed')
  const { botToken, appToken } = slack.secrets
  if (token !== botToken && token !== appToken) throw new SlackError('invalid_auth')
  if (token !== (method.token === 'bot' ? botToken : appToken)) throw new SlackError('not_allowed_token_type')
  if (!slack.app.installed && method.token === 'bot') throw new SlackError('account_inactive')
}

function limitFor(slack: LocalSlack, name: string, method: ApiMethod, values: JsonObject): number | null {
  const waitS = slack.limits.take(name, method.tier)
  if (waitS !== null) return waitS
  return method.paced && typeof values.channel === 'string' ? slack.limits.takeMessage(values.channel) : null
}

export function rateLimited(retryAfterS: number | null): ApiAnswer {
  const headers: Record<string, string> = retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) }
  return { status: 429, headers, body: { ok: false, error: 'ratelimited' } }
}

function answer(slack: LocalSlack, body: JsonObject): ApiAnswer {
  return { status: 200, headers: { 'x-oauth-scopes': slack.app.scopes.join(',') }, body }
}
