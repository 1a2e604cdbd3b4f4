import { appendEvent } from '../../store/events.ts'
import { forgetPlaces } from '../../store/outbox.ts'
import { shutOut } from '../../store/sessions.ts'
import type { Office } from '../office.ts'

export interface Account {
  platform: string
  workspace: string
  platformUserId: string
}

/**
 * The platform says that an account is gone. Its name may be given to somebody else tomorrow, who must not come in as
 * the one who left; the person stays, and may have other accounts.
 */
export async function closeAccount(office: Office, account: Account): Promise<void> {
  await office.store.transaction(async (tx) => {
    const where = { platform_workspace_platformUserId: account }
    const known = await tx.identity.findUnique({ where })
    if (!known) return
    await tx.identity.delete({ where })
    if (!known.personId) return
    await forgetPlaces(tx, account.platform, [known.personId])
    // Whoever was let in by it comes in again by another account, if they have one.
    await shutOut(tx, [known.personId], office.clock.now())
    await appendEvent(tx, {
      at: office.clock.now(),
      actorId: null,
      platform: account.platform,
      kind: 'identity.closed',
      subject: known.personId,
      diff: { platformUserId: account.platformUserId },
    })
  })
}

/** The platform says that an account goes by another id now; whoever it belongs to keeps it. */
export async function renameAccount(office: Office, account: Account, to: string): Promise<void> {
  await office.store.transaction(async (tx) => {
    const known = await tx.identity.findUnique({ where: { platform_workspace_platformUserId: account } })
    const taken = await tx.identity.findUnique({
      where: { platform_workspace_platformUserId: { ...account, platformUserId: to } },
    })
    if (!known?.personId || taken?.personId) return
    const at = office.clock.now()
    if (taken) {
      await tx.identity.delete({
        where: { platform_workspace_platformUserId: { ...account, platformUserId: to } },
      })
    }
    await tx.identity.update({
      where: { platform_workspace_platformUserId: account },
      data: { platformUserId: to, updatedAt: at },
    })
    await appendEvent(tx, {
      at,
      actorId: null,
      platform: account.platform,
      kind: 'identity.renamed',
      subject: known.personId,
      diff: { from: account.platformUserId, to },
    })
  })
}
