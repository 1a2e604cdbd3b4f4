import { msPerMinute } from '../../clock.ts'
import { countDead, countOpenDuties, readInboxBacklog, readOutboxBacklog } from '../../store/backlog.ts'
import type { Office } from '../office.ts'
import { reportJobs } from './report-jobs.ts'

/** A number by its name, without the product's prefix; ages and moments in seconds. */
export interface Reading {
  name: string
  labels: Readonly<Record<string, string>>
  value: number
}

/** What reads whole tables is read anew this often, however often somebody looks. */
const slowEveryMs = 5 * msPerMinute

/** Makes what counts the house's work at the moment somebody looks. */
export function createReadings(office: Office): () => Promise<Reading[]> {
  const { store, clock, policies } = office
  let slow: { takenAt: number; readings: Promise<Reading[]> } | undefined

  const takeSlow = async (): Promise<Reading[]> => {
    const [dead, duties] = await Promise.all([
      countDead(store),
      countOpenDuties(store, Object.keys(policies.current().duties)),
    ])
    return [
      ...[...dead].map(([platform, value]) => ({ name: 'outbox_dead', labels: { platform }, value })),
      ...[...duties].map(([kind, value]) => ({ name: 'duties_open', labels: { kind }, value })),
    ]
  }

  const keepSlow = (): Promise<Reading[]> => {
    // By the machine's time: a clock that is set back must not keep what was counted.
    const now = performance.now()
    if (slow && now - slow.takenAt < slowEveryMs) return slow.readings
    const readings = takeSlow()
    const taken = { takenAt: now, readings }
    slow = taken
    readings.catch(() => {
      if (slow === taken) slow = undefined
    })
    return readings
  }

  return async () => {
    const now = clock.now()
    const ageOf = (at: Date | undefined) => (at ? Math.max(0, now.getTime() - at.getTime()) / 1000 : 0)
    const [inbox, outbox, jobs, slowly] = await Promise.all([
      readInboxBacklog(store),
      readOutboxBacklog(store, now),
      reportJobs(office),
      keepSlow(),
    ])
    const of = (name: string, labels: Reading['labels'], value: number): Reading => ({ name, labels, value })
    return [
      ...inbox.flatMap(({ platform, waiting, oldestAt }) => [
        of('inbox_waiting', { platform }, waiting),
        of('inbox_oldest_seconds', { platform }, ageOf(oldestAt)),
      ]),
      ...outbox.flatMap(({ platform, waiting, oldestAt, retried }) => [
        of('outbox_waiting', { platform }, waiting),
        of('outbox_oldest_seconds', { platform }, ageOf(oldestAt)),
        of('outbox_retried', { platform }, retried),
      ]),
      ...jobs.flatMap(({ job, lastSuccessAt, lateMs, failed }) => [
        ...(lastSuccessAt
          ? [of('job_last_success_timestamp_seconds', { job }, lastSuccessAt.getTime() / 1000)]
          : []),
        of('job_late_seconds', { job }, lateMs / 1000),
        of('job_failed_runs', { job }, failed),
      ]),
      ...slowly,
    ]
  }
}
