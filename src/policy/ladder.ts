import { isBeyondCalendar } from '../calendar/calendar-error.ts'
import type { LeaveInterval } from '../calendar/leave.ts'
import type { Workcalendar } from '../calendar/workcalendar.ts'
import { addWorkdaysAt, addWorkingHours, type WorkingHours } from '../calendar/working-hours.ts'
import { msPerHour } from '../clock.ts'
import { findPromptAt, type PromptWindows } from './prompt-windows.ts'
import type { Policy } from './schema.ts'
import type { DutyPolicy, Rung } from './schema-duties.ts'

const NO_LEAVE: readonly LeaveInterval[] = []

export interface LadderDuty {
  readonly dueAt: Date
  /** A later deadline that the supervisor gave; it has a ladder of its own. */
  readonly extendedTo: Date | null
  readonly startedAt: Date | null
  /** Only of a pending or overdue duty is anybody reminded. */
  readonly state: 'pending' | 'overdue' | 'filed' | 'excused' | 'missed' | 'cancelled'
  /** From `closesAtOf` for the deadline in force; null while the holidays that decide it are unknown. */
  readonly closesAt: Date | null
}

export interface LadderRules {
  readonly rungs: readonly Rung[]
  readonly calendar: Workcalendar
  readonly hours: WorkingHours
  /** Minutes after local midnight between which a prompt is welcome. */
  readonly prompts: { readonly from: number; readonly until: number }
}

export interface LadderInput {
  readonly duty: LadderDuty
  readonly rules: LadderRules
  /** The one who owes: prompts come on their clock, and nobody is prompted about them while they are away. */
  readonly person: { readonly zone: string; readonly leaves: readonly LeaveInterval[] }
  readonly now: Date
  /** Keys of the outcomes that were acted upon. */
  readonly firedKeys: ReadonlySet<string>
}

type RungSkip = 'fired' | 'not-open' | 'started' | 'superseded' | 'after-deadline' | 'after-close' | 'away'

/**
 * One rung of a duty as things stand. `fire`: due now, and nothing speaks against it; at most one rung is. `wait`: at
 * `fireAt`, unless something changes. `blocked`: can't be told before a year's holidays are supplied.
 * `key` names the rung together with its deadline, so that an extended duty climbs again.
 */
export type RungOutcome = { readonly rung: Rung; readonly key: string } & Fate

type Fate =
  | { readonly outcome: 'fire' | 'wait'; readonly fireAt: Date }
  | { readonly outcome: 'skip'; readonly because: RungSkip }
  | { readonly outcome: 'blocked' }

/** The rules of a duty: its own ladder where it has one, else the policy's. */
export function ladderRulesOf(
  policy: Policy,
  duty: Pick<DutyPolicy, 'ladder'>,
  calendar: Workcalendar,
  hours: WorkingHours,
): LadderRules {
  return { rungs: duty.ladder ?? policy.ladder, calendar, hours, prompts: policy.prompts }
}

/**
 * Every rung of a duty and what becomes of it, lowest first. After a downtime only the highest rung that has come and
 * still matters fires; those below it are superseded. Reminders end with the deadline, everything but the final
 * proposal with the close. Offsets in working time count the person's own: their leave stops the clock.
 */
export function climbLadder(input: LadderInput): RungOutcome[] {
  const { duty, rules, firedKeys } = input
  const dueAt = deadlineInForce(duty)
  const isOpen = duty.state === 'pending' || duty.state === 'overdue'
  const outcomes: RungOutcome[] = []
  const deadline = `${dueAt.toISOString().slice(0, 16)}Z`
  const climb = { ...input, dueAt, audiences: audiencesOf(input) }
  let isSuperseded = false
  for (const rung of rules.rungs.toReversed()) {
    const key = `${rung.id}@${deadline}`
    let fate: Fate
    if (firedKeys.has(key)) {
      fate = skip('fired')
      isSuperseded = true
    } else if (!isOpen) fate = skip('not-open')
    else if (rung.onlyIf === 'not-started' && duty.startedAt !== null) fate = skip('started')
    else if (isSuperseded) fate = skip('superseded')
    else {
      const found = weighKnown(rung, climb)
      fate = found.fate
      isSuperseded = found.hasCome
    }
    outcomes.push({ rung, key, ...fate })
  }
  return outcomes.reverse()
}

/** The deadline that counts: the extended one when it is later. */
export function deadlineInForce(duty: Pick<LadderDuty, 'dueAt' | 'extendedTo'>): Date {
  return duty.extendedTo !== null && duty.extendedTo > duty.dueAt ? duty.extendedTo : duty.dueAt
}

interface Audiences {
  readonly owner: PromptWindows
  /** Who is told about the owner, and not while the owner is away. */
  readonly others: PromptWindows
  readonly decider: PromptWindows
}

interface Climb extends LadderInput {
  readonly dueAt: Date
  readonly audiences: Audiences
}

interface Weighed {
  readonly fate: Fate
  /** Its moment is past and it still matters, so that nothing below it does. */
  readonly hasCome: boolean
}

function weighKnown(rung: Rung, climb: Climb): Weighed {
  try {
    return weigh(rung, climb)
  } catch (error) {
    // One rung beyond New Year, or behind years of leave, must not silence those before it.
    if (isBeyondCalendar(error)) return { fate: { outcome: 'blocked' }, hasCome: false }
    throw error
  }
}

function weigh(rung: Rung, climb: Climb): Weighed {
  const { now, duty, dueAt } = climb
  const scheduled = scheduledAt(rung, climb)
  if (scheduled === null) return { fate: { outcome: 'blocked' }, hasCome: false }
  const windows = windowsOf(rung, climb)
  const welcome = findPromptAt(scheduled, windows)
  const isAway = welcome === null || (rung.whenAway === 'drop' && welcome > scheduled)
  if (isAway) return { fate: skip('away'), hasCome: false }
  // Put off already by the calendar; put off again when the process was down at that time and now is no time either.
  const fireAt = welcome <= now ? findPromptAt(now, windows) : welcome
  if (fireAt === null) return { fate: skip('away'), hasCome: false }
  const ends = endOf(rung, dueAt, duty)
  if (ends !== null && fireAt >= ends.at) return { fate: skip(ends.because), hasCome: false }
  const isNow = fireAt <= now
  return {
    fate: isNow ? { outcome: 'fire', fireAt: welcome } : { outcome: 'wait', fireAt },
    hasCome: scheduled <= now,
  }
}

function scheduledAt(rung: Rung, { rules, person, duty, dueAt }: Climb): Date | null {
  const { unit, count } = rung.at
  const { calendar, hours } = rules
  switch (unit) {
    case 'hours':
      return new Date(dueAt.getTime() + Math.round(count * msPerHour))
    case 'workingHours':
      return addWorkingHours(dueAt, count, { hours, calendar, leaves: person.leaves })
    case 'workdays':
      return addWorkdaysAt(dueAt, count, calendar, person.leaves)
    case 'periodClose':
      return duty.closesAt !== null && duty.closesAt < dueAt ? dueAt : duty.closesAt
  }
}

/** After this moment the rung says something that is no longer so. */
function endOf(rung: Rung, dueAt: Date, duty: LadderDuty): { at: Date; because: RungSkip } | null {
  if (rung.at.unit === 'hours' && rung.at.count < 0) return { at: dueAt, because: 'after-deadline' }
  if (rung.to === 'decider' || duty.closesAt === null) return null
  return { at: duty.closesAt > dueAt ? duty.closesAt : dueAt, because: 'after-close' }
}

function windowsOf(rung: Rung, { audiences }: Climb): PromptWindows {
  if (rung.to === 'owner') return audiences.owner
  return rung.to === 'decider' ? audiences.decider : audiences.others
}

/** Nobody's clock or leave is known here but the owner's: for everybody else the company's stand. */
function audiencesOf({ rules, person }: LadderInput): Audiences {
  const { calendar, hours, prompts } = rules
  const decider = { calendar, hours, prompts, zone: calendar.zone, leaves: NO_LEAVE }
  return {
    owner: { calendar, hours, prompts, zone: person.zone, leaves: person.leaves },
    others: person.leaves.length === 0 ? decider : { ...decider, about: person.leaves },
    decider,
  }
}

function skip(because: RungSkip): Fate {
  return { outcome: 'skip', because }
}
