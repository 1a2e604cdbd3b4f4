import type { Actor } from '../../access/actor.ts'
import type { Answers } from '../../fields/field.ts'
import { toAnswers } from '../../fields/show-values.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { listActions } from '../../workflow/workflow.ts'
import type { Office } from '../office.ts'
import { getRecord } from '../records/get-record.ts'
import { findPage, type RecordFilters, type RecordPage } from './find-page.ts'

/** A record as data. Instants are ISO 8601 in UTC; of sealed answers there are only the names. */
export interface RecordView {
  id: string
  type: string
  number: string
  status: string
  ownerId: string
  teamId: string
  periodKey: string | null
  revision: number
  createdAt: string
  updatedAt: string
  answers: Answers
  sealed: readonly string[]
  /** What this reader may do with it now. */
  actions: readonly string[]
}

/** @throws NotFound also when it exists and may not be read, or is of another type */
export async function readRecord(
  office: Office,
  actor: Actor,
  input: { recordId: string },
): Promise<RecordView> {
  const { type, record } = await getRecord(office.store.db, actor, input.recordId)
  return toView(actor, type, record)
}

export async function listRecordViews(
  office: Office,
  actor: Actor,
  input: { type: RecordType; filters: RecordFilters; page: number; perPage: number },
): Promise<Omit<RecordPage, 'records'> & { records: RecordView[] }> {
  const { records, ...paging } = await findPage(office, actor, input.type, input)
  return { records: records.map((record) => toView(actor, input.type, record)), ...paging }
}

function toView(actor: Actor, type: RecordType, record: StoredRecord): RecordView {
  const open = Object.fromEntries(Object.entries(type.fields).filter(([, field]) => !field.sensitive))
  return {
    id: record.id,
    type: record.type,
    number: record.number,
    status: record.status,
    ownerId: record.ownerId,
    teamId: record.teamId,
    periodKey: record.periodKey,
    revision: record.revision,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    answers: toAnswers(open, record.values),
    sealed: [...record.sealed].sort(),
    actions: listActions(type.workflow, record.status, actor, record),
  }
}
