import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { isObject, type JsonObject, parseJson } from '../../world/json.ts'
import type { TrafficKind } from '../../world/traffic.ts'
import type { DeliveryFault } from '../faults.ts'
import { makeId } from '../ids.ts'
import type { LocalSlack } from '../local-slack.ts'
import { signRequest } from '../signing.ts'
import type { SocketEnvelope } from './socket-hub.ts'

type DeliveryKind =
  | 'event'
  | 'command'
  | 'block_actions'
  | 'view_submission'
  | 'view_closed'
  | 'block_suggestion'
  | 'shortcut'

export interface DeliveryRequest {
  kind: DeliveryKind
  /** what the traffic log calls it: '/plan', 'view_submission', 'app_home_opened' */
  method: string
  payload: JsonObject
  user?: string
  channel?: string
  retry?: { num: number; reason: string }
}

export type AckBody = { kind: 'empty' } | { kind: 'json'; value: unknown } | { kind: 'text'; text: string }

export type DeliveryError = 'timeout' | 'unreachable' | 'http_error' | 'invalid_response' | 'no_connection'

export interface DeliveryOutcome {
  id: string
  kind: DeliveryKind
  attempts: number
  httpStatus: number | null
  /** real milliseconds until the ack */
  ms: number
  error: DeliveryError | null
  body: AckBody
  /** the app asked for no further attempt (x-slack-no-retry) */
  noRetry: boolean
}

type Sent = Pick<DeliveryOutcome, 'httpStatus' | 'error' | 'body' | 'noRetry'>

const TRAFFIC_KINDS: Record<DeliveryKind, TrafficKind> = {
  event: 'event',
  command: 'command',
  block_suggestion: 'options',
  block_actions: 'interaction',
  view_submission: 'interaction',
  view_closed: 'interaction',
  shortcut: 'interaction',
}

/** Without keep-alive: an app that restarts between two clicks must not meet a dead connection. */
const agent = new Agent({ pipelining: 0 })

/** Hands one payload to the app, over HTTP or a socket, and waits at most three seconds for the ack. */
export async function deliver(
  slack: LocalSlack,
  what: DeliveryRequest,
  fault: DeliveryFault | null = slack.faults.takeDelivery(what.kind) ?? null,
): Promise<DeliveryOutcome> {
  const end = slack.activity.begin()
  const startedMs = performance.now()
  const overSocket = slack.app.mode === 'socket'
  const url = overSocket ? 'socket' : (urlFor(slack, what.kind) ?? 'no request URL')
  const entry = slack.traffic.begin({
    direction: 'out',
    kind: TRAFFIC_KINDS[what.kind],
    method: what.method,
    url,
    transport: overSocket ? 'socket' : 'http',
    request: { body: what.payload },
    ...(what.user ? { user: what.user } : {}),
    ...(what.channel ? { channel: what.channel } : {}),
    ...(what.retry ? { retryNum: what.retry.num } : {}),
  })
  try {
    if (fault?.effect === 'delay') await wait(fault.delayMs)
    let sent: Sent = failed('unreachable')
    if (fault?.effect !== 'drop')
      sent = await (overSocket ? sendBySocket(slack, what) : sendByHttp(slack, what, url))
    if (fault?.effect === 'ack-lost') sent = failed('timeout')
    entry.end({
      httpStatus: sent.httpStatus,
      ok: sent.error === null,
      error: sent.error,
      response:
        sent.body.kind === 'json' ? sent.body.value : sent.body.kind === 'text' ? sent.body.text : null,
      ...(fault ? { faultId: fault.id } : {}),
    })
    const ms = Math.round(performance.now() - startedMs)
    return { id: makeId('Dl'), kind: what.kind, attempts: 1, ms, ...sent }
  } finally {
    end()
    slack.changes.emit('delivery', { id: what.method, ...(what.user ? { user: what.user } : {}) })
  }
}

function urlFor(slack: LocalSlack, kind: DeliveryKind): string | null {
  const { app } = slack
  if (kind === 'event') return app.eventsUrl ?? app.requestUrl
  if (kind === 'command') return app.commandsUrl ?? app.requestUrl
  if (kind === 'block_suggestion') return app.optionsUrl ?? app.interactivityUrl ?? app.requestUrl
  return app.interactivityUrl ?? app.requestUrl
}

async function sendBySocket(slack: LocalSlack, what: DeliveryRequest): Promise<Sent> {
  const envelope: SocketEnvelope = {
    type: what.kind === 'event' ? 'events_api' : what.kind === 'command' ? 'slash_commands' : 'interactive',
    payload: what.payload,
    accepts_response_payload: what.kind !== 'event',
    ...(what.retry ? { retry_attempt: what.retry.num, retry_reason: what.retry.reason } : {}),
  }
  const ack = await slack.socket.send(envelope, slack.ackTimeoutMs)
  if (!ack.ok) return failed(ack.error)
  // Clients send `{}` for "nothing to say".
  const empty = !isObject(ack.payload) || Object.keys(ack.payload).length === 0
  return {
    httpStatus: null,
    error: null,
    body: empty ? { kind: 'empty' } : { kind: 'json', value: ack.payload },
    noRetry: false,
  }
}

async function sendByHttp(slack: LocalSlack, what: DeliveryRequest, url: string): Promise<Sent> {
  if (!URL.canParse(url)) return failed('unreachable')
  const body = encode(what)
  const headers: Record<string, string> = {
    'content-type': what.kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    // Apps compare this stamp with the machine's own clock, so it is real time even when the sandbox clock was moved.
    ...signRequest(slack.secrets.signingSecret, body, Date.now()),
  }
  if (what.retry) {
    headers['x-slack-retry-num'] = String(what.retry.num)
    headers['x-slack-retry-reason'] = what.retry.reason
  }
  try {
    const signal = AbortSignal.timeout(slack.ackTimeoutMs)
    const response = await request(url, { method: 'POST', headers, body, dispatcher: agent, signal })
    const text = await response.body.text()
    const isOk = response.statusCode >= 200 && response.statusCode < 300
    return {
      httpStatus: response.statusCode,
      error: isOk ? null : 'http_error',
      body: readBody(text, String(response.headers['content-type'] ?? '')),
      noRetry: response.headers['x-slack-no-retry'] === '1',
    }
  } catch (error) {
    return failed(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable')
  }
}

function encode(what: DeliveryRequest): string {
  if (what.kind === 'event') return JSON.stringify(what.payload)
  if (what.kind !== 'command')
    return new URLSearchParams({ payload: JSON.stringify(what.payload) }).toString()
  return new URLSearchParams(
    Object.entries(what.payload).map(([key, value]) => [key, String(value)]),
  ).toString()
}

function readBody(text: string, contentType: string): AckBody {
  if (text === '') return { kind: 'empty' }
  if (!contentType.includes('json')) return { kind: 'text', text }
  const parsed = parseJson(text)
  return parsed.ok ? { kind: 'json', value: parsed.value } : { kind: 'text', text }
}

function failed(error: DeliveryError): Sent {
  return { httpStatus: null, error, body: { kind: 'empty' }, noRetry: false }
}
