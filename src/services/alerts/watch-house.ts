import { msPerMinute } from '../../clock.ts'
import { readInboxBacklog, readOutboxBacklog } from '../../store/backlog.ts'
import type { Office } from '../office.ts'
import { reportJobs } from '../watch/report-jobs.ts'
import { findQuiet } from './find-quiet.ts'
import { findShut } from './find-shut.ts'
import { settleAlerts } from './settle-alerts.ts'
import type { Trouble } from './trouble.ts'

/** Looks at what is so at this moment, and tells the administrators what has begun and what is over. */
export async function watchHouse(office: Office): Promise<{ begun: number; over: number }> {
  const { policy } = office.policies.now()
  const { inboxMinutes, outboxMinutes, jobLateMinutes } = policy.alerts
  const now = office.clock.now()
  const minutesSince = (at: Date | undefined) =>
    at ? Math.floor((now.getTime() - at.getTime()) / msPerMinute) : 0
  const [inbox, outbox, { shut, isUnseen }, jobs, quiet] = await Promise.all([
    readInboxBacklog(office.store),
    readOutboxBacklog(office.store, now),
    findShut(office),
    reportJobs(office),
    findQuiet(office),
  ])
  const troubles: Trouble[] = [
    ...inbox.map((each) => ({
      kind: 'inbox' as const,
      about: each.platform,
      count: minutesSince(each.oldestAt),
    })),
    ...outbox.map((each) => ({
      kind: 'outbox' as const,
      about: each.platform,
      count: minutesSince(each.oldestAt),
    })),
  ].filter(({ kind, count }) => count >= (kind === 'inbox' ? inboxMinutes : outboxMinutes))
  for (const { job, lateMs, newest } of jobs) {
    const lateMinutes = Math.floor(lateMs / msPerMinute)
    // Its own run is under way.
    if (job !== 'watch' && lateMinutes >= jobLateMinutes)
      troubles.push({ kind: 'job-late', about: job, count: lateMinutes })
    if (newest === 'failed' || newest === 'waiting')
      troubles.push({ kind: 'job-failing', about: job, count: 1 })
  }
  return settleAlerts(office, 'now', [...troubles, ...shut, ...quiet], isUnseen ? ['shut'] : [])
}
