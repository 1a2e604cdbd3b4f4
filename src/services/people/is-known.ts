import type { Office } from '../office.ts'
import type { PlatformUser } from './resolve-actor.ts'

/** Whether this account has been seen before, linked or not. */
export async function isKnown(office: Office, user: Omit<PlatformUser, 'profile'>): Promise<boolean> {
  const { platform, workspace, platformUserId } = user
  const where = { platform_workspace_platformUserId: { platform, workspace, platformUserId } }
  return (await office.store.db.identity.findUnique({ where, select: { platform: true } })) !== null
}
