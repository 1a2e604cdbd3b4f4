import type { LeaveInterval } from '../../calendar/leave.ts'
import { listed } from '../bulk.ts'
import type { Store, Tx } from '../open-store.ts'
import { sql } from '../sql.ts'
import { groupBy } from './group-by.ts'

/** A day that no leave reaches. */
export const endOfDays = '9999-12-31'

/** As many ids as one query may name beside its other conditions. */
const idsAtOnce = 500

/** Approved leave of these people that touches the days from `fromDay` to `toDay`. */
export async function readLeaves(
  db: Tx,
  personIds: readonly string[],
  fromDay: string,
  toDay: string,
): Promise<Map<string, LeaveInterval[]>> {
  const found: LeaveRow[] = []
  for (let first = 0; first < personIds.length; first += idsAtOnce) {
    const ownerId = { in: personIds.slice(first, first + idsAtOnce) }
    const rows = await db.leave.findMany({
      where: {
        fromDay: { lte: toDay },
        toDay: { gte: fromDay },
        record: { status: 'approved', ownerId },
      },
      include: { record: { select: { ownerId: true } } },
    })
    found.push(...rows.map(({ record, ...leave }) => ({ ...leave, ownerId: record.ownerId })))
  }
  return byOwner(found)
}

/** The same for a sweep, which asks for hundreds of people again and again. */
export async function sweepLeaves(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  personIds: readonly string[],
  fromDay: string,
  toDay: string,
): Promise<Map<string, LeaveInterval[]>> {
  return byOwner(
    await tx.$queryRaw<LeaveRow[]>(sql`
      SELECT "Record"."ownerId", "Leave"."fromDay", "Leave"."fromHalf", "Leave"."toDay", "Leave"."toHalf"
        FROM "Record" JOIN "Leave" ON "Leave"."recordId" = "Record"."id"
       WHERE "Record"."type" = 'leave' AND "Record"."status" = 'approved'
         AND "Record"."ownerId" IN ${listed(store, personIds)}
         AND "Leave"."fromDay" <= ${toDay} AND "Leave"."toDay" >= ${fromDay}`),
  )
}

interface LeaveRow {
  ownerId: string
  fromDay: string
  fromHalf: string | null
  toDay: string
  toHalf: string | null
}

function byOwner(rows: readonly LeaveRow[]): Map<string, LeaveInterval[]> {
  const owners = groupBy(rows, (row) => row.ownerId)
  return new Map([...owners].map(([id, own]) => [id, own.map(toInterval)]))
}

const toInterval = (row: LeaveRow): LeaveInterval => ({
  from: row.fromDay,
  to: row.toDay,
  fromHalf: halfOf(row.fromHalf),
  toHalf: halfOf(row.toHalf),
})

const halfOf = (half: string | null) => (half === 'am' || half === 'pm' ? half : undefined)
