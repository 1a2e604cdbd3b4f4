import { localOf } from '../../calendar/zones.ts'
import { endOfDays, readLeaves } from '../../store/duties/leaves.ts'
import { findNearestHolders, readTeamTree } from '../../store/people.ts'
import type { RecordChanged } from '../records/record-hooks.ts'
import { answerDueAt } from './answer-due.ts'
import { reviewKind } from './duty-subject.ts'
import { closeAnswers, type Owed, syncOwed } from './sync-owed.ts'

/** States in which a record waits for its supervisor's answer. */
const waiting: Readonly<Record<string, string>> = {
  'weekly-plan': 'submitted',
  'weekly-report': 'submitted',
  absence: 'proposed',
}

/**
 * A plan or report that waits is owed an answer by each supervisor nearest to it, and by who stands in; the first to
 * answer answers for all. The clock chases them as it chases those who file (policy: reviews).
 */
export async function oweAnswers({ office, tx, type, actor, after }: RecordChanged): Promise<undefined> {
  const state = waiting[type.id]
  if (state === undefined) return undefined
  if (after.status !== state) {
    await closeAnswers(office, tx, after.id, actor.personId)
    return undefined
  }
  const { policy } = office.policies.now()
  const today = localOf(after.statusAt, policy.zone).day
  const tree = await readTeamTree(tx)
  const ids = await findNearestHolders(tx, tree, 'supervisor', after.teamId, today, after.ownerId)
  const leaves = await readLeaves(tx, ids, today, endOfDays)
  const workdays =
    type.id === 'absence' ? policy.proposals.absence.decideWorkdays : policy.reviews.dueWorkdays
  const owed = ids.map(
    (personId): Owed => ({
      kind: reviewKind(after.id),
      personId,
      dueAt: answerDueAt(office, after.statusAt, workdays, leaves.get(personId) ?? []),
      periodKey: after.periodKey ?? today,
    }),
  )
  await syncOwed(office, tx, after, 'review', owed, actor.personId)
  return undefined
}
