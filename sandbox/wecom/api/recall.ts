import { z } from 'zod'
import { findInChats, touchMessage } from '../corp/chats.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { bytes, check } from '../validation/rules.ts'
import { WecomError } from '../wecom-error.ts'
import { type ApiCall, type ApiMethod, readJson } from './method.ts'

const LONGEST_MS = 24 * 60 * 60 * 1000
const request = z.strictObject({ msgid: bytes(1024, 1) })

export const recallMethods: Record<string, ApiMethod> = {
  'message/recall': { verb: 'POST', run: recallMessage },
}

/**
 * Takes back what message/send has sent within a day (document 94867). What a phone shows in its place, and the errcode
 * of what cannot be taken back, are not documented: apps must go by "not 0".
 */
function recallMessage(wecom: LocalWecom, call: ApiCall) {
  const { msgid } = check(request, readJson(call))
  const messages = (wecom.corp.recipients.get(msgid) ?? []).flatMap((userid) => {
    const message = findInChats(wecom.corp, userid, msgid)
    return message ? [{ userid, message }] : []
  })
  const [first] = messages
  if (!first) throw new WecomError(40058, 'msgid is unknown')
  if (first.message.msgtype === 'recalled') throw new WecomError(40058, 'msgid was recalled before')
  if (wecom.clock.nowMs() - Date.parse(first.message.at) > LONGEST_MS)
    throw new WecomError(40058, 'msgid is older than 24 hours')
  for (const { userid, message } of messages) {
    Object.assign(message, { msgtype: 'recalled', body: {}, card: null })
    touchMessage(wecom, userid, message)
  }
  return {}
}
