import { nextPeriod, type Period, periodOf, previousPeriod } from '../../calendar/periods.ts'
import { msPerMinute } from '../../clock.ts'
import { deadlineInForce } from '../../policy/ladder.ts'
import type { Policy } from '../../policy/schema.ts'
import type { DutyPolicy } from '../../policy/schema-duties.ts'
import type { DutyCount } from '../../store/metrics/score-reads.ts'

/** Plans and reports: what is owed for a week or longer. The daily log is measured by what it holds. */
export function filedKinds(policy: Policy): string[] {
  return Object.entries(policy.duties).flatMap(([kind, duty]) => (duty.period === 'day' ? [] : [kind]))
}

const shifts = { previous: 1, same: 0, next: -1 } as const

/**
 * Keys of the periods whose deadline may lie in `span`: a plan's lies in the week before it. One more on either side,
 * as holidays, leave and extensions move a deadline.
 */
export function dutyPeriodsDueIn(duty: DutyPolicy, span: Pick<Period, 'start' | 'end'>): string[] {
  const shift = shifts[duty.due.in]
  const first = step(periodOf(span.start, duty.period), shift - 1)
  const last = step(periodOf(span.end, duty.period), shift + 1)
  const keys: string[] = []
  for (let period = first; period.start <= last.start; period = nextPeriod(period)) keys.push(period.key)
  return keys
}

function step(period: Period, count: number): Period {
  if (count === 0) return period
  return count > 0 ? step(nextPeriod(period), count - 1) : step(previousPeriod(period), count + 1)
}

/** How a duty stands at an instant; `open` is neither filed nor overdue yet, `none` was not owed after all. */
export type DutyStanding = 'filed' | 'late' | 'missed' | 'excused' | 'open' | 'none'

export function dutyStandingAt(duty: DutyCount, policy: Policy, at: Date): DutyStanding {
  switch (duty.state) {
    case 'filed':
    case 'late':
    case 'excused':
      return duty.state
    case 'cancelled':
      return 'none'
    default: {
      const graceMs = (policy.duties[duty.kind]?.graceMinutes ?? 0) * msPerMinute
      return deadlineInForce(duty).getTime() + graceMs < at.getTime() ? 'missed' : 'open'
    }
  }
}
