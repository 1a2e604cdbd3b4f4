import { type Period, periodOf, previousPeriod } from '../../calendar/periods.ts'
import { localOf } from '../../calendar/zones.ts'
import { attainmentOf, wholeBp } from '../../metrics/metric.ts'
import type { ParticipationState } from '../../pictures/heatmap-input.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Tx } from '../../store/open-store.ts'
import type { BoardPerson } from '../metrics/board-people.ts'
import { type DueDuty, readDueDuties } from './read-due-duties.ts'

/** Who filed when: a state a person and week, by the week in which the deadline lay. */
export interface Participation {
  /** The oldest first. */
  weeks: readonly Period[]
  rows: readonly { person: BoardPerson; states: readonly ParticipationState[] }[]
  duties: readonly DueDuty[]
}

/** The `count` weeks that end with the one `day` lies in. */
export function weeksUntil(day: string, count: number): Period[] {
  const weeks = [periodOf(day, 'week')]
  for (let first = weeks[0]; first && weeks.length < count; first = weeks[0]) {
    weeks.unshift(previousPeriod(first))
  }
  return weeks
}

export async function readParticipation(
  db: Tx,
  people: readonly BoardPerson[],
  weeks: readonly Period[],
  policy: Policy,
  at: Date,
): Promise<Participation> {
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (!first || !last) return { weeks, rows: [], duties: [] }
  const ids = people.map((person) => person.personId)
  const duties = await readDueDuties(db, ids, { start: first.start, end: last.end }, policy, at)
  const worst = new Map<string, ParticipationState>()
  for (const duty of duties) {
    const week = periodOf(localOf(duty.deadline, policy.zone).day, 'week').key
    const key = `${duty.personId} ${week}`
    worst.set(key, worseOf(worst.get(key) ?? 'none', stateOf(duty)))
  }
  const rows = people.map((person) => ({
    person,
    states: weeks.map((week) => worst.get(`${person.personId} ${week.key}`) ?? 'none'),
  }))
  return { weeks, rows, duties }
}

/** The share of a week's plans and reports that came in time, in basis points; null when none was owed. */
export function inTimeShareOf(duties: readonly DueDuty[], week: Period, zone: string): number | null {
  const own = duties.filter(({ deadline, standing }) => {
    const { day } = localOf(deadline, zone)
    const isOwed = standing === 'filed' || standing === 'late' || standing === 'missed'
    return isOwed && day >= week.start && day <= week.end
  })
  if (own.length === 0) return null
  const inTime = own.filter(({ standing }) => standing === 'filed').length
  return attainmentOf(inTime, own.length, wholeBp)
}

/** The mildest first: a week shows the worst of what was owed in it. */
const byWeight: readonly ParticipationState[] = ['none', 'filed', 'excused', 'late', 'due', 'missed']

const worseOf = (a: ParticipationState, b: ParticipationState): ParticipationState =>
  byWeight.indexOf(a) >= byWeight.indexOf(b) ? a : b

function stateOf({ standing, state }: DueDuty): ParticipationState {
  if (standing === 'open') return 'none'
  // It can still be made up: no mark against anybody yet.
  return standing === 'missed' && state !== 'missed' ? 'due' : standing
}
