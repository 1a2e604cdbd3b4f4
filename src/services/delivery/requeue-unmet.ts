import { msPerDay } from '../../clock.ts'
import { NotMetYet } from '../../errors.ts'
import { requeueRefused } from '../../store/dead-messages.ts'
import type { Office } from '../office.ts'
import type { PlatformUser } from '../people/resolve-actor.ts'

/** What is older has been overtaken, and stands on the pages. */
const notOlderMs = 7 * msPerDay

/** Tells somebody what could not be told before they had written for the first time; how many messages that is. */
export async function requeueUnmet(office: Office, user: Omit<PlatformUser, 'profile'>): Promise<number> {
  const { platform, workspace, platformUserId } = user
  const where = { platform_workspace_platformUserId: { platform, workspace, platformUserId } }
  const identity = await office.store.db.identity.findUnique({ where, select: { personId: true } })
  if (!identity?.personId) return 0
  const now = office.clock.now()
  const since = new Date(now.getTime() - notOlderMs)
  return requeueRefused(office.store, {
    platform,
    personId: identity.personId,
    why: NotMetYet.why,
    since,
    now,
  })
}
