import { z } from 'zod'
import { stringOf } from '../../world/json.ts'
import { makeOpaqueId, putIntoGroup } from '../corp/chats.ts'
import type { Group } from '../corp/model.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { CHAT_TYPES, checkBody } from '../validation/messages.ts'
import { check, flag } from '../validation/rules.ts'
import { WecomError } from '../wecom-error.ts'
import { type ApiCall, type ApiMethod, readJson } from './method.ts'

const FEWEST_MEMBERS = 2
const MOST_MEMBERS = 2000
const MOST_NAME_CHARS = 50

const newChat = z.strictObject({
  name: z.string().optional(),
  owner: z.string().optional(),
  userlist: z.array(z.string()),
  chatid: z.string().optional(),
})

const changedChat = z.strictObject({
  chatid: z.string(),
  name: z.string().optional(),
  owner: z.string().optional(),
  add_user_list: z.array(z.string()).optional(),
  del_user_list: z.array(z.string()).optional(),
})

export const appChatMethods: Record<string, ApiMethod> = {
  'appchat/create': { verb: 'POST', run: createChat },
  'appchat/update': { verb: 'POST', run: updateChat },
  'appchat/send': { verb: 'POST', run: sendToChat },
  'appchat/get': { verb: 'GET', run: (wecom, { query }) => showChat(getChat(wecom, query.chatid)) },
}

/** Document 90245. */
function createChat(wecom: LocalWecom, call: ApiCall) {
  const { name = '群聊', owner, userlist, chatid } = check(newChat, readJson(call))
  const members = [...new Set(userlist)]
  checkName(name)
  checkMembers(members)
  checkVisible(wecom, members)
  if (owner !== undefined && !members.includes(owner)) throw new WecomError(86207, owner)
  if (chatid !== undefined && !/^[0-9A-Za-z]{1,32}$/.test(chatid)) {
    throw new WecomError(86001, 'at most 32 digits and letters')
  }
  const id = chatid ?? makeOpaqueId().replaceAll(/[^0-9A-Za-z]/g, '0')
  if (wecom.corp.groups.has(id)) throw new WecomError(86215, id)
  wecom.corp.groups.set(id, {
    id,
    name,
    owner: owner ?? members[0] ?? '',
    members,
    isAppChat: true,
    robotKey: null,
    messages: [],
  })
  wecom.changes.emit('wecom-corp', { channel: id })
  return { chatid: id }
}

/** Document 98913. */
function updateChat(wecom: LocalWecom, call: ApiCall) {
  const change = check(changedChat, readJson(call))
  const { name, owner, add_user_list: joining = [], del_user_list: leaving = [] } = change
  const group = getChat(wecom, change.chatid)
  if (name !== undefined) checkName(name)
  checkVisible(wecom, joining)
  const members = [...new Set([...group.members, ...joining])].filter((userid) => !leaving.includes(userid))
  checkMembers(members)
  // "When del_user_list holds the owner, owner is required."
  const next = owner ?? group.owner
  if (!members.includes(next)) throw new WecomError(86207, next)
  Object.assign(group, { members, owner: next, ...(name === undefined ? {} : { name }) })
  wecom.changes.emit('wecom-corp', { channel: group.id })
  return {}
}

function checkName(name: string): void {
  if ([...name].length > MOST_NAME_CHARS)
    throw new WecomError(86004, `name: at most ${MOST_NAME_CHARS} characters`)
}

function checkMembers(members: string[]): void {
  if (members.length >= FEWEST_MEMBERS && members.length <= MOST_MEMBERS) return
  throw new WecomError(86006, `${members.length} members, from ${FEWEST_MEMBERS} to ${MOST_MEMBERS}`)
}

function checkVisible(wecom: LocalWecom, userids: string[]): void {
  const stranger = userids.find((userid) => wecom.corp.members.get(userid)?.visible !== true)
  if (stranger !== undefined) throw new WecomError(86007, stranger)
}

/** Document 90248. */
function sendToChat(wecom: LocalWecom, call: ApiCall) {
  const request = readJson(call)
  const { msgtype } = request
  if (typeof msgtype !== 'string' || !CHAT_TYPES.includes(msgtype)) {
    throw new WecomError(40008, `msgtype ${JSON.stringify(msgtype)}`)
  }
  const { [msgtype]: _body, ...rest } = request
  check(z.strictObject({ chatid: z.string(), msgtype: z.string(), safe: flag.optional() }), rest)
  const group = getChat(wecom, request.chatid)
  const body = checkBody(wecom, msgtype, request)
  if (!wecom.quotas.takeForGroups(group.members.length)) {
    throw new WecomError(45009, 'at most 20,000 readers a minute and 300,000 an hour')
  }
  putIntoGroup(wecom, group, { msgid: makeOpaqueId(), from: 'app', via: 'appchat', msgtype, body })
  return {}
}

function getChat(wecom: LocalWecom, chatid: unknown): Group {
  if (stringOf(chatid) === '') throw new WecomError(86001)
  const group = wecom.corp.groups.get(stringOf(chatid))
  if (!group) throw new WecomError(86003)
  if (!group.isAppChat) throw new WecomError(86008)
  return group
}

function showChat({ id, name, owner, members }: Group) {
  return { chat_info: { chatid: id, name, owner, userlist: members, chat_type: 0 } }
}
