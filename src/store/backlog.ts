/** What waits in inbox and outbox, and how runs and duties stand, as counts for whoever watches. */
import { houseRefusals } from '../errors.ts'
import { openDutyStates } from './duties/duties.ts'
import type { Store } from './store.ts'

export interface Backlog {
  platform: string
  waiting: number
  /** Since when the oldest waits; absent when nothing does. */
  oldestAt: Date | undefined
}

/** Deliveries that nobody has worked yet. */
export async function readInboxBacklog({ db }: Pick<Store, 'db'>): Promise<Backlog[]> {
  const rows = await db.inbox.groupBy({
    by: ['platform'],
    where: { doneAt: null },
    _count: true,
    _min: { receivedAt: true },
  })
  return rows.map(({ platform, _count, _min }) => ({
    platform,
    waiting: _count,
    oldestAt: _min.receivedAt ?? undefined,
  }))
}

/** When each platform delivered last, of what is still kept. */
export async function lastDeliveries(
  { db }: Pick<Store, 'db'>,
  now: Date,
): Promise<{ platform: string; at: Date }[]> {
  const rows = await db.inbox.groupBy({
    by: ['platform'],
    // What a clock that was ahead has kept is no sign of life.
    where: { receivedAt: { lte: now } },
    _max: { receivedAt: true },
  })
  return rows.flatMap(({ platform, _max }) => (_max.receivedAt ? [{ platform, at: _max.receivedAt }] : []))
}

export const wasDelivered = async (
  { db }: Pick<Store, 'db'>,
  platform: string,
  [from, till]: readonly [Date, Date],
): Promise<boolean> =>
  (await db.inbox.findFirst({
    where: { platform, receivedAt: { gte: from, lt: till } },
    select: { deliveryId: true },
  })) !== null

/** Messages that wait because their platform refuses whatever comes from us. */
export async function countShut({ db }: Pick<Store, 'db'>): Promise<{ platform: string; count: number }[]> {
  const rows = await db.outbox.groupBy({
    by: ['platform'],
    where: { nextAt: { not: null }, refusal: { in: [...houseRefusals] } },
    _count: true,
  })
  return rows.map(({ platform, _count }) => ({ platform, count: _count }))
}

/** Messages that are ripe and not sent; `retried` failed before, whenever they come again, and wait since they were put in. */
export async function readOutboxBacklog(
  { db }: Pick<Store, 'db'>,
  now: Date,
): Promise<(Backlog & { retried: number })[]> {
  const [ripe, retried] = await Promise.all([
    db.outbox.groupBy({
      by: ['platform'],
      where: { nextAt: { lte: now } },
      _count: true,
      _min: { nextAt: true },
    }),
    db.outbox.groupBy({
      by: ['platform'],
      where: { nextAt: { not: null }, state: 'pending', attempts: { gt: 0 } },
      _count: true,
      _min: { createdAt: true },
    }),
  ])
  const platforms = new Set([...ripe, ...retried].map(({ platform }) => platform))
  return [...platforms].map((platform) => {
    const waiting = ripe.find((row) => row.platform === platform)
    const again = retried.find((row) => row.platform === platform)
    const since = [waiting?._min.nextAt, again?._min.createdAt].flatMap((at) => (at ? [at.getTime()] : []))
    return {
      platform,
      waiting: waiting?._count ?? 0,
      oldestAt: since.length > 0 ? new Date(Math.min(...since)) : undefined,
      retried: again?._count ?? 0,
    }
  })
}

/** Messages that were given up, by platform. Reads the whole outbox: not for every few seconds. */
export async function countDead({ db }: Pick<Store, 'db'>): Promise<Map<string, number>> {
  const rows = await db.outbox.groupBy({ by: ['platform'], where: { state: 'dead' }, _count: true })
  return new Map(rows.map(({ platform, _count }) => [platform, _count]))
}

/** What is owed and not filed, by kind; what has a kind of its own for each record counts as `other`. */
export async function countOpenDuties(
  { db }: Pick<Store, 'db'>,
  kinds: readonly string[],
): Promise<Map<string, number>> {
  const isOpen = { state: { in: [...openDutyStates] } }
  const [known, all] = await Promise.all([
    db.duty.groupBy({ by: ['kind'], where: { ...isOpen, kind: { in: [...kinds] } }, _count: true }),
    db.duty.count({ where: isOpen }),
  ])
  const counted = new Map(known.map(({ kind, _count }) => [kind, _count]))
  const named = [...counted.values()].reduce((sum, count) => sum + count, 0)
  return counted.set('other', all - named)
}

export interface JobState {
  /** Null before the first. */
  lastSlotAt: Date | null
  lastSuccessAt: Date | null
  /** Of the newest slot that has ended or waits: the error of a failed one. */
  newest: 'running' | 'done' | 'waiting' | 'failed' | null
  /** Given up since `since`. */
  failed: number
}

/** How the runs of a job stand. */
export async function readJobState(
  { db }: Pick<Store, 'db'>,
  job: string,
  { now, since }: { now: Date; since: Date },
): Promise<JobState> {
  const orderBy = { slotAt: 'desc' } as const
  const [newest, success, failed] = await Promise.all([
    db.jobRun.findFirst({
      where: { job, slotAt: { lte: now } },
      orderBy,
      select: { slotAt: true, state: true },
    }),
    db.jobRun.findFirst({ where: { job, state: 'done' }, orderBy, select: { finishedAt: true } }),
    db.jobRun.count({ where: { job, slotAt: { gte: since }, state: 'failed' } }),
  ])
  return {
    lastSlotAt: newest?.slotAt ?? null,
    lastSuccessAt: success?.finishedAt ?? null,
    newest: (newest?.state as JobState['newest']) ?? null,
    failed,
  }
}
