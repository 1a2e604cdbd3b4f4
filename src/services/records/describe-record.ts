import type { Actor } from '../../access/actor.ts'
import type { Card } from '../../forms/card.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { readLateness } from '../duties/read-lateness.ts'
import type { Office } from '../office.ts'
import { getRecord } from './get-record.ts'
import { readLastStep } from './last-note.ts'
import { readNames } from './names.ts'
import { buildRecordCard } from './record-card.ts'

/** The record's present state as its reader may see it. @throws NotFound */
export async function describeRecord(
  office: Office,
  actor: Actor,
  input: { recordId: string },
): Promise<Card> {
  const { type, record } = await getRecord(office.store.db, actor, input.recordId)
  return describeStored(office, actor, type, record)
}

async function describeStored(
  office: Office,
  actor: Actor,
  type: RecordType,
  record: StoredRecord,
): Promise<Card> {
  const { db } = office.store
  const names = await readNames(db, type.fields, [record.values], [record.ownerId])
  return buildRecordCard(type, record, actor, names, {
    note: await readLastStep(db, record.id),
    late: await readLateness(db, type, record),
  })
}
