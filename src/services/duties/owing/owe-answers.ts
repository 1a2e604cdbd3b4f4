import type { LeaveInterval } from '../../../calendar/leave.ts'
import { localOf } from '../../../calendar/zones.ts'
import type { Policy } from '../../../policy/schema.ts'
import type { RecordType } from '../../../records/record-type.ts'
import { findRecordType } from '../../../records/registry.ts'
import { insertDuties, openDutyStates } from '../../../store/duties/duties.ts'
import { endOfDays, readLeaves } from '../../../store/duties/leaves.ts'
import type { Tx } from '../../../store/open-store.ts'
import { readTeamTree } from '../../../store/people.ts'
import { findRecord, type StoredRecord } from '../../../store/records/records.ts'
import { findAnswerer, listExcepted } from '../../../workflow/workflow.ts'
import type { Office } from '../../office.ts'
import { findAnswerers } from '../../people/find-answerers.ts'
import type { RecordChanged } from '../../records/record-hooks.ts'
import { reviewKind } from '../duty-subject.ts'
import { answerDueAt } from './answer-due.ts'
import { closeAnswers, type Owed, syncOwed, toDuty } from './sync-owed.ts'

/**
 * A record in a state that awaits a role is owed an answer by each holder nearest to it, or who is next in line, and
 * by who stands in; the first to answer answers for all. The clock chases them as it chases those who file (policy:
 * reviews).
 */
export async function oweAnswers({ office, tx, type, actor, after }: RecordChanged): Promise<undefined> {
  const { workflow } = type
  if (!Object.keys(workflow.states).some((state) => findAnswerer(workflow, state))) return undefined
  const role = findAnswerer(workflow, after.status)
  if (role === undefined) {
    await closeAnswers(office, tx, after.id, actor.personId)
    return undefined
  }
  const today = localOf(after.statusAt, office.policies.current().zone).day
  const tree = await readTeamTree(tx)
  const except = listExcepted(workflow, role, after)
  const ids = await findAnswerers(tx, tree, role, { teamId: after.teamId, today, except })
  const leaves = await readLeaves(tx, ids, today, endOfDays)
  await syncOwed(office, tx, after, 'review', answersTo(office, type, after, ids, leaves), actor.personId)
  return undefined
}

/**
 * Asks whoever is nearest now, where somebody who was to answer has left; their time begins today. Returns whether
 * anybody is asked.
 */
export async function oweAnew(office: Office, tx: Tx, recordId: string): Promise<boolean> {
  const row = await tx.record.findUnique({ where: { id: recordId }, select: { type: true } })
  const type = findRecordType(row?.type ?? '')
  const record = type && (await findRecord(tx, type, recordId))
  const role = type && record && findAnswerer(type.workflow, record.status)
  if (!role) return true
  const now = office.clock.now()
  const today = localOf(now, office.policies.current().zone).day
  const tree = await readTeamTree(tx)
  const except = listExcepted(type.workflow, role, record)
  const ids = await findAnswerers(tx, tree, role, { teamId: record.teamId, today, except })
  if (ids.length === 0) return false
  const known = await tx.duty.findMany({
    where: { kind: reviewKind(recordId), state: { in: [...openDutyStates] } },
  })
  const asked = new Set(known.map(({ personId }) => personId))
  const fresh = ids.filter((id) => !asked.has(id))
  const leaves = await readLeaves(tx, fresh, today, endOfDays)
  const owed = answersTo(office, type, { ...record, statusAt: now }, fresh, leaves)
  await insertDuties(
    office.store,
    tx,
    owed.map((each) => toDuty(record, each, now)),
    now,
  )
  return true
}

/** The same for records that nobody knows of yet, with those who are to answer: many at once. */
export async function oweFirstAnswers(
  office: Office,
  tx: Tx,
  type: RecordType,
  waiting: readonly { record: StoredRecord; answererIds: readonly string[] }[],
): Promise<void> {
  const now = office.clock.now()
  const today = localOf(now, office.policies.current().zone).day
  const everybody = [...new Set(waiting.flatMap(({ answererIds }) => answererIds))]
  const leaves = await readLeaves(tx, everybody, today, endOfDays)
  const duties = waiting.flatMap(({ record, answererIds }) =>
    answersTo(office, type, record, answererIds, leaves).map((owed) => toDuty(record, owed, now)),
  )
  await insertDuties(office.store, tx, duties, now)
}

/** What these people owe, each on their own workdays. */
function answersTo(
  office: Office,
  type: RecordType,
  record: StoredRecord,
  personIds: readonly string[],
  leaves: ReadonlyMap<string, LeaveInterval[]>,
): Owed[] {
  const policy = office.policies.current()
  return personIds.map((personId) => ({
    kind: reviewKind(record.id),
    personId,
    dueAt: answerDueAt(office, record.statusAt, workdaysFor(type, policy), leaves.get(personId) ?? []),
    periodKey: record.periodKey ?? localOf(record.statusAt, policy.zone).day,
  }))
}

/** To count somebody as absent is weighed longer, and so is their appeal. */
const workdaysFor = ({ id }: RecordType, { proposals, reviews }: Policy): number =>
  id === 'absence' ? proposals.absence.decideWorkdays : reviews.dueWorkdays
