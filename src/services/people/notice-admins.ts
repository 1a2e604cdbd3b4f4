import type { Office } from '../office.ts'

/**
 * Of people who have just got an account: what waited for an administrator who can be told, such as a card of
 * namesakes, is looked at anew instead of with the next round.
 */
export async function noticeAdmins(office: Office, personIds: readonly string[]): Promise<void> {
  if (!office.adminLinked || personIds.length === 0) return
  const count = await office.store.db.roleGrant.count({
    where: { personId: { in: [...personIds] }, role: 'admin' },
  })
  if (count > 0) office.adminLinked()
}
