import type { Actor } from '../../access/actor.ts'
import { Conflict, NotPermitted, SentBefore } from '../../errors.ts'
import type { Answers, Values } from '../../fields/field.ts'
import { askedFields, type RecordType } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import { findUniqueViolation } from '../../store/database-errors.ts'
import { findRecord, type StoredRecord } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import { announceRecord } from './announce.ts'
import { createRecord } from './create-record.ts'
import { getFilingPeriod, monthOf } from './filing-period.ts'
import { readAnswers } from './read-answers.ts'
import { runRecordHooks } from './record-hooks.ts'
import { digestSent, isLatestChange, readSent } from './sent.ts'
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
 * @throws Conflict when the person has one for the period already, or the key is that of another kind of record
 * @throws SentBefore when the key is there with other content
 */
export async function fileRecord(
  office: Office,
  actor: Actor,
  input: FileRecordInput,
): Promise<StoredRecord> {
  const type = getRecordType(input.type)
  if (!type.access.create.allows(actor, { ownerId: actor.personId, teamId: actor.teamId }))
    throw new NotPermitted(`file ${type.id}`)
  const { answers, periodKey: askedPeriod = null } = input
  const sent = digestSent(office, { type: type.id, periodKey: askedPeriod, answers })
  const earlier = await findSubmission(office, type, actor, input.submissionKey, sent)
  if (earlier) return earlier
  const asked = type.period ? await getFilingPeriod(office, actor, type, input.periodKey) : null
  const values = await readAnswers(office, actor, type, askedFields(type), input.answers, {
    periodKey: asked,
  })
  const periodKey = asked ?? monthOf(type, values) ?? null
  try {
    return await insert(office, actor, type, { values, periodKey, sent }, input)
  } catch (error) {
    const violation = findUniqueViolation(error)
    // The same sent twice at once breaks both keys, and the database names either.
    const twin = violation && (await findSubmission(office, type, actor, input.submissionKey, sent))
    if (twin) return twin
    if (violation?.key === 'singleKey') throw new Conflict('one per period', { key: 'records.alreadyFiled' })
    throw error
  }
}

async function insert(
  office: Office,
  actor: Actor,
  type: RecordType,
  { values, periodKey, sent }: { values: Values; periodKey: string | null; sent: string },
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
        sent,
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
/** As it stands in the database: nobody takes another's for their own. */
export const submissionKeyOf = (actor: Actor, key: string) => `${actor.personId}:${key}`

/**
 * What was filed under this key already. The same content is the same submission, whatever became of the record
 * since; other content is not dropped in silence.
 */
async function findSubmission(
  office: Office,
  type: RecordType,
  actor: Actor,
  key: string,
  sent: string,
): Promise<StoredRecord | undefined> {
  const { db } = office.store
  const row = await db.record.findUnique({
    where: { submissionKey: submissionKeyOf(actor, key) },
    select: { id: true, type: true },
  })
  if (!row) return undefined
  const record = row.type === type.id ? await findRecord(db, type, row.id) : undefined
  if (!record) throw new Conflict('the key of another record', { key: 'records.keyTaken' })
  const all = await readSent(db, actor, record.id)
  // Records of an older program have no digest in their history.
  if (all.length === 0 || all[0] === sent) return record
  const isLatest = !all.includes(sent) && (await isLatestChange(db, actor, record.id))
  throw new SentBefore(record, sent, isLatest)
}
