import { liveStates } from '../../records/record-type.ts'
import weeklyReportType from '../../records/weekly-report/index.ts'
import type { Tx } from '../open-store.ts'
import { join, sql } from '../sql.ts'

interface Span {
  from: Date
  to: Date
}

/**
 * Customers that people of these teams have added in a span of time, the newest first. What a sheet brought
 * (`importedBy`, the platform of its events) was known to the company before and is not new.
 */
export async function readNewCustomers(
  db: Tx,
  teamIds: readonly string[],
  { from, to }: Span,
  { limit, importedBy }: { limit: number; importedBy: string },
): Promise<{ count: number; names: string[] }> {
  if (teamIds.length === 0) return { count: 0, names: [] }
  const added = sql`
      FROM "Record" r JOIN "Customer" c ON c."recordId" = r."id"
     WHERE r."type" = 'customer' AND r."teamId" IN (${join([...teamIds])})
       AND r."createdAt" >= ${from} AND r."createdAt" < ${to}
       AND NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."recordId" = r."id" AND e."platform" = ${importedBy})`
  const [counted] = await db.$queryRaw<{ count: bigint }[]>(sql`SELECT COUNT(*) AS "count" ${added}`)
  const rows = await db.$queryRaw<{ name: string }[]>(sql`
    SELECT c."name" ${added} ORDER BY r."createdAt" DESC, r."id" DESC LIMIT ${limit}`)
  return { count: Number(counted?.count ?? 0), names: rows.map(({ name }) => name) }
}

/** Referrals of these teams by step: the open ones, and those of the closing steps that came there in the span. */
export async function readReferralSteps(
  db: Tx,
  teamIds: readonly string[],
  closing: readonly string[],
  { from, to }: Span,
  limit: number,
): Promise<{ counts: Map<string, number>; codes: { number: string; status: string }[] }> {
  const where = {
    type: 'referral',
    teamId: { in: [...teamIds] },
    OR: [{ status: { notIn: [...closing] } }, { statusAt: { gte: from, lt: to } }],
  }
  const groups = await db.record.groupBy({ by: ['status'], where, _count: true })
  const counts = new Map(groups.map((group) => [group.status, group._count]))
  const codes = await db.record.findMany({
    where,
    orderBy: { number: 'asc' },
    take: limit,
    select: { number: true, status: true },
  })
  return { counts, codes }
}

/** How many reports of these weeks name a difficulty. */
export function countBlockers(
  db: Tx,
  teamIds: readonly string[],
  weekKeys: readonly string[],
): Promise<number> {
  return db.record.count({
    where: {
      type: weeklyReportType.id,
      teamId: { in: [...teamIds] },
      periodKey: { in: [...weekKeys] },
      status: { in: liveStates(weeklyReportType) },
      weeklyReport: { is: { blockers: { not: null }, NOT: { blockers: '' } } },
    },
  })
}

/** Items of these weeks' reports that were carried over. */
export function countCarried(
  db: Tx,
  teamIds: readonly string[],
  weekKeys: readonly string[],
): Promise<number> {
  return db.weeklyReportItem.count({
    where: {
      outcome: 'carried',
      report: {
        record: {
          type: weeklyReportType.id,
          teamId: { in: [...teamIds] },
          periodKey: { in: [...weekKeys] },
          status: { in: liveStates(weeklyReportType) },
        },
      },
    },
  })
}
