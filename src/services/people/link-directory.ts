import { appendEvent } from '../../store/events.ts'
import type { Office } from '../office.ts'
import type { PlatformUser } from './resolve-actor.ts'

/**
 * Links those of a platform's users whose e-mail belongs to exactly one colleague, so that people can be reminded
 * before they first write. The others are left alone: they are asked about when they turn up. Returns how many
 * were linked now.
 */
export async function linkDirectory(office: Office, users: readonly PlatformUser[]): Promise<number> {
  const byEmail = new Map(
    users.flatMap((u) => (u.profile?.email ? [[u.profile.email.trim().toLowerCase(), u] as const] : [])),
  )
  const at = office.clock.now()
  return office.store.transaction(async (tx) => {
    const people = await tx.person.findMany({ where: { isActive: true, email: { in: [...byEmail.keys()] } } })
    let linked = 0
    for (const person of people) {
      const user = byEmail.get(person.email ?? '')
      if (!user) continue
      const { platform, workspace, platformUserId, profile } = user
      const key = { platform, workspace, platformUserId }
      const known = await tx.identity.findUnique({ where: { platform_workspace_platformUserId: key } })
      // Whom an administrator has linked stays linked, whatever e-mail the platform tells.
      if (known?.personId) continue
      const told = {
        displayName: profile?.displayName ?? platformUserId,
        email: person.email,
        personId: person.id,
        updatedAt: at,
      }
      await tx.identity.upsert({
        where: { platform_workspace_platformUserId: key },
        create: { ...key, ...told, createdAt: at },
        update: told,
      })
      await appendEvent(tx, {
        at,
        actorId: null,
        platform,
        kind: 'identity.linked',
        subject: person.id,
        diff: { by: 'email', platformUserId },
      })
      linked += 1
    }
    return linked
  })
}
