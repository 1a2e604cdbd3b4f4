import { addDays } from '../../calendar/days.ts'
import { type Period, previousPeriod } from '../../calendar/periods.ts'
import { instantOf } from '../../calendar/zones.ts'
import { NoPolicyInForce } from '../../policy/policy-versions.ts'
import { readKeptScores } from '../../store/metrics/kept-scores.ts'
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
  /** Of the period before, by person. */
  before: ReadonlyMap<string, number>
}

/** Scores of a period as they stood at `at`, beside those of the period before. */
export async function readTwoPeriods(
  office: Office,
  people: readonly BoardPerson[],
  period: Period,
  at: Date,
): Promise<TwoPeriods> {
  const { db } = office.store
  return {
    period,
    scores: await readScores(office, db, people, period, at),
    before: await readBefore(office, people, previousPeriod(period)),
  }
}

/** What the board of the period before said; where none was made, what it would say now. */
async function readBefore(
  office: Office,
  people: readonly BoardPerson[],
  period: Period,
): Promise<Map<string, number>> {
  const { db } = office.store
  const ids = people.map((person) => person.personId)
  const kept = await readKeptScores(db, ids, period.key)
  if (kept.size > 0) return kept
  const end = instantOf(addDays(period.end, 1), 0, office.policies.current().zone)
  try {
    return rankedScores(await readScores(office, db, people, period, end))
  } catch (error) {
    // Nobody is measured by rules that were not in force yet: then nobody has improved either.
    if (error instanceof NoPolicyInForce) return new Map()
    throw error
  }
}

export const rankedScores = (scores: readonly PersonScore[]): Map<string, number> =>
  new Map(
    scores.flatMap(({ person, score, unranked }) =>
      unranked === null && score.scoreBp !== null ? [[person.personId, score.scoreBp]] : [],
    ),
  )

/** The board of some teams, cut out of what was read for more of them. */
export function boardOf(office: Office, read: TwoPeriods, teamIds: readonly string[]): Leaderboard {
  const isOf = ({ person }: PersonScore) => teamIds.includes(person.teamId)
  const scores = read.scores.filter(isOf)
  const groups = buildBoard(scores, read.before, office.policies.current().leaderboard)
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
