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
  profile?: { displayName: string; email?: string; department?: string }
}

/**
 * The person behind a platform's user. A new identity whose e-mail belongs to a person is linked at once.
 * @throws UnknownPerson after the identity is recorded and the administrators have been told, once
 */
export async function resolveActor(office: Office, user: PlatformUser): Promise<Actor> {
  const { platform, workspace, platformUserId } = user
  const { db } = office.store
  const key = { platform, workspace, platformUserId }
  const identity = await db.identity.findUnique({
    where: { platform_workspace_platformUserId: key },
    include: { person: { select: { identities: true } } },
  })
  const others = (identity?.person?.identities ?? []).filter(
    (each) => each.platform !== platform || each.platformUserId !== platformUserId,
  )
  // Whoever has several accounts is told things where they acted last (`findReachableIdentities`), also of accounts that
  // were linked in one moment, and after the clock was set back.
  const latestMs = Math.max(...others.map(({ updatedAt }) => updatedAt.getTime()))
  if (identity && latestMs >= identity.updatedAt.getTime()) {
    const updatedAt = new Date(Math.max(office.clock.now().getTime(), latestMs + 1))
    await db.identity.updateMany({ where: key, data: { updatedAt } })
  }
  const personId = identity?.personId ?? (await introduceIdentity(office, user))
  const actor = personId ? await findActor(office, personId) : undefined
  if (!actor) throw new UnknownPerson()
  return identity?.isPlain ? { ...actor, isPlain: true } : actor
}
