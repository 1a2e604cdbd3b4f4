import type { Logger } from 'pino'
import type { Actor } from '../../src/access/actor.ts'
import type { Chat } from '../../src/chat/chat.ts'
import { type PlatformUser, resolveActor } from '../../src/services/people/resolve-actor.ts'
import type { Members } from './client/members.ts'
import type { Message, Sent } from './client/wecom-client.ts'

export const platform = 'wecom'

/** How we speak to a member: by the self-built app or by the smart bot. */
export interface Speaker {
  /**
   * In another `round` the same words are another message, where the platform would take them for one.
   * @throws PlatformRefused, RateLimited, PlatformUnreachable
   */
  send(userId: string, message: Message, round?: number): Promise<Sent>
  /** Changes the card that was pressed; false when that cannot be. `responseCode` is what the press brought. */
  updateCard(userId: string, responseCode: string, card: Record<string, unknown>): Promise<boolean>
}

/** What every listener works with. */
export interface Desk {
  chat: Chat
  client: Speaker
  members: Members
  corpId: string
  /** Where a card without buttons leads. */
  pagesUrl: string
  /** This is a smart bot beside an app, by which everything unprompted is sent. */
  pushesByApp?: boolean
  /** The company's directory is no longer as it was read. */
  directoryChanged(): void
  log: Logger
}

/** @throws UnknownPerson */
export const getActor = async (desk: Desk, userId: string): Promise<Actor> =>
  resolveActor(desk.chat.office, await describeMember(desk, userId))

/** A member as the house knows accounts, with a name where WeCom tells it. */
export async function describeMember(
  { members, corpId }: Pick<Desk, 'members' | 'corpId'>,
  userId: string,
): Promise<PlatformUser> {
  const platformUserId = await members.idOf(userId)
  const displayName = await members.nameOf(platformUserId)
  return {
    platform,
    workspace: corpId,
    platformUserId,
    ...(displayName === undefined ? {} : { profile: { displayName } }),
  }
}
