import type { LeaveInterval } from '../../calendar/leave.ts'
import type { Period } from '../../calendar/periods.ts'
import { dueAtOf, hasObligation, openPeriodsAt } from '../../policy/duty-times.ts'
import { getRecordType } from '../../records/registry.ts'
import { adoptFiledRecords, type DutyRow, insertDuties, type NewDuty } from '../../store/duties/duties.ts'
import { sweepLeaves } from '../../store/duties/leaves.ts'
import { newId } from '../../store/new-id.ts'
import type { Office } from '../office.ts'
import { type DutyRules, openRuleBook } from './duty-rules.ts'
import { createScales } from './weigh-duty.ts'

const pageSize = 1000

export interface MadeDuties {
  made: number
  /** A year whose holidays nobody has supplied yet and that hid obligations. */
  unknownYear: number | null
}

/**
 * Makes what everybody owes for the periods that can be filed now. Run as often as one likes: what is there stays
 * as it is, and nobody owes anything for a period spent on leave or holidays, or due before they came.
 */
export async function makeDuties(office: Office): Promise<MadeDuties> {
  const now = office.clock.now()
  const { policy, calendar } = office.policies.now()
  const book = openRuleBook(office)
  const weigh = createScales()
  const result: MadeDuties = { made: 0, unknownYear: null }
  for (const [kind, duty] of Object.entries(policy.duties)) {
    const rules = book.of({ kind, createdAt: now })
    if (!rules?.duty) continue
    const { periods, unknownYear } = openPeriodsAt(duty, calendar, now)
    result.unknownYear ??= unknownYear
    for (const period of periods) {
      result.made += await makeForPeriod({ office, weigh, rules, kind, period, now })
    }
  }
  return result
}

interface Making {
  office: Office
  weigh: ReturnType<typeof createScales>
  rules: DutyRules
  kind: string
  period: Period
  now: Date
}

async function makeForPeriod(making: Making): Promise<number> {
  const { office, rules, kind, period, now } = making
  const { store } = office
  const type = getRecordType(rules.duty?.record ?? '')
  let made = 0
  for (let after = ''; ; ) {
    const people = await store.db.person.findMany({
      where: { isActive: true, id: { gt: after }, grants: { some: { role: { in: rules.duty?.who ?? [] } } } },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: { id: true, teamId: true, zone: true, createdAt: true },
    })
    const last = people.at(-1)
    if (!last) return made
    after = last.id
    const ids = people.map((p) => p.id)
    const leaves = await sweepLeaves(store, store.db, ids, period.start, period.end)
    const owed = people.flatMap((person) => oweDuty(making, person, leaves.get(person.id) ?? []))
    made += await store.transaction(async (tx) => {
      const inserted = await insertDuties(store, tx, owed, now)
      // Somebody quicker than the sweep has filed already.
      if (inserted > 0) await adoptFiledRecords(store, tx, type, kind, period.key, owed)
      return inserted
    })
  }
}

interface Debtor {
  id: string
  teamId: string
  zone: string
  createdAt: Date
}

function oweDuty(making: Making, person: Debtor, leaves: readonly LeaveInterval[]): NewDuty[] {
  const { rules, weigh, kind, period, now } = making
  const { duty, inForce } = rules
  if (!duty || (leaves.length > 0 && !hasObligation(duty, period.key, inForce.calendar, leaves))) return []
  const dueAt = dueAtOf(duty, period.key, inForce.calendar, leaves)
  if (person.createdAt > dueAt) return []
  const { id: personId, teamId, zone } = person
  const made = { id: newId(now), personId, teamId, kind, periodKey: period.key, dueAt }
  const weighed = weigh({
    duty: { ...fresh, ...made, createdAt: now },
    rules,
    zone,
    leaves,
    firedKeys: [],
    hasDraft: false,
    now,
  })
  return [{ ...made, nextRungAt: weighed.fires ? now : weighed.nextRungAt }]
}

const fresh: Omit<DutyRow, 'id' | 'personId' | 'teamId' | 'kind' | 'periodKey' | 'dueAt' | 'createdAt'> = {
  state: 'pending',
  recordId: null,
  startedAt: null,
  closedAt: null,
  extendedTo: null,
  excusedById: null,
  excuseReason: null,
  nextRungAt: null,
}
