import { liveStates } from '../../records/record-type.ts'
import weeklyReportType from '../../records/weekly-report/index.ts'
import type { Tx } from '../open-store.ts'

interface Span {
  from: Date
  to: Date
}

/** Customers that people of these teams have added in a span of time, the newest first. */
export async function readNewCustomers(
  db: Tx,
  teamIds: readonly string[],
  { from, to }: Span,
  limit: number,
): Promise<{ count: number; names: string[] }> {
  const where = { type: 'customer', teamId: { in: [...teamIds] }, createdAt: { gte: from, lt: to } }
  const count = await db.record.count({ where })
  if (count === 0) return { count, names: [] }
  const rows = await db.record.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { customer: { select: { name: true } } },
  })
  return { count, names: rows.flatMap((row) => (row.customer ? [row.customer.name] : [])) }
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
