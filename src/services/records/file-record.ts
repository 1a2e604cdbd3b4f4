import type { Actor } from '../../access/actor.ts'
import { periodOf } from '../../calendar/periods.ts'
import { Conflict, NotPermitted } from '../../errors.ts'
import type { Answers, Values } from '../../fields/field.ts'
import { askedFields, type RecordType } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import { findUniqueViolation } from '../../store/database-errors.ts'
import { findRecord, type StoredRecord } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import { announceRecord } from './announce.ts'
import { createRecord } from './create-record.ts'
import { getFilingPeriod } from './filing-period.ts'
import { readAnswers } from './read-answers.ts'
import { runRecordHooks } from './record-hooks.ts'
import { singleKeyOf } from './single-record.ts'

export interface FileRecordInput {
  type: string
  periodKey?: string
  answers: Answers
  /** One submission is one record however often it arrives: the delivery's own id, e.g. a view's. */
  submissionKey: string
  platform: string
}

/**
 * Files a record.
 * @throws NotPermitted, ValidationError
 * @throws Conflict when the person has one for the period already
 */
export async function fileRecord(
  office: Office,
  actor: Actor,
  input: FileRecordInput,
): Promise<StoredRecord> {
  const type = getRecordType(input.type)
  if (!type.access.create.allows(actor, { ownerId: actor.personId, teamId: actor.teamId }))
    throw new NotPermitted(`file ${type.id}`)
  const earlier = await findSubmission(office, type, actor, input.submissionKey)
  if (earlier) return earlier
  const asked = type.period ? await getFilingPeriod(office, actor, type, input.periodKey) : null
  const values = await readAnswers(office, actor, type, askedFields(type), input.answers, {
    periodKey: asked,
  })
  const periodKey = asked ?? findMonthKey(type, values)
  try {
    return await insert(office, actor, type, values, periodKey, input)
  } catch (error) {
    const violation = findUniqueViolation(error)
    if (violation?.key === 'submissionKey') {
      const twin = await findSubmission(office, type, actor, input.submissionKey)
      if (twin) return twin
    }
    if (violation?.key === 'singleKey') throw new Conflict('one per period', { key: 'records.alreadyFiled' })
    throw error
  }
}

async function insert(
  office: Office,
  actor: Actor,
  type: RecordType,
  values: Values,
  periodKey: string | null,
  input: FileRecordInput,
) {
  return office.store.transaction(async (tx) => {
    const { personId, teamId } = actor
    const created = await createRecord(
      office,
      tx,
      type,
      {
        ownerId: personId,
        teamId,
        periodKey,
        singleKey: type.isSingle ? singleKeyOf(type, personId, periodKey) : null,
        submissionKey: submissionKeyOf(actor, input.submissionKey),
        values,
      },
      { actorId: personId, platform: input.platform },
    )
    const filed = await runRecordHooks({
      office,
      tx,
      type,
      actor,
      action: 'file',
      before: undefined,
      after: created,
    })
    await announceRecord(office, tx, type, filed)
    return filed
  })
}

/** A key that somebody else used must not lead to their record. */
const submissionKeyOf = (actor: Actor, key: string) => `${actor.personId}:${key}`

async function findSubmission(
  office: Office,
  type: RecordType,
  actor: Actor,
  key: string,
): Promise<StoredRecord | undefined> {
  const row = await office.store.db.record.findUnique({
    where: { submissionKey: submissionKeyOf(actor, key) },
    select: { id: true },
  })
  return row ? findRecord(office.store.db, type, row.id) : undefined
}

/** What is not filed for a week counts in the month of its day. */
function findMonthKey(type: RecordType, values: Values): string | null {
  const day = type.dayField ? values[type.dayField] : null
  return typeof day === 'string' ? periodOf(day, 'month').key : null
}
