import { addDays } from '../../calendar/days.ts'
import { type Period, previousPeriod } from '../../calendar/periods.ts'
import { instantOf } from '../../calendar/zones.ts'
import { NoPolicyInForce } from '../../policy/policy-versions.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'
import { type BoardPerson, readBoardPeople } from './board-people.ts'
import { type BoardGroup, buildBoard } from './build-board.ts'
import { type PersonScore, readScores } from './read-scores.ts'

export interface Leaderboard {
  period: Period
  groups: readonly BoardGroup[]
  /** Everybody measured, those on no board included. */
  scores: readonly PersonScore[]
}

/** What a board is made of, for everybody it may be cut out of. */
export interface TwoPeriods {
  period: Period
  scores: readonly PersonScore[]
  before: readonly PersonScore[]
}

/** Scores of a period as they stood at `at`, and of the whole period before. */
export async function readTwoPeriods(
  office: Office,
  people: readonly BoardPerson[],
  period: Period,
  at: Date,
  db: Tx = office.store.db,
): Promise<TwoPeriods> {
  const earlier = previousPeriod(period)
  const { zone } = office.policies.current()
  return {
    period,
    scores: await readScores(office, db, people, period, at),
    before: await readEarlier(office, db, people, earlier, instantOf(addDays(earlier.end, 1), 0, zone)),
  }
}

/** Nobody is measured by rules that were not in force yet: then nobody has improved either. */
async function readEarlier(...wanted: Parameters<typeof readScores>): Promise<PersonScore[]> {
  try {
    return await readScores(...wanted)
  } catch (error) {
    if (error instanceof NoPolicyInForce) return []
    throw error
  }
}

/** The board of some teams, cut out of what was read for more of them. */
export function boardOf(office: Office, read: TwoPeriods, teamIds: readonly string[]): Leaderboard {
  const isOf = ({ person }: PersonScore) => teamIds.includes(person.teamId)
  const scores = read.scores.filter(isOf)
  const groups = buildBoard(scores, read.before.filter(isOf), office.policies.current().leaderboard)
  return { period: read.period, groups, scores }
}

/** The board of these teams for a period, read off running totals and duties, never off the activities one by one. */
export async function readLeaderboard(
  office: Office,
  teamIds: readonly string[],
  period: Period,
  at: Date = office.clock.now(),
): Promise<Leaderboard> {
  const people = await readBoardPeople(office.store.db, office.policies.current(), teamIds)
  return boardOf(office, await readTwoPeriods(office, people, period, at), teamIds)
}
