import type { RecordChanged } from '../records/record-hooks.ts'

/**
 * Who stands in for somebody on approved leave holds their roles for those days; an edited or cancelled leave takes
 * them back until it is approved again. The leave's own id names the loan, so that it is given once.
 */
export async function lendRoles({ tx, after }: RecordChanged): Promise<undefined> {
  const { standIn, fromDay, toDay } = after.values
  await tx.delegate.deleteMany({ where: { id: after.id } })
  const isLent = after.status === 'approved' && typeof standIn === 'string' && standIn !== after.ownerId
  if (isLent && typeof fromDay === 'string' && typeof toDay === 'string') {
    await tx.delegate.create({
      data: { id: after.id, personId: after.ownerId, delegateId: standIn, fromDay, toDay },
    })
  }
  return undefined
}
