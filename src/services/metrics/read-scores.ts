import type { Period } from '../../calendar/periods.ts'
import { localOf } from '../../calendar/zones.ts'
import { type Score, scorePerson } from '../../metrics/score.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'
import type { BoardPerson } from './board-people.ts'
import { earlierDay } from './day-order.ts'
import { type PersonFacts, readFacts } from './read-facts.ts'

/** Why somebody stands on no board: never a judgement, and shown to nobody else. */
export type Unranked = 'registered' | 'no-work' | 'too-few-days' | 'nothing-yet'

export interface PersonScore {
  person: BoardPerson
  facts: PersonFacts
  score: Score
  unranked: Unranked | null
}

/** Where a period stands at an instant: over, or under way up to the company's today. */
export function measureAt(period: Period, at: Date, zone: string) {
  const today = localOf(at, zone).day
  return { period, at, lastDay: earlierDay(today, period.end) }
}

/** Everybody's score in a period as it stood at `at`, by the policy in force on the last day counted. */
export async function readScores(
  office: Office,
  db: Tx,
  people: readonly BoardPerson[],
  period: Period,
  at: Date,
): Promise<PersonScore[]> {
  const measured = measureAt(period, at, office.policies.current().zone)
  const inForce = office.policies.on(measured.lastDay)
  const facts = await readFacts(db, people, measured, inForce)
  return people.flatMap((person): PersonScore[] => {
    const own = facts.get(person.personId)
    if (!own) return []
    const score = scorePerson({ facts: own, isRegisteredRep: person.isRegisteredRep }, inForce)
    return [{ person, facts: own, score, unranked: whyUnranked(person, own, score) }]
  })
}

/** Half of the company's workdays is the least that can be compared. */
function whyUnranked(person: BoardPerson, facts: PersonFacts, { scoreBp }: Score): Unranked | null {
  if (person.isRegisteredRep) return 'registered'
  if (facts.workdays === 0 || scoreBp === null) return 'no-work'
  if (facts.workdays * 2 < facts.companyWorkdays) return 'too-few-days'
  return scoreBp === 0 ? 'nothing-yet' : null
}
