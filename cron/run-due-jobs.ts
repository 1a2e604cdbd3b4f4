import { HolidayDataMissing } from '../src/calendar/calendar-error.ts'
import { selectSlots, slotKeyOf, workdaySlotsBetween } from '../src/calendar/slots.ts'
import { msPerDay, msPerHour } from '../src/clock.ts'
import { type Meter, noMeter } from '../src/meter.ts'
import { scheduleOf } from '../src/policy/policy-settings.ts'
import type { Office, Unhurried } from '../src/services/office.ts'
import {
  claimRun,
  failRun,
  finishRun,
  isAnyRunElsewhere,
  lastSlot,
  listUnfinishedRuns,
} from '../src/store/jobs.ts'
import { traceWork } from '../src/trace.ts'
import type { Job } from './job.ts'

/** A slot this young was not missed, only met late by the heartbeat. */
const onTimeWithinMs = 5 * 60_000
/** How far back a job that never ran looks: far enough that a first start in the evening still makes the day's duties. */
const firstLookMs = msPerDay
const leaseMs = 10 * 60_000
/** A run that failed is tried again after these; then it is left to an operator. */
const retryAfterMs = [1, 5, 25, 60].map((minutes) => minutes * 60_000)
/** What a process missed longer ago than this matters to nobody, whatever its job declares. */
const farthestBackMs = 35 * msPerDay
/** Where only the newest slot counts it is looked for nearby first: a month of five minutes is nine thousand slots. */
const nearbyMs = [msPerHour, msPerDay]

export interface Runner {
  office: Office
  jobs: readonly Job[]
  /** Names this process among several. */
  owner: string
  unhurried?: Unhurried
  meter?: Meter
}

export interface Beat {
  /** How many runs were made. */
  runs: number
  /** Another process runs what goes before: what is left comes with the next beat. */
  isHeld: boolean
}

/**
 * Runs whatever has come due by the office's clock, each slot once whoever else runs. Jobs keep their order among
 * processes too: none begins while another process runs one that goes before it, or an earlier slot of its own.
 */
export async function runDueJobs(runner: Runner): Promise<Beat> {
  const { office, owner } = runner
  let runs = await takeUpUnfinished(runner)
  // One moment for all: what comes due while others run waits for the next beat, so that jobs keep their order.
  const now = office.clock.now()
  const begun: string[] = []
  for (const job of runner.jobs) {
    begun.push(job.id)
    for (const slot of await findDueSlots(office, job, now)) {
      if (await isAnyRunElsewhere(office.store, { jobs: begun, owner, now })) return { runs, isHeld: true }
      if (await runSlot(runner, job, slot.at, slot)) runs += 1
    }
  }
  return { runs, isHeld: false }
}

interface DueSlot {
  at: Date
  /** False for one that only tells that those before it were passed over. */
  run: boolean
}

/** What has come due since the job last ran, the oldest first. */
export async function findDueSlots(office: Office, job: Job, now: Date): Promise<DueSlot[]> {
  const { policy, calendar } = office.policies.now()
  const { catchUp, ...schedule } = scheduleOf(policy, job.id)
  const last = await lastSlot(office.store, job.id, now)
  const farthest = now.getTime() - farthestBackMs
  const after = new Date(Math.max(farthest, last?.slotAt.getTime() ?? now.getTime() - firstLookMs))
  if (after >= now) return []
  try {
    const keepsAll = (typeof catchUp === 'object' ? catchUp.keep : catchUp) === 'all'
    const nearby = keepsAll ? [] : nearbyMs.map((ms) => new Date(now.getTime() - ms))
    const slots = firstFilled([...nearby.filter((from) => from > after), after], (from) =>
      workdaySlotsBetween(schedule, calendar, from, now, Number.POSITIVE_INFINITY),
    )
    const decided = selectSlots(slots, { now, catchUp, onTimeWithinMs })
    const due = decided.filter((d) => d.run).map((d) => ({ at: d.slot, run: true }))
    const newest = decided.at(-1)
    // One row tells that slots were passed over, so that they are not looked at again.
    return newest && !newest.run ? [...due, { at: newest.slot, run: false }] : due
  } catch (error) {
    if (!(error instanceof HolidayDataMissing)) throw error
    office.log.error({ jobId: job.id, year: error.year }, 'holidays of the year are missing: job waits')
    return []
  }
}

function firstFilled(starts: readonly Date[], slotsSince: (start: Date) => Date[]): Date[] {
  for (const start of starts) {
    const slots = slotsSince(start)
    if (slots.length > 0) return slots
  }
  return []
}

/** Runs one slot if nobody else has. `run` false only records that it was passed over; `again` repeats one that has ended. */
export async function runSlot(
  { office, owner, unhurried, meter = noMeter }: Runner,
  job: Job,
  slotAt: Date,
  { run: shouldRun = true, again = false }: { run?: boolean; again?: boolean } = {},
): Promise<boolean> {
  const run = { job: job.id, slot: slotKeyOf(slotAt), owner }
  const attempt = await claimRun(office.store, { ...run, slotAt, leaseMs, now: office.clock.now(), again })
  if (attempt === undefined) return false
  if (!shouldRun) {
    await finishRun(office.store, run, office.clock.now(), 'passed over: too late to matter')
    return false
  }
  const log = office.log.child({ jobId: job.id, slot: run.slot })
  const begunAt = performance.now()
  const took = (outcome: 'done' | 'failed') =>
    meter.took('job', { job: job.id, outcome }, performance.now() - begunAt)
  try {
    const summary = await traceWork(`job:${job.id} ${run.slot}`, () =>
      job.run({ ...office, log, ...(unhurried ? { unhurried } : {}) }, slotAt),
    )
    await finishRun(office.store, run, office.clock.now(), summary)
    took('done')
    log.info({ summary }, 'job done')
  } catch (err) {
    took('failed')
    const now = office.clock.now()
    const waitMs = retryAfterMs[attempt - 1]
    const retryAt = waitMs === undefined ? null : new Date(now.getTime() + waitMs)
    log.error({ err, retryAt }, 'job failed')
    await failRun(office.store, run, now, err instanceof Error ? err.message : 'unknown', retryAt)
  }
  return true
}

/** Finishes what a process that died had begun and what failed before, while it still matters. */
async function takeUpUnfinished(runner: Runner): Promise<number> {
  const { office } = runner
  const now = office.clock.now()
  let runs = 0
  for (const { job: id, slotAt } of await listUnfinishedRuns(office.store, now)) {
    const job = runner.jobs.find((j) => j.id === id)
    if (!job) continue
    const { catchUp } = scheduleOf(office.policies.now().policy, job.id)
    // A job that leaves missed slots out has begun this one: only a bound in hours says when it is too late.
    const bound = typeof catchUp === 'string' ? 'all' : catchUp
    const [decided] = selectSlots([slotAt], { now, catchUp: bound, onTimeWithinMs })
    if (await runSlot(runner, job, slotAt, { run: decided?.run ?? true })) runs += 1
  }
  return runs
}
