import { type Actor, holdsRole } from '../../access/actor.ts'
import { NotPermitted } from '../../errors.ts'
import type { Office } from '../office.ts'

/**
 * Whose account it is by now; undefined while nobody has said so.
 * @throws NotPermitted for anybody who may not link people
 */
export async function findLinked(
  office: Office,
  actor: Actor,
  account: { platform: string; workspace: string; platformUserId: string },
): Promise<string | undefined> {
  if (!holdsRole(actor, 'admin')) throw new NotPermitted('link a person')
  const { platform, workspace, platformUserId } = account
  const found = await office.store.db.identity.findUnique({
    where: { platform_workspace_platformUserId: { platform, workspace, platformUserId } },
    select: { person: { select: { name: true } } },
  })
  return found?.person?.name
}
