import { makeOpaqueId, putIntoGroup } from '../corp/chats.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { checkRobotMessage } from '../validation/robot-messages.ts'
import { WecomError } from '../wecom-error.ts'
import { type ApiCall, type ApiMethod, readJson } from './method.ts'

export const webhookMethods: Record<string, ApiMethod> = {
  'webhook/send': { verb: 'POST', token: 'none', run: sendByRobot },
}

/** Document 99110. */
function sendByRobot(wecom: LocalWecom, call: ApiCall) {
  const { key = '' } = call.query
  const group = [...wecom.corp.groups.values()].find(({ robotKey }) => robotKey !== null && robotKey === key)
  if (!group) throw new WecomError(93000)
  const { msgtype, body } = checkRobotMessage(readJson(call))
  if (!wecom.quotas.takeForRobot(key)) throw new WecomError(45009, 'at most 20 messages a minute')
  putIntoGroup(wecom, group, { msgid: makeOpaqueId(), from: 'robot', via: 'webhook', msgtype, body })
  return {}
}
