import type { LeaveInterval } from '../../../calendar/leave.ts'
import { msPerDay } from '../../../clock.ts'
import { climbLadder, deadlineInForce, type LadderDuty } from '../../../policy/ladder.ts'
import type { Rung } from '../../../policy/schema-duties.ts'
import type { DutyRow, DutyState } from '../../../store/duties/duties.ts'
import { type DutyRules, findClosesAt } from '../duty-rules.ts'

const noLeaves: readonly LeaveInterval[] = []

/** What the ladder says of a duty now. */
export interface Weighed {
  state: DutyState
  /** When the next sweep has to look again; null when there is nothing to come. */
  nextRungAt: Date | null
  /** At most one rung fires. */
  fires: { rung: Rung; key: string } | undefined
}

export interface WeighInput {
  duty: Pick<DutyRow, 'kind' | 'periodKey' | 'dueAt' | 'extendedTo' | 'startedAt' | 'state' | 'createdAt'>
  rules: DutyRules
  zone: string
  leaves: readonly LeaveInterval[]
  firedKeys: readonly string[]
  hasDraft: boolean
  now: Date
}

/** Weighs duties of one sweep; those that are alike, which is nearly all of them, are weighed once. */
export function createScales(): (input: WeighInput) => Weighed {
  const known = new Map<string, Weighed>()
  return (input) => {
    const { duty, rules, zone, firedKeys, hasDraft } = input
    if (input.leaves.length > 0) return weighDuty(input)
    const key = [
      rules.key,
      duty.periodKey,
      duty.dueAt.getTime(),
      duty.extendedTo?.getTime(),
      duty.state,
      zone,
      hasDraft || duty.startedAt !== null,
      ...firedKeys,
    ].join(' ')
    const found = known.get(key) ?? weighDuty(input)
    known.set(key, found)
    return found
  }
}

export function weighDuty({ duty, rules, zone, leaves, firedKeys, hasDraft, now }: WeighInput): Weighed {
  const state = duty.state as DutyState
  if (state !== 'pending' && state !== 'overdue' && state !== 'missed') {
    return { state, nextRungAt: null, fires: undefined }
  }
  const deadline = deadlineInForce(duty)
  const closesAt = findClosesAt(rules, duty, leaves, zone)
  const outcomes = climbLadder({
    duty: { ...toLadderDuty(duty, hasDraft, now), closesAt },
    rules: rules.ladder,
    person: { zone, leaves: leaves.length > 0 ? leaves : noLeaves },
    now,
    firedKeys: new Set(firedKeys),
  })
  const waits = outcomes.flatMap((o) => (o.outcome === 'wait' ? [o.fireAt.getTime()] : []))
  // A year whose holidays are missing may be supplied any day.
  if (outcomes.some((o) => o.outcome === 'blocked')) waits.push(now.getTime() + msPerDay)
  const isPast = now >= deadline
  if (state === 'pending' && !isPast) waits.push(deadline.getTime())
  const fires = outcomes.find((o) => o.outcome === 'fire')
  return {
    state: state === 'pending' && isPast ? 'overdue' : state,
    nextRungAt: waits.length > 0 ? new Date(Math.min(...waits)) : null,
    fires: fires && { rung: fires.rung, key: fires.key },
  }
}

/** A missed duty is not open, but the proposal at the top of its ladder may still wait for the morning. */
function toLadderDuty(duty: WeighInput['duty'], hasDraft: boolean, now: Date): Omit<LadderDuty, 'closesAt'> {
  return {
    dueAt: duty.dueAt,
    extendedTo: duty.extendedTo,
    startedAt: duty.startedAt ?? (hasDraft ? now : null),
    state: duty.state === 'missed' ? 'overdue' : (duty.state as LadderDuty['state']),
  }
}
