import type { Actor } from '../../access/actor.ts'
import type { RowFilter } from '../../access/permissions.ts'
import type { RecordType } from '../../records/record-type.ts'
import { readTeamTree } from '../../store/people.ts'
import {
  countRecords,
  listRecords,
  type RecordQuery,
  type StoredRecord,
} from '../../store/records/records.ts'
import type { Office } from '../office.ts'

/** What a list may be narrowed down to; absent means all. A team stands for itself and every team below. */
export interface RecordFilters {
  status?: string
  period?: string
  team?: string
  owner?: string
}

export interface RecordPage {
  records: StoredRecord[]
  total: number
  /** From 1; a page past the last one shows the last. */
  page: number
  pages: number
}

/** One page of the records that `actor` may read, newest first. */
export async function findPage(
  office: Office,
  actor: Actor,
  type: RecordType,
  input: { filters: RecordFilters; page: number; perPage: number },
): Promise<RecordPage> {
  const { db } = office.store
  const query = await toQuery(office, type.access.read.rows(actor), input.filters)
  const total = await countRecords(db, type, query)
  const pages = Math.max(1, Math.ceil(total / input.perPage))
  const page = Math.min(Math.max(1, input.page), pages)
  const records = await listRecords(db, type, {
    ...query,
    limit: input.perPage,
    offset: (page - 1) * input.perPage,
  })
  return { records, total, page, pages }
}

export async function toQuery(
  office: Office,
  visible: RowFilter,
  filters: RecordFilters,
): Promise<Omit<RecordQuery, 'limit'>> {
  const { status, period, team, owner } = filters
  return {
    visible,
    ...(status ? { statuses: [status] } : {}),
    ...(period ? { periodKeys: [period] } : {}),
    ...(owner ? { ownerIds: [owner] } : {}),
    ...(team ? { teamIds: (await readTeamTree(office.store.db)).below(team) } : {}),
  }
}
