import type { Actor } from '../../access/actor.ts'
import { UnknownPerson } from '../../errors.ts'
import type { Office } from '../office.ts'
import { findActor } from './find-actor.ts'
import { introduceIdentity } from './introduce-identity.ts'

/** Who a platform says is there. */
export interface PlatformUser {
  platform: string
  workspace: string
  platformUserId: string
  /** What the platform tells of them; only read when the identity is new. */
  profile?: { displayName: string; email?: string }
}

/**
 * The person behind a platform's user. A new identity whose e-mail belongs to a person is linked at once.
 * @throws UnknownPerson after the identity is recorded and the administrators have been told, once
 */
export async function resolveActor(office: Office, user: PlatformUser): Promise<Actor> {
  const { platform, workspace, platformUserId } = user
  const identity = await office.store.db.identity.findUnique({
    where: { platform_workspace_platformUserId: { platform, workspace, platformUserId } },
  })
  const personId = identity?.personId ?? (await introduceIdentity(office, user))
  const actor = personId ? await findActor(office, personId) : undefined
  if (!actor) throw new UnknownPerson()
  return actor
}
