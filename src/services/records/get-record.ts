import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../errors.ts'
import type { RecordType } from '../../records/record-type.ts'
import { findRecordType } from '../../records/registry.ts'
import type { Tx } from '../../store/open-store.ts'
import { findRecord, findRecordKind, type StoredRecord } from '../../store/records/records.ts'

/**
 * A record that the actor may read, with its type.
 * @throws NotFound also when it exists and may not be read: the answer must not tell the two apart
 */
export async function getRecord(
  db: Tx,
  actor: Actor,
  id: string,
): Promise<{ type: RecordType; record: StoredRecord }> {
  const type = findRecordType((await findRecordKind(db, id)) ?? '')
  const record = type ? await findRecord(db, type, id) : undefined
  if (!type || !record || !type.access.read.allows(actor, record)) throw new NotFound('record')
  return { type, record }
}

/** A record that this transaction has just written. */
export async function getCreatedRecord(tx: Tx, type: RecordType, id: string): Promise<StoredRecord> {
  const record = await findRecord(tx, type, id)
  if (!record) throw new NotFound('record')
  return record
}
