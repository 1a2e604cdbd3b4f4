import { appendEvent } from '../../store/events.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'
import { emailOf, findSureMatches, type SureMatch } from './find-sure-matches.ts'
import { noticeAdmins } from './notice-admins.ts'
import { proposeLinks } from './propose-links.ts'
import type { PlatformUser } from './resolve-actor.ts'

/**
 * Links those of a platform's users whom it tells us enough of, so that people can be reminded before they first write:
 * by an e-mail, or an account that is an employee number, which only the company gives. Who has but a name is proposed
 * to the administrators. The others are left alone: they are asked about when they turn up. Returns how many were
 * linked now.
 */
export async function linkDirectory(office: Office, users: readonly PlatformUser[]): Promise<number> {
  const linked = await office.store.transaction(async (tx) => {
    const sure = await findSureMatches(tx, users)
    const now: string[] = []
    for (const match of sure) if (await link(office, tx, match)) now.push(match.personId)
    await proposeLinks(office, tx, users)
    return now
  })
  // The other platforms’ cards may wait for them.
  await noticeAdmins(office, linked)
  return linked.length
}

async function link(office: Office, tx: Tx, { personId, user, by }: SureMatch): Promise<boolean> {
  const at = office.clock.now()
  const { platform, workspace, platformUserId, profile } = user
  const key = { platform, workspace, platformUserId }
  const where = { platform_workspace_platformUserId: key }
  const known = await tx.identity.findUnique({ where })
  // Whom an administrator has linked stays linked, whatever the platform tells.
  if (known?.personId) return false
  const email = emailOf(user)
  const told = {
    displayName: profile?.displayName ?? platformUserId,
    ...(email ? { email } : {}),
    personId,
    updatedAt: at,
  }
  await tx.identity.upsert({ where, create: { ...key, ...told, createdAt: at }, update: told })
  await appendEvent(tx, {
    at,
    actorId: null,
    platform,
    kind: 'identity.linked',
    subject: personId,
    diff: { by, platformUserId },
  })
  return true
}
