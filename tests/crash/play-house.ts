import { setTimeout as sleep } from 'node:timers/promises'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { takeLeaks } from '../support/log-watch.ts'
import { type Checked, checkHouse } from './check-house.ts'
import { createDice, type Dice } from './dice.ts'
import { doDeeds } from './do-deeds.ts'
import { byItself, type House, type Inmate, openHouse } from './house.ts'
import { keepEvidence, type Story } from './keep-evidence.ts'
import { drawKill, type KillPlan } from './kill-plan.ts'

export interface HouseOptions {
  /** The file of `bundle-product.ts`. */
  bundle: string
  databaseUrl: string
  /** More than one only on PostgreSQL. */
  processes: number
  kills: number
  /** Every second process is stopped first, and woken when others have taken what it had. */
  hasPauses?: boolean
  /** The whole house comes of it: what people do, and when who is killed. */
  seed: string
}

export interface HouseReport extends Checked {
  /** How many, by when. */
  kills: ReadonlyMap<string, number>
  deeds: number
  acknowledged: number
  /** How many of each kind were acknowledged: of what was not, nothing can be lost. */
  kinds: ReadonlyMap<string, number>
  complaints: ReadonlyMap<string, number>
  /** The folder that holds what explains the problems, where there are any. */
  evidence?: string
}

const minuteMs = 60_000
/** When whose plan is missing has been counted, the teams' channels are told, and their supervisors are. */
const monday = ['2026-11-23T07:00:00Z', '2026-11-23T07:20:00Z', '2026-11-23T11:00:00Z']
const peaceMs = 1_000
/** A claim or a delivery of a dead process is free again after this (`src/store/inbox.ts`, `src/delivery/`). */
const leaseMs = minuteMs + 1_000
/** Of a run of a job (`cron/run-due-jobs.ts`). */
const longestLeaseMs = 10 * minuteMs

/** A company at work while its processes are killed; then what stands in the database against what people saw. */
export async function playHouse(options: HouseOptions): Promise<HouseReport> {
  const { bundle, databaseUrl, seed } = options
  const mode = createDice(`${seed} mode`).chance(0.25) ? 'socket' : 'http'
  const house = await openHouse(bundle, databaseUrl, mode, shorten)
  const story: Story = { deeds: [], kills: [] }
  const { deeds, kills } = story
  let store: Store | undefined
  try {
    await liveThrough(house, options, story)
    store = await openStore({ url: databaseUrl })
    let unsettled = await settle(house, store, options.processes)
    for (const moment of monday)
      if (unsettled.length === 0) unsettled = await settle(house, store, options.processes, new Date(moment))
    const codes = await house.stopAll()
    const checked = await checkHouse(house.slack, store, deeds)
    const problems = [
      ...unsettled,
      ...kills.filter(({ by }) => by.startsWith(byItself)).map(({ by }) => `a process ended ${by}`),
      ...codes.flatMap((code) => (code === 0 ? [] : [`a process that was told to stop ended with ${code}`])),
      ...takeLeaks().map((line) => `a line of a log holds what none may: ${shorten(line)}`),
      ...checked.problems,
    ].map((problem) => `${seed}: ${problem}`)
    const done = deeds.filter(({ isAcknowledged }) => isAcknowledged)
    const counted = {
      kills: countEach(kills.map(({ by }) => by)),
      deeds: deeds.length,
      acknowledged: done.length,
      kinds: countEach(done.map(({ kind }) => kind)),
    }
    const report = { ...checked, ...counted, problems, complaints: house.complaints }
    if (problems.length === 0) return report
    return { ...report, evidence: await keepEvidence(house, story, problems) }
  } catch (error) {
    house.killAll()
    const folder = await keepEvidence(house, story, [`${seed}: ${error}`])
    throw new Error(`house ${seed} could not be played to its end; evidence in ${folder}`, { cause: error })
  } finally {
    await store?.close()
    await house.close()
  }
}

async function liveThrough(
  house: House,
  { processes, kills: wanted, seed, hasPauses = false }: HouseOptions,
  { deeds, kills }: Story,
): Promise<void> {
  const isOver = () => kills.length >= wanted
  let isMoving: Promise<unknown> = Promise.resolve()
  const standStill = async () => {
    for (let seen: unknown; seen !== isMoving; ) {
      seen = isMoving
      await seen
    }
  }
  const draw = (dice: Dice): KillPlan => {
    const plan = drawKill(dice)
    return hasPauses && dice.chance(0.5) ? { ...plan, isPause: true } : plan
  }
  /** Longer than its lease of what it had taken, or of its job as well, with others at work after that. */
  const sleepLong = async (inmate: Inmate, dice: Dice) => {
    house.killAll(inmate)
    isMoving = house.slack.clock.advance(dice.chance(0.5) ? leaseMs : longestLeaseMs + minuteMs)
    await isMoving
    await sleep(3 * peaceMs)
    inmate.running.wake()
    await sleep(peaceMs)
    inmate.running.kill()
  }
  const lead = async (number: number) => {
    const dice = createDice(`${seed} process ${number}`)
    let next: Inmate | undefined
    while (!isOver()) {
      await standStill()
      const inmate = next ?? house.prepare(number, draw(dice))
      const { isUp, killedBy, isPaused } = house.admit(inmate)
      await Promise.race([isUp, isPaused])
      // It loads while this one lives.
      next = kills.length + processes < wanted ? house.prepare(number, draw(dice)) : undefined
      if (inmate.plan?.isPause) await Promise.race([killedBy, isPaused.then(() => sleepLong(inmate, dice))])
      const by = await killedBy
      kills.push({ at: new Date(), clockAt: await house.slack.clock.now(), process: number, by })
      // A long leap is only for a house in which nobody lives: over one who is sending it would be a pause of theirs,
      // longer than their lease.
      const isLeap = processes === 1 || dice.chance(0.3)
      if (isLeap) house.killAll()
      isMoving = house.slack.clock.advance(isLeap ? leaseMs + dice.below(40 * minuteMs) : leaseMs / 3)
    }
    house.killAll()
  }
  const living = Promise.all(Array.from({ length: processes }, (_, number) => lead(number)))
  let isDead = false
  const acting = doDeeds(
    house,
    (who) => createDice(`${seed} ${who}`),
    () => isDead,
    deeds,
  )
  try {
    await living
    // They come back to people who have not waited for them, and everybody gets something done.
    await startAll(house, processes)
    await sleep(peaceMs)
  } finally {
    isDead = true
  }
  await acting
}

function countEach(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

async function startAll(house: House, processes: number): Promise<void> {
  const lives = Array.from({ length: processes }, (_, number) => house.admit(house.prepare(number)))
  const areUp = await Promise.all(lives.map(({ isUp }) => isUp))
  if (areUp.includes(false)) throw new Error('the product does not start')
}

/**
 * Until nothing waits; what still does in the end. Whatever a dead process had taken is free again after a leap, and what
 * failed is tried again; nobody lives while the clock leaps, for whoever is sending would be paused by it.
 * @param moment to which the first leap goes at least
 */
async function settle(
  house: House,
  store: Store,
  processes: number,
  moment = new Date(0),
): Promise<string[]> {
  let waiting: string[] = []
  for (let round = 0; round < 8; round += 1) {
    house.killAll()
    const wayMs = moment.getTime() - (await house.slack.clock.now()).getTime()
    await house.slack.clock.advance(Math.max(leaseMs + longestLeaseMs, wayMs))
    await startAll(house, processes)
    const deadline = performance.now() + minuteMs
    do {
      // The scheduler beats once a second.
      await sleep(1_100)
      waiting = await listWaiting(house, store)
    } while (waiting.length > 0 && performance.now() < deadline)
    const failed = await store.db.outbox.count({ where: { state: 'pending', attempts: { gt: 0 } } })
    if (waiting.length + failed === 0) break
  }
  await house.slack.idle({ timeoutMs: 20_000 })
  return waiting
}

async function listWaiting({ slack }: House, { db }: Store): Promise<string[]> {
  const now = await slack.clock.now()
  const undone = await db.inbox.findMany({ where: { doneAt: null } })
  const outbox = await db.outbox.findMany({ where: { nextAt: { not: null } }, orderBy: { id: 'asc' } })
  const isLater = ({ nextAt }: (typeof outbox)[number]) => nextAt !== null && nextAt > now
  // What changes a reminder that is kept for the morning is kept with it.
  const isKept = (row: (typeof outbox)[number]) =>
    outbox.some(
      (each) =>
        each.id < row.id &&
        each.target === row.target &&
        each.platform === row.platform &&
        each.slotKey !== null &&
        each.slotKey === row.slotKey &&
        isLater(each),
    )
  const unsent = outbox.filter((row) => row.state === 'claimed' || !(isLater(row) || isKept(row)))
  const running = await db.jobRun.findMany({ where: { state: 'running' } })
  return [
    ...undone.map(({ platform, kind, error }) => `undone in the inbox: ${platform} ${kind} ${error}`),
    ...unsent.map(({ id, platform, state, error }) => `unsent: ${id} ${platform} ${state} ${error}`),
    ...running.map(({ job, slot }) => `still running: ${job} ${slot}`),
  ]
}

/** What a complaint is counted by: its words and its error, without what differs each time. */
function shorten(line: string): string {
  try {
    const { msg, err, error, reason } = JSON.parse(line) as Record<string, { message?: string } | string>
    const why = typeof err === 'object' ? err.message : (error ?? reason ?? '')
    return `${msg}: ${String(why).split('\n').slice(0, 3).join(' ')}`
  } catch {
    return line.slice(0, 200)
  }
}
