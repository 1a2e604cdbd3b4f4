import { localOf } from '../../calendar/zones.ts'
import type { Values } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import { partsOf } from '../../store/bulk.ts'
import { appendEvent, type JsonObject } from '../../store/events.ts'
import { newId } from '../../store/new-id.ts'
import type { Tx } from '../../store/open-store.ts'
import { insertRecords, type StoredRecord, takeNumbers } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import { diffValues } from './diff-values.ts'
import { getCreatedRecord } from './get-record.ts'

export interface Creation {
  ownerId: string
  teamId: string
  values: Values
  periodKey?: string | null
  /** At most one record has the same. */
  singleKey?: string | null
  submissionKey?: string | null
  /** What was sent, by `digestSent`; its event keeps it. */
  sent?: string
  /** How it came about, where nobody filed it. */
  event?: { kind: string; diff: JsonObject }
}

/** Who creates: the product itself where there is no actor. */
export interface Creator {
  actorId: string | null
  platform: string
}

/**
 * Creates a record in the first state of its type: it gets its number in the series of the year on the policy's
 * clocks, and its history begins.
 * @throws the store's unique violation when the submission or the person's period is there already
 */
export async function createRecord(
  office: Office,
  tx: Tx,
  type: RecordType,
  creation: Creation,
  by: Creator,
): Promise<StoredRecord> {
  const [id = ''] = await createRecords(office, tx, type, [creation], by)
  return getCreatedRecord(tx, type, id)
}

/** The same for thousands at once, numbered in their order; their ids. */
export async function createRecords(
  office: Office,
  tx: Tx,
  type: RecordType,
  creations: readonly Creation[],
  { actorId, platform }: Creator,
): Promise<string[]> {
  if (creations.length === 0) return []
  const at = office.clock.now()
  const year = Number(localOf(at, office.policies.current().zone).day.slice(0, 4))
  const numbers = await takeNumbers(tx, type.prefix, year, creations.length)
  const records = creations.map(({ event, sent, ...creation }, index) => ({
    event,
    sent,
    id: newId(at),
    number: numbers[index] ?? '',
    status: type.workflow.initial,
    ...{ periodKey: null, singleKey: null, submissionKey: null, ...creation },
    at,
  }))
  await insertRecords(
    office.store,
    tx,
    type,
    records.map(({ event: _, sent: __, ...record }) => record),
  )
  // All who write events wait for one another from here on.
  for (const part of partsOf(records)) {
    const events = part.map(({ id, values, event, sent }) => ({
      at,
      actorId,
      platform,
      recordId: id,
      ...(event ?? {
        kind: 'record.filed',
        diff: { values: diffValues(type.fields, {}, values), ...(sent ? { sent } : {}) },
      }),
    }))
    await appendEvent(tx, ...events)
  }
  return records.map(({ id }) => id)
}
