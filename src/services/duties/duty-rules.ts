import { isBeyondCalendar } from '../../calendar/calendar-error.ts'
import type { LeaveInterval } from '../../calendar/leave.ts'
import { localOf } from '../../calendar/zones.ts'
import { calendarFor, closesAtOf } from '../../policy/duty-times.ts'
import { deadlineInForce, type LadderRules, ladderRulesOf } from '../../policy/ladder.ts'
import type { PolicyInForce } from '../../policy/policy-book.ts'
import type { DutyPolicy, Rung } from '../../policy/schema-duties.ts'
import type { DutyRow } from '../../store/duties/duties.ts'
import type { Office } from '../office.ts'
import { type DutySubject, readSubject, type StepId } from './duty-subject.ts'

/** All that says when a duty is due, when it closes and who hears of it. */
export interface DutyRules {
  /** The same for duties that share them. */
  key: string
  inForce: PolicyInForce
  ladder: LadderRules
  /** Of a duty to file something. */
  duty?: DutyPolicy
}

/** Finds the rules under which a duty was made: a later version of the policy changes nothing about it. */
export interface RuleBook {
  /** Undefined for a kind that the policy knows no longer. */
  of(duty: Pick<DutyRow, 'kind' | 'createdAt'>): DutyRules | undefined
}

export function openRuleBook({ policies }: Office): RuleBook {
  const now = policies.now()
  const known = new Map<string, DutyRules | undefined>()
  return {
    of({ kind, createdAt }) {
      const { day } = localOf(createdAt, now.policy.zone)
      const subject = readSubject(kind)
      const key = `${day} ${subject.of === 'filing' ? kind : subject.of === 'step' ? subject.step : subject.of}`
      if (!known.has(key)) {
        const then = policies.on(day)
        known.set(key, findRules(key, then, subject, kind) ?? findRules(key, now, subject, kind))
      }
      return known.get(key)
    },
  }
}

function findRules(
  key: string,
  inForce: PolicyInForce,
  subject: DutySubject,
  kind: string,
): DutyRules | undefined {
  const { policy, calendar, hours } = inForce
  const ladderOf = (ladder: readonly Rung[]): LadderRules => ({
    rungs: ladder,
    calendar,
    hours,
    prompts: policy.prompts,
  })
  if (subject.of === 'review') return { key, inForce, ladder: ladderOf(policy.reviews.ladder) }
  if (subject.of === 'step') return { key, inForce, ladder: ladderOf(stepLadder(inForce, subject.step)) }
  const duty = policy.duties[kind]
  return duty && { key, inForce, duty, ladder: ladderRulesOf(policy, duty, calendar, hours) }
}

/** A step's reminders as a ladder of its own. */
function stepLadder({ policy }: PolicyInForce, step: StepId): Rung[] {
  const reminders = policy.referrals.steps.find(({ id }) => id === step)?.reminders ?? []
  return reminders
    .toSorted((a, b) => a.afterWorkingHours - b.afterWorkingHours)
    .map(({ afterWorkingHours: count, to }) => ({
      id: `${to}-${count}`,
      at: { unit: 'workingHours', count },
      onlyIf: 'not-filed',
      to,
      message: to === 'owner' ? 'reminder' : 'escalation',
      names: true,
      whenAway: 'defer',
    }))
}

/** Until when it can be made up; null for what never closes, or while the holidays that decide it are unknown. */
export function findClosesAt(
  rules: DutyRules,
  duty: Pick<DutyRow, 'periodKey' | 'dueAt' | 'extendedTo'>,
  leaves: readonly LeaveInterval[],
  zone: string,
): Date | null {
  if (!rules.duty) return null
  try {
    return closesAtOf(rules.duty, duty.periodKey, calendarFor(rules.duty, rules.inForce.calendar, zone), {
      dueAt: deadlineInForce(duty),
      leaves,
    })
  } catch (error) {
    if (isBeyondCalendar(error)) return null
    throw error
  }
}
