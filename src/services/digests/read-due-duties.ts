import { addDays } from '../../calendar/days.ts'
import type { Period } from '../../calendar/periods.ts'
import { instantOf } from '../../calendar/zones.ts'
import { deadlineInForce } from '../../policy/ladder.ts'
import type { Policy } from '../../policy/schema.ts'
import { type DutyCount, readDutiesOf } from '../../store/metrics/score-reads.ts'
import type { Tx } from '../../store/open-store.ts'
import { type DutyStanding, dutyPeriodsDueIn, dutyStandingAt, filedKinds } from '../metrics/due-duties.ts'

export interface DueDuty extends DutyCount {
  deadline: Date
  standing: DutyStanding
}

/** The instants at which a span of the company's days begins and ends. */
export function spanOf(
  { start, end }: Pick<Period, 'start' | 'end'>,
  zone: string,
): { from: Date; to: Date } {
  return { from: instantOf(start, 0, zone), to: instantOf(addDays(end, 1), 0, zone) }
}

/** Plans and reports of these people whose deadline lies in a span of days, as they stand at an instant. */
export async function readDueDuties(
  db: Tx,
  personIds: readonly string[],
  days: Pick<Period, 'start' | 'end'>,
  policy: Policy,
  at: Date,
): Promise<DueDuty[]> {
  const { from, to } = spanOf(days, policy.zone)
  const kinds = filedKinds(policy)
  const keys = new Set(
    kinds.flatMap((kind) => {
      const duty = policy.duties[kind]
      return duty ? dutyPeriodsDueIn(duty, days) : []
    }),
  )
  const duties = await readDutiesOf(db, personIds, { kinds, periodKeys: [...keys], from, to })
  return duties.map((duty) => ({
    ...duty,
    deadline: deadlineInForce(duty),
    standing: dutyStandingAt(duty, policy, at),
  }))
}
