import { type Actor, holdsRole } from '../../access/actor.ts'
import { localOf } from '../../calendar/zones.ts'
import { NotPermitted, StaleRevision } from '../../errors.ts'
import referral from '../../records/referral/index.ts'
import { appendEvent } from '../../store/events.ts'
import type { Tx } from '../../store/open-store.ts'
import { type StoredRecord, updateRecord } from '../../store/records/records.ts'
import { forgottenMark, oweSteps } from '../duties/owing/owe-steps.ts'
import type { Office } from '../office.ts'
import { getCreatedRecord } from '../records/get-record.ts'
import { scrubForgotten } from '../upkeep/scrub-forgotten.ts'
import { findSubject, keepingOf } from './find-subject.ts'
import { readSought, type SubjectRequest } from './read-sought.ts'

export interface Forgotten {
  /** Numbers of the records that no longer say who it was. */
  forgotten: string[]
  /** Those that a law keeps, each with the day from which it may be asked again. */
  refused: { number: string; from: string }[]
}

/**
 * Deletes who a patient was from every record, whatever its state (PIPL art. 47): all sealed answers. The record stays
 * with its number and what is counted of it. Where the policy says that a law demands to keep it, it is left alone.
 * @throws NotPermitted for anybody but an administrator, ValidationError, StaleRevision where somebody changed a record
 * meanwhile: nothing is forgotten then
 */
export async function forgetSubject(office: Office, actor: Actor, input: SubjectRequest): Promise<Forgotten> {
  if (!holdsRole(actor, 'admin')) throw new NotPermitted('forget a patient')
  const sought = readSought(office, input)
  const today = localOf(office.clock.now(), office.policies.current().zone).day
  const done = await office.store.transaction(async (tx) => {
    const result: Forgotten = { forgotten: [], refused: [] }
    for (const record of await findSubject(tx, actor, sought)) {
      const { mustKeepUntil } = keepingOf(office, record)
      if (mustKeepUntil !== undefined && mustKeepUntil > today) {
        result.refused.push({ number: record.number, from: mustKeepUntil })
      } else {
        await forget(office, tx, actor, record, input)
        result.forgotten.push(record.number)
      }
    }
    return result
  })
  if (done.forgotten.length > 0) await scrubForgotten(office)
  return done
}

async function forget(
  office: Office,
  tx: Tx,
  actor: Actor,
  before: StoredRecord,
  { reason, platform }: SubjectRequest,
): Promise<void> {
  const at = office.clock.now()
  // A new revision: a form that was opened before cannot bring the identity back unseen.
  const mark = { step: forgottenMark, personId: actor.personId }
  if (!(await updateRecord(tx, referral, before.id, before.revision, { at, mark })))
    throw new StaleRevision(before.revision, before.revision + 1)
  await tx.sensitiveValue.deleteMany({ where: { recordId: before.id } })
  const after = await getCreatedRecord(tx, referral, before.id)
  await oweSteps({ office, tx, type: referral, actor, action: 'forget', before, after })
  await appendEvent(tx, {
    at,
    actorId: actor.personId,
    platform,
    kind: 'subject.forgotten',
    recordId: before.id,
    diff: { reason: reason.trim(), fields: [...before.sealed].sort() },
  })
}
