import type { LeaveInterval } from '../../calendar/leave.ts'
import type { Period } from '../../calendar/periods.ts'
import { dueAtOf, hasObligation, openPeriodsAt, opensAtOf } from '../../policy/duty-times.ts'
import type { PolicyInForce } from '../../policy/policy-book.ts'
import type { DutyPolicy } from '../../policy/schema-duties.ts'
import { getRecordType } from '../../records/registry.ts'
import { adoptFiledRecords, insertDuties, type NewDuty } from '../../store/duties/duties.ts'
import { readLeaves } from '../../store/duties/leaves.ts'
import { newId } from '../../store/new-id.ts'
import type { Office } from '../office.ts'

const pageSize = 1000

export interface MadeDuties {
  made: number
  /** A year whose holidays nobody has supplied yet and that hid obligations. */
  unknownYear: number | null
}

/**
 * Makes what everybody owes for the periods that can be filed now. Run as often as one likes: what is there stays
 * as it is, and nobody owes anything for a period spent on leave or holidays.
 */
export async function makeDuties(office: Office): Promise<MadeDuties> {
  const inForce = office.policies.now()
  const now = office.clock.now()
  const result: MadeDuties = { made: 0, unknownYear: null }
  for (const [kind, duty] of Object.entries(inForce.policy.duties)) {
    const { periods, unknownYear } = openPeriodsAt(duty, inForce.calendar, now)
    result.unknownYear ??= unknownYear
    for (const period of periods) result.made += await makeForPeriod(office, inForce, kind, duty, period)
  }
  return result
}

async function makeForPeriod(
  office: Office,
  inForce: PolicyInForce,
  kind: string,
  duty: DutyPolicy,
  period: Period,
): Promise<number> {
  const at = office.clock.now()
  const forNoLeave = dutyTimes(duty, period, inForce, [])
  let made = 0
  for (let after = ''; ; ) {
    const people = await office.store.db.person.findMany({
      where: { isActive: true, id: { gt: after }, grants: { some: { role: { in: duty.who } } } },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: { id: true, teamId: true },
    })
    const last = people.at(-1)
    if (!last) return made
    after = last.id
    const leaves = await readLeaves(
      office.store.db,
      people.map((p) => p.id),
      period.start,
      period.end,
    )
    const owed = people.flatMap((person): NewDuty[] => {
      const own = leaves.get(person.id)
      if (own && !hasObligation(duty, period.key, inForce.calendar, own)) return []
      const times = own ? dutyTimes(duty, period, inForce, own) : forNoLeave
      return [
        { id: newId(at), personId: person.id, teamId: person.teamId, kind, periodKey: period.key, ...times },
      ]
    })
    made += await office.store.transaction(async (tx) => {
      const inserted = await insertDuties(tx, owed, at)
      // Somebody quicker than the sweep has filed already.
      if (inserted > 0) await adoptFiledRecords(tx, getRecordType(duty.record), kind, period.key, owed)
      return inserted
    })
  }
}

/** The first rung cannot come before the duty opens, so that is when the ladder looks at it first. */
function dutyTimes(
  duty: DutyPolicy,
  period: Period,
  { calendar }: PolicyInForce,
  leaves: readonly LeaveInterval[],
) {
  return {
    dueAt: dueAtOf(duty, period.key, calendar, leaves),
    nextRungAt: opensAtOf(duty, period.key, calendar, leaves),
  }
}
