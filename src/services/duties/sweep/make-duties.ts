import { isBeyondCalendar } from '../../../calendar/calendar-error.ts'
import type { LeaveInterval } from '../../../calendar/leave.ts'
import type { Period } from '../../../calendar/periods.ts'
import {
  calendarFor,
  dueAtOf,
  hasObligation,
  isOnOwnClock,
  openPeriodsAt,
} from '../../../policy/duty-times.ts'
import type { DutyPolicy } from '../../../policy/schema-duties.ts'
import { getRecordType } from '../../../records/registry.ts'
import { adoptFiledRecords, insertDuties, type NewDuty } from '../../../store/duties/duties.ts'
import { sweepLeaves } from '../../../store/duties/leaves.ts'
import { newId } from '../../../store/new-id.ts'
import type { Office } from '../../office.ts'
import { type DutyRules, openRuleBook } from '../duty-rules.ts'
import { weighDuty } from './weigh-duty.ts'

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
  const result: MadeDuties = { made: 0, unknownYear: null }
  const people = await office.store.db.person.findMany({
    where: { isActive: true },
    distinct: ['zone'],
    select: { zone: true },
  })
  for (const [kind, duty] of Object.entries(policy.duties)) {
    const rules = book.of({ kind, createdAt: now })
    if (!rules) continue
    // A day begins and ends on each person's own clock; a week that is the company's has one zone.
    const zones = isOnOwnClock(duty) ? people.map(({ zone }) => zone) : [policy.zone]
    const open = new Map<string, { period: Period; zones: Set<string> }>()
    for (const zone of zones) {
      const { periods, unknownYear } = openPeriodsAt(duty, calendarFor(duty, calendar, zone), now)
      result.unknownYear ??= unknownYear
      for (const period of periods) {
        const known = open.get(period.key) ?? { period, zones: new Set() }
        open.set(period.key, { period, zones: known.zones.add(zone) })
      }
    }
    for (const { period, zones } of open.values()) {
      const among = isOnOwnClock(duty) ? { zone: { in: [...zones] } } : {}
      result.made += await makeForPeriod({ office, rules: { ...rules, duty }, kind, period, among, now })
    }
  }
  return result
}

interface Making {
  office: Office
  rules: DutyRules & { duty: DutyPolicy }
  kind: string
  period: Period
  /** Of whom it can be asked now. */
  among: { zone?: { in: string[] } }
  now: Date
}

async function makeForPeriod(making: Making): Promise<number> {
  const { office, rules, kind, period, now } = making
  const { store } = office
  const timesOf = createTimes(making)
  let made = 0
  for (let after = ''; ; ) {
    const people = await store.db.person.findMany({
      where: {
        isActive: true,
        ...making.among,
        id: { gt: after },
        grants: { some: { role: { in: rules.duty.who } } },
      },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: { id: true, teamId: true, zone: true, createdAt: true },
    })
    const last = people.at(-1)
    if (!last) return made
    after = last.id
    const ids = people.map((p) => p.id)
    const leaves = await sweepLeaves(store, store.db, ids, period.start, period.end)
    const owed = people.flatMap(({ id: personId, teamId, zone, createdAt }): NewDuty[] => {
      const times = timesOf(personId, zone, leaves.get(personId) ?? [])
      // Nobody owes what was due before they came.
      if (!times || createdAt > times.dueAt) return []
      return [{ id: newId(now), personId, teamId, kind, periodKey: period.key, ...times }]
    })
    made += await store.transaction(async (tx) => {
      const inserted = await insertDuties(store, tx, owed, now)
      // Somebody quicker than the sweep has filed already.
      const type = getRecordType(rules.duty.record)
      if (inserted > 0) await adoptFiledRecords(store, tx, type, kind, period.key, owed)
      return inserted
    })
  }
}

interface Times {
  dueAt: Date
  nextRungAt: Date | null
}

/** When somebody's duty is due and first looked at; null where they owe none. Nearly all are like somebody else's. */
function createTimes(
  making: Making,
): (personId: string, zone: string, leaves: readonly LeaveInterval[]) => Times | null {
  const byZone = new Map<string, Times | null>()
  const withoutLeave = (zone: string) => {
    const known = byZone.get(zone)
    if (known !== undefined) return known
    const times = findTimes(making, zone, [])
    byZone.set(zone, times)
    return times
  }
  return (personId, zone, leaves) => {
    if (leaves.length === 0) return withoutLeave(zone)
    try {
      return findTimes(making, zone, leaves)
    } catch (err) {
      if (!isBeyondCalendar(err)) throw err
      // One leave that ends beyond the known years must not keep everybody else from owing anything.
      const { office, kind, period } = making
      office.log.warn(
        { personId, kind, periodKey: period.key, err },
        'a deadline cannot be moved off a leave',
      )
      return withoutLeave(zone)
    }
  }
}

function findTimes(making: Making, zone: string, leaves: readonly LeaveInterval[]): Times | null {
  const { rules, kind, period, now } = making
  const calendar = calendarFor(rules.duty, rules.inForce.calendar, zone)
  if (!hasObligation(rules.duty, period.key, calendar, leaves)) return null
  const dueAt = dueAtOf(rules.duty, period.key, calendar, leaves)
  const duty = { ...fresh, kind, periodKey: period.key, dueAt, createdAt: now }
  const weighed = weighDuty({ duty, rules, zone, leaves, firedKeys: [], hasDraft: false, now })
  return { dueAt, nextRungAt: weighed.fires ? now : weighed.nextRungAt }
}

const fresh = {
  state: 'pending',
  startedAt: null,
  extendedTo: null,
} as const
