/** Where a message stands among the others of the outbox. */
import type { ClaimedMessage } from './outbox.ts'
import type { Store, Tx } from './store.ts'

/** Whether something newer waits to be told in its place. */
export async function isOvertaken(
  { db }: Store,
  { id, platform, target, slotKey }: ClaimedMessage,
): Promise<boolean> {
  if (slotKey === null) return false
  const newer = { platform, target, slotKey, id: { gt: id }, nextAt: { not: null } }
  return (await db.outbox.findFirst({ where: newer, select: { id: true } })) !== null
}

/** Whether anything of this slot has reached its chat. */
export async function hasArrived(
  tx: Tx,
  { platform, target, slotKey }: { platform: string; target: string; slotKey: string },
): Promise<boolean> {
  const place = { platform_target_slotKey: { platform, target, slotKey } }
  return (await tx.sentMessage.findUnique({ where: place, select: { ts: true } })) !== null
}

/** Whether a message that was put in later has been sent on the same platform. */
export async function wasSentAfter(
  { db }: Pick<Store, 'db'>,
  { id, platform }: Pick<ClaimedMessage, 'id' | 'platform'>,
): Promise<boolean> {
  const sent = { platform, state: 'sent', id: { gt: id } }
  return (await db.outbox.findFirst({ where: sent, select: { id: true } })) !== null
}
