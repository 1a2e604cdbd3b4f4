import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import type { CallbackFault } from '../faults.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { writeXml, type XmlFields } from '../xml.ts'
import { addressWith, sealMessage } from './callback-keys.ts'
import { applyReply, type ReplyKind } from './passive-reply.ts'

export interface Callback {
  /** `text` or the name of an event */
  event: string
  /** who did it; `sys` for the company itself */
  userid: string
  /** the message without the envelope's names and time */
  fields: XmlFields
  /** the card that was pressed: only such a callback may be answered with an update */
  card?: { msgid: string; responseCode: string }
}

type CallbackError = 'timeout' | 'unreachable' | 'http_error' | 'not_configured'

/** How the app took it. */
export interface CallbackOutcome {
  event: string
  attempts: number
  httpStatus: number | null
  error: CallbackError | null
  /** what the app answered */
  reply: ReplyKind
  /** why the answer was thrown away; the member sees nothing of it */
  problem: string | null
  /** real milliseconds of the last attempt */
  ms: number
}

/** One try and three more (document 90238). */
const MOST_ATTEMPTS = 4

/** Without keep-alive: an app that restarts between two clicks must not meet a dead connection. */
const agent = new Agent({ pipelining: 0 })

/** Hands a message or event to the app, with retries, and does what the answer asks for. */
export async function sendCallback(wecom: LocalWecom, callback: Callback): Promise<CallbackOutcome> {
  if (!wecom.app.callbackUrl) return outcomeOf(callback, { error: 'not_configured', attempts: 0 })
  const inner = writeXml({
    ToUserName: wecom.account.corpId,
    FromUserName: callback.userid,
    CreateTime: timeOf(wecom, callback),
    ...callback.fields,
  })
  const fault = wecom.faults.takeCallback(callback.event, false)
  const attempt = (withFault: CallbackFault | null) =>
    wecom.activity.track(tryAll(wecom, callback, inner, withFault))
  if (fault?.effect === 'out-of-order') {
    // Held until the next one has gone out before it.
    wecom.heldBack.push(() => void attempt(null))
    return outcomeOf(callback, { attempts: 0 })
  }
  if (fault?.effect === 'late') {
    wecom.clock.schedule(wecom.clock.nowMs() + fault.delayMs, () => void attempt(null))
    return outcomeOf(callback, { attempts: 0 })
  }
  const copies = fault?.effect === 'duplicate' ? fault.copies : 1
  const [first] = await Promise.all(Array.from({ length: copies }, () => attempt(fault ?? null)))
  for (const release of wecom.heldBack.splice(0)) release()
  return first ?? outcomeOf(callback, { attempts: 0 })
}

/** Messages have an id to be told apart by; events only their time. */
function timeOf(wecom: LocalWecom, { event, userid, fields }: Callback): number {
  if (fields.MsgId !== undefined) return wecom.nowSeconds()
  return wecom.nextEventSeconds([event, userid, fields.EventKey, fields.TaskId].join(' '))
}

async function tryAll(
  wecom: LocalWecom,
  callback: Callback,
  inner: string,
  firstFault: CallbackFault | null,
): Promise<CallbackOutcome> {
  let attempts = 0
  while (true) {
    const fault = attempts === 0 ? firstFault : (wecom.faults.takeCallback(callback.event, true) ?? null)
    attempts += 1
    const outcome = await tryOnce(wecom, callback, inner, attempts, fault)
    if (outcome.error === null || attempts >= MOST_ATTEMPTS || isForgery(fault)) return outcome
  }
}

async function tryOnce(
  wecom: LocalWecom,
  callback: Callback,
  inner: string,
  attempts: number,
  fault: CallbackFault | null,
): Promise<CallbackOutcome> {
  const url = wecom.app.callbackUrl ?? ''
  const { encrypted, query } = sealMessage(wecom, inner, fault?.effect)
  const { corpId, agentId } = wecom.account
  const envelope = writeXml({ ToUserName: corpId, AgentID: String(agentId), Encrypt: encrypted })
  const entry = wecom.traffic.begin({
    direction: 'out',
    kind: 'wecom_callback',
    method: callback.event,
    url,
    request: { body: inner, envelope, query: Object.fromEntries(query) },
    user: callback.userid,
    ...(attempts > 1 ? { retryNum: attempts - 1 } : {}),
  })
  if (fault?.effect === 'delay') await wait(fault.delayMs)
  const startedMs = performance.now()
  const sent =
    fault?.effect === 'drop'
      ? failed('unreachable')
      : await post(addressWith(url, query), envelope, wecom.callbackTimeoutMs)
  const answer = fault?.effect === 'ack-lost' ? failed('timeout') : sent
  const { reply, problem, shown } =
    answer.error === null
      ? applyReply(wecom, callback, answer.text)
      : { reply: 'none' as const, problem: null, shown: answer.text }
  entry.end({
    httpStatus: answer.httpStatus,
    ok: answer.error === null && problem === null,
    error: answer.error ?? problem,
    response: shown,
    ...(fault ? { faultId: fault.id } : {}),
  })
  const { httpStatus, error } = answer
  const ms = Math.round(performance.now() - startedMs)
  return outcomeOf(callback, { attempts, httpStatus, error, reply, problem, ms })
}

/** Whoever forges a callback does not come again with a right one. */
function isForgery(fault: CallbackFault | null): boolean {
  return fault !== null && ['bad-signature', 'wrong-corp', 'stale'].includes(fault.effect)
}

interface Answer {
  httpStatus: number | null
  error: CallbackError | null
  text: string
}

async function post(url: string, body: string, timeoutMs: number): Promise<Answer> {
  try {
    const response = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', 'user-agent': 'Mozilla/4.0' },
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.body.text()
    const isOk = response.statusCode === 200
    return { httpStatus: response.statusCode, error: isOk ? null : 'http_error', text }
  } catch (error) {
    return failed(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable')
  }
}

function failed(error: CallbackError): Answer {
  return { httpStatus: null, error, text: '' }
}

function outcomeOf(callback: Callback, more: Partial<CallbackOutcome>): CallbackOutcome {
  const nothing = { httpStatus: null, error: null, reply: 'none' as const, problem: null, ms: 0 }
  return { event: callback.event, attempts: 1, ...nothing, ...more }
}
