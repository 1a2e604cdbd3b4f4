import type { Role } from '../../access/actor.ts'
import { findMostImproved, type Ranked, rankByScore } from '../../metrics/rank.ts'
import type { Policy } from '../../policy/schema.ts'
import { groupBy } from '../../store/duties/group-by.ts'
import type { PersonScore } from './read-scores.ts'

export interface BoardRow extends PersonScore {
  personId: string
  name: string
  scoreBp: number
}

/** Those who do similar work, ranked; nobody who could not be compared is among them. */
export interface BoardGroup {
  role: Role
  /** How many stand on the board. */
  rows: readonly Ranked<BoardRow>[]
  improved: readonly { item: BoardRow; gainBp: number }[]
  /** Where those who are on the board stood among themselves in the period before, by person. */
  before: ReadonlyMap<string, { rank: number; scoreBp: number }>
}

/** Ranks people within their role (or all together, as the policy says), beside where they stood before. */
export function buildBoard(
  scores: readonly PersonScore[],
  scoresBefore: ReadonlyMap<string, number>,
  policy: Policy['leaderboard'],
): BoardGroup[] {
  const keyOf = (score: PersonScore) => (policy.groupByRole ? score.person.role : 'all')
  return [...groupBy(scores, keyOf).values()].flatMap((group): BoardGroup[] => {
    const [first] = group
    if (!first) return []
    const rows = rankByScore(toRows(group))
    const rankedBefore = rankByScore(
      group.flatMap(({ person: { personId, name } }) => {
        const scoreBp = scoresBefore.get(personId)
        return scoreBp === undefined ? [] : [{ personId, name, scoreBp }]
      }),
    )
    const before = new Map(
      rankedBefore.map(({ item, rank }) => [item.personId, { rank, scoreBp: item.scoreBp }]),
    )
    const improved = findMostImproved(
      rows.map(({ item }) => item),
      scoresBefore,
      policy.mostImproved,
    )
    return [{ role: first.person.role, rows, improved, before }]
  })
}

function toRows(scores: readonly PersonScore[]): BoardRow[] {
  return scores.flatMap((score) => {
    const { scoreBp } = score.score
    if (score.unranked !== null || scoreBp === null) return []
    return [{ ...score, personId: score.person.personId, name: score.person.name, scoreBp }]
  })
}
