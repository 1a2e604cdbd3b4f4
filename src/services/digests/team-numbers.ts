import type { Period } from '../../calendar/periods.ts'
import { nextPeriod, periodOf } from '../../calendar/periods.ts'
import type { Policy } from '../../policy/schema.ts'
import { restingStates } from '../../records/referral/index.ts'
import { countBlockers, readNewCustomers, readReferralSteps } from '../../store/metrics/digest-reads.ts'
import { readTalliesOf } from '../../store/metrics/score-reads.ts'
import type { Tx } from '../../store/open-store.ts'
import { importPlatform } from '../importing/import-platform.ts'
import type { BoardPerson } from '../metrics/board-people.ts'
import { type DueDuty, readDueDuties, spanOf } from './read-due-duties.ts'

const detailsAtMost = 20
const totalled = ['visit_new', 'visit_old', 'call', 'field_days'] as const
export type Totals = Record<(typeof totalled)[number], number>

export interface Filed {
  kind: string
  owed: number
  filed: number
  late: number
  excused: number
  /** Whose deadline is still ahead. */
  open: number
  /** Who has not filed, though the deadline is past. */
  missing: readonly BoardPerson[]
  /** What most of it is for: a plan that is due this week is next week's. */
  periodKey: string
}

export interface TeamNumbers {
  people: readonly BoardPerson[]
  filed: readonly Filed[]
  totals: Totals
  byTeam: readonly { teamId: string; filed: readonly Filed[]; totals: Totals }[]
  newCustomers: { count: number; names: readonly string[] }
  referrals: {
    counts: ReadonlyMap<string, number>
    codes: readonly { number: string; status: string }[]
  }
  blockers: number
}

/** What a period of some teams comes to, as it stands at an instant. */
export async function readTeamNumbers(
  db: Tx,
  people: readonly BoardPerson[],
  teamIds: readonly string[],
  period: Period,
  policy: Policy,
  at: Date,
): Promise<TeamNumbers> {
  const ids = people.map((person) => person.personId)
  const span = spanOf(period, policy.zone)
  const [duties, tallies, newCustomers, referrals, blockers] = await Promise.all([
    readDueDuties(db, ids, period, policy, at),
    readTalliesOf(db, ids, period.key, totalled),
    readNewCustomers(db, teamIds, span, { limit: detailsAtMost, importedBy: importPlatform }),
    readReferralSteps(db, teamIds, restingStates, span, detailsAtMost),
    countBlockers(db, teamIds, weeksIn(period)),
  ])
  const numbersOf = (some: readonly BoardPerson[]) => ({
    filed: countFiled(some, duties, policy, at),
    totals: addUp(some, tallies),
  })
  const own = teamIds.filter((teamId) => people.some((person) => person.teamId === teamId))
  return {
    people,
    ...numbersOf(people),
    byTeam: own.map((teamId) => ({
      teamId,
      ...numbersOf(people.filter((person) => person.teamId === teamId)),
    })),
    newCustomers,
    referrals,
    blockers,
  }
}

/** Keys of the weeks that begin in a period, or of the one that it lies in. */
export function weeksIn(period: Period): string[] {
  const keys: string[] = []
  for (let week = periodOf(period.start, 'week'); week.start <= period.end; week = nextPeriod(week)) {
    keys.push(week.key)
  }
  return keys
}

function countFiled(
  people: readonly BoardPerson[],
  duties: readonly DueDuty[],
  policy: Policy,
  at: Date,
): Filed[] {
  const byId = new Map(people.map((person) => [person.personId, person]))
  const own = duties.filter((duty) => byId.has(duty.personId) && duty.standing !== 'none')
  return Object.keys(policy.duties).flatMap((kind): Filed[] => {
    const ofKind = own.filter((duty) => duty.kind === kind)
    if (ofKind.length === 0) return []
    const count = (standing: string) => ofKind.filter((duty) => duty.standing === standing).length
    const lacking = new Set(ofKind.filter((duty) => isDueBy(duty, at)).map(({ personId }) => personId))
    return [
      {
        kind,
        owed: ofKind.length - count('excused'),
        filed: count('filed') + count('late'),
        late: count('late'),
        excused: count('excused'),
        open: ofKind.filter((duty) => duty.standing === 'open' && !isDueBy(duty, at)).length,
        missing: people.filter(({ personId }) => lacking.has(personId)),
        periodKey: mostFrequent(ofKind.map((duty) => duty.periodKey)),
      },
    ]
  })
}

/** Not there though its deadline is past: grace spares the lateness, not the question where it is. */
const isDueBy = ({ standing, deadline }: DueDuty, at: Date): boolean =>
  standing === 'missed' || (standing === 'open' && deadline <= at)

/** The earliest of equals. */
function mostFrequent(keys: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const key of keys.toSorted()) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0])[0]
}

function addUp(
  people: readonly BoardPerson[],
  tallies: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Totals {
  const sum = (metric: string) =>
    people.reduce((total, { personId }) => total + (tallies.get(personId)?.get(metric) ?? 0), 0)
  return {
    visit_new: sum('visit_new'),
    visit_old: sum('visit_old'),
    call: sum('call'),
    field_days: sum('field_days'),
  }
}
