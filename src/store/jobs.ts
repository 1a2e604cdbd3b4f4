/**
 * A job's run for one slot is claimed in the database, so that it happens once whoever is awake.
 *
 * running ── finishRun ──> done
 *    ├────── failRun ────> waiting ── the wait is over ──> claimable again
 *    │           └ no more tries ──> failed: `again` lets an operator run it once more
 *    └ the lease runs out: its process is taken for dead, and the next claim takes the run over
 *
 * A run may thus happen twice when it outlives its lease, so each thing that a job does must be idempotent
 * by itself (a duty's key, an outbox key).
 */
import { sql } from './sql.ts'
import type { Store } from './store.ts'

export interface JobSlot {
  job: string
  /** The slot's stable name, the same for every process: its planned moment or its period. */
  slot: string
}

export interface RunClaim extends JobSlot {
  /** When the slot was due, which orders the slots of a job. */
  slotAt: Date
  /** The process, unlike any other that lives. */
  owner: string
  leaseMs: number
  now: Date
  /** Also takes a slot whose run has ended, at an operator's wish. */
  again?: boolean
}

/** How often it was begun, this time included, for exactly one of all who ask: that one runs the job now. */
export async function claimRun(
  store: Pick<Store, 'db'>,
  { job, slot, slotAt, owner, leaseMs, now, again = false }: RunClaim,
): Promise<number | undefined> {
  const leaseTill = new Date(now.getTime() + leaseMs)
  const [claimed] = await store.db.$queryRaw<{ attempts: number | bigint }[]>(sql`
    INSERT INTO "JobRun" ("job", "slot", "slotAt", "state", "claimedBy", "claimedAt", "leaseTill")
    VALUES (${job}, ${slot}, ${slotAt}, 'running', ${owner}, ${now}, ${leaseTill})
    ON CONFLICT ("job", "slot") DO UPDATE
       SET "state" = 'running', "claimedBy" = excluded."claimedBy", "claimedAt" = excluded."claimedAt",
           "leaseTill" = excluded."leaseTill", "attempts" = "JobRun"."attempts" + 1,
           "finishedAt" = NULL, "summary" = NULL
     WHERE ("JobRun"."state" IN ('running', 'waiting') AND "JobRun"."leaseTill" <= excluded."claimedAt")
        OR ("JobRun"."state" <> 'running' AND ${again ? 1 : 0} = 1)
    RETURNING "attempts"`)
  return claimed && Number(claimed.attempts)
}

type RunOwner = JobSlot & { owner: string }

/** `summary` is one line for people who look: counts, never answers. False when the run was taken over. */
export function finishRun(
  store: Pick<Store, 'db'>,
  run: RunOwner,
  now: Date,
  summary: string,
): Promise<boolean> {
  return endRun(store, run, { state: 'done', finishedAt: now, summary })
}

/** To be tried again at `retryAt`; null gives it up. False when the run was taken over. */
export function failRun(
  store: Pick<Store, 'db'>,
  run: RunOwner,
  now: Date,
  error: string,
  retryAt: Date | null,
): Promise<boolean> {
  const outcome = retryAt ? { state: 'waiting' as const, leaseTill: retryAt } : { state: 'failed' as const }
  return endRun(store, run, { ...outcome, finishedAt: now, summary: error })
}

async function endRun(
  store: Pick<Store, 'db'>,
  { job, slot, owner }: RunOwner,
  data: { state: 'done' | 'waiting' | 'failed'; leaseTill?: Date; finishedAt: Date; summary: string },
): Promise<boolean> {
  const { count } = await store.db.jobRun.updateMany({
    where: { job, slot, claimedBy: owner, state: 'running' },
    data,
  })
  return count === 1
}

/**
 * The latest slot up to now that was claimed, whatever became of it: catching up starts behind it. Later ones stem from
 * a clock that was wrong for a while. Null before the first.
 */
export function lastSlot(
  store: Pick<Store, 'db'>,
  job: string,
  now: Date,
): Promise<{ slot: string; slotAt: Date; state: string } | null> {
  return store.db.jobRun.findFirst({
    where: { job, slotAt: { lte: now } },
    orderBy: { slotAt: 'desc' },
    select: { slot: true, slotAt: true, state: true },
  })
}

/** Whether another process is running one of these jobs, for whichever slot. */
export async function isAnyRunElsewhere(
  store: Pick<Store, 'db'>,
  { jobs, owner, now }: { jobs: string[]; owner: string; now: Date },
): Promise<boolean> {
  const run = await store.db.jobRun.findFirst({
    where: { job: { in: jobs }, state: 'running', leaseTill: { gt: now }, claimedBy: { not: owner } },
    select: { job: true },
  })
  return run !== null
}

/** Runs whose process died, or that failed and whose wait is over: to be claimed again by their slot. */
export function listUnfinishedRuns(
  store: Pick<Store, 'db'>,
  now: Date,
): Promise<{ job: string; slot: string; slotAt: Date }[]> {
  return store.db.jobRun.findMany({
    where: { state: { in: ['running', 'waiting'] }, leaseTill: { lte: now } },
    select: { job: true, slot: true, slotAt: true },
    orderBy: { slotAt: 'asc' },
  })
}
