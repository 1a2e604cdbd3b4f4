import type { LeaveInterval } from '../../calendar/leave.ts'
import type { Tx } from '../open-store.ts'

/** Approved leave of these people that touches the days from `fromDay` to `toDay`. */
export async function readLeaves(
  db: Tx,
  personIds: readonly string[],
  fromDay: string,
  toDay: string,
): Promise<Map<string, LeaveInterval[]>> {
  const rows = await db.leave.findMany({
    where: {
      fromDay: { lte: toDay },
      toDay: { gte: fromDay },
      record: { status: 'approved', ownerId: { in: [...personIds] } },
    },
    include: { record: { select: { ownerId: true } } },
  })
  const leaves = new Map<string, LeaveInterval[]>()
  for (const row of rows) {
    const interval: LeaveInterval = {
      from: row.fromDay,
      to: row.toDay,
      fromHalf: halfOf(row.fromHalf),
      toHalf: halfOf(row.toHalf),
    }
    leaves.set(row.record.ownerId, [...(leaves.get(row.record.ownerId) ?? []), interval])
  }
  return leaves
}

const halfOf = (half: string | null) => (half === 'am' || half === 'pm' ? half : undefined)
