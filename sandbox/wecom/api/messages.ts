import { z } from 'zod'
import { type JsonObject, stringOf } from '../../world/json.ts'
import { type Content, makeOpaqueId, putIntoChat } from '../corp/chats.ts'
import { issueResponseCode } from '../corp/response-codes.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { APP_TYPES, checkBody } from '../validation/messages.ts'
import { check, flag } from '../validation/rules.ts'
import { WecomError } from '../wecom-error.ts'
import { type ApiCall, type ApiMethod, readJson, requireAgent } from './method.ts'
import { findRecipients } from './recipients.ts'

const DEFAULT_INTERVAL_S = 1800
const LONGEST_INTERVAL_S = 4 * 60 * 60

const envelope = z.strictObject({
  touser: z.string().optional(),
  toparty: z.string().optional(),
  totag: z.string().optional(),
  msgtype: z.enum(APP_TYPES),
  agentid: z.number(),
  safe: flag.optional(),
  enable_id_trans: flag.optional(),
  enable_duplicate_check: flag.optional(),
  duplicate_check_interval: z.int().min(1).max(LONGEST_INTERVAL_S).optional(),
})

export const messageMethods: Record<string, ApiMethod> = {
  'message/send': { verb: 'POST', run: sendMessage },
}

/** Document 90236. */
function sendMessage(wecom: LocalWecom, call: ApiCall): JsonObject {
  const request = readJson(call)
  const { msgtype } = request
  if (!APP_TYPES.some((type) => type === msgtype)) {
    throw new WecomError(40008, `msgtype ${JSON.stringify(msgtype)}`)
  }
  requireAgent(wecom, request.agentid)
  const type = String(msgtype)
  const { [type]: _body, ...rest } = request
  const about = check(envelope, rest)
  const body = checkBody(wecom, type, request)
  const to = findRecipients(wecom, about)

  const intervalS = about.duplicate_check_interval ?? DEFAULT_INTERVAL_S
  const before = about.enable_duplicate_check === 1 ? findSame(wecom, request, intervalS) : undefined
  // What the real one answers to a duplicate is not documented: this is the first answer again.
  if (before) return before
  claimTaskId(wecom, body)

  const content: Content = { msgid: makeOpaqueId(), from: 'app', via: 'send', msgtype: type, body }
  deliverTo(wecom, to.userids, content)
  const answer = {
    ...listed('invaliduser', to.invalid),
    ...listed('invalidparty', to.invalidParties),
    ...listed('unlicenseduser', to.unlicensed),
    msgid: content.msgid,
    ...(isUpdatable(body) ? { response_code: issueResponseCode(wecom, content.msgid) } : {}),
  }
  if (about.enable_duplicate_check === 1) {
    wecom.corp.sentBefore.set(JSON.stringify(request), { atMs: wecom.clock.nowMs(), answer })
  }
  return answer
}

/** Each gets a copy, unless too much came in a short time: then WeCom says nothing and delivers nothing. */
function deliverTo(wecom: LocalWecom, userids: string[], content: Content): void {
  wecom.corp.recipients.set(content.msgid, userids)
  for (const userid of userids) {
    if (wecom.quotas.takeForMember(userid)) putIntoChat(wecom, userid, content)
    else wecom.corp.dropped.set(userid, (wecom.corp.dropped.get(userid) ?? 0) + 1)
  }
}

function findSame(wecom: LocalWecom, request: JsonObject, intervalS: number): JsonObject | undefined {
  const before = wecom.corp.sentBefore.get(JSON.stringify(request))
  if (!before || Math.abs(wecom.clock.nowMs() - before.atMs) >= intervalS * 1000) return undefined
  return before.answer
}

function claimTaskId(wecom: LocalWecom, body: JsonObject): void {
  const taskId = stringOf(body.task_id)
  if (taskId === '') return
  // The code of this refusal is not documented.
  if (wecom.corp.taskIds.has(taskId)) {
    throw new WecomError(40058, `template_card.task_id ${taskId} was used before`)
  }
  wecom.corp.taskIds.add(taskId)
}

/** Cards with something to press, and notices with a menu, may be updated (document 94888). */
function isUpdatable(body: JsonObject): boolean {
  return stringOf(body.card_type).endsWith('_interaction') || body.action_menu !== undefined
}

function listed(name: string, values: string[]): JsonObject {
  return values.length > 0 ? { [name]: values.join('|') } : {}
}
