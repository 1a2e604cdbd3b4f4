import type { Logger } from 'pino'
import type { Actor } from '../../src/access/actor.ts'
import type { Chat } from '../../src/chat/chat.ts'
import { resolveActor } from '../../src/services/people/resolve-actor.ts'
import type { Members } from './client/members.ts'
import type { WecomClient } from './client/wecom-client.ts'

export const platform = 'wecom'

/** What every listener works with. */
export interface Desk {
  chat: Chat
  client: WecomClient
  members: Members
  corpId: string
  /** Where a card without buttons leads. */
  pagesUrl: string
  log: Logger
}

/** @throws UnknownPerson */
export async function getActor({ chat, members, corpId }: Desk, userId: string): Promise<Actor> {
  const displayName = await members.nameOf(userId)
  return resolveActor(chat.office, {
    platform,
    workspace: corpId,
    platformUserId: userId,
    ...(displayName === undefined ? {} : { profile: { displayName } }),
  })
}
