import type { FastifyRequest } from 'fastify'
import { findInChats } from '../../wecom/corp/chats.ts'
import { findMember } from '../../wecom/corp/find-member.ts'
import type { ChatMessage, Corp, Group, Member } from '../../wecom/corp/model.ts'
import type { LocalWecom } from '../../wecom/local-wecom.ts'
import { ControlError } from '../control-error.ts'
import { readParam } from '../read-request.ts'

/** @param name userid or handle; @throws ControlError no_such_member */
export function getMember(corp: Corp, name: string): Member {
  const member = findMember(corp, name)
  if (member) return member
  throw new ControlError(404, 'no_such_member', `there is no member ${name}`, {
    available: [...corp.members.keys()],
  })
}

/** The member named in the path. */
export function readMember(wecom: LocalWecom, request: FastifyRequest): Member {
  return getMember(wecom.corp, readParam(request, 'user'))
}

/** @param name id or name; @throws ControlError no_such_group */
export function getGroup(corp: Corp, name: string): Group {
  const bare = name.replace(/^#/, '')
  const group = corp.groups.get(name) ?? [...corp.groups.values()].find((each) => each.name === bare)
  if (group) return group
  throw new ControlError(404, 'no_such_group', `there is no group ${name}`, {
    available: [...corp.groups.values()].map((each) => each.name),
  })
}

/** @throws ControlError no_such_message */
export function getChatMessage(corp: Corp, userid: string, msgid: string): ChatMessage {
  const message = findInChats(corp, userid, msgid)
  if (!message) throw new ControlError(404, 'no_such_message', `${userid} has no message ${msgid}`)
  return message
}
