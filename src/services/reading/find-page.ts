import type { Actor } from '../../access/actor.ts'
import type { RowFilter } from '../../access/permissions.ts'
import type { RecordType } from '../../records/record-type.ts'
import { partsOf } from '../../store/bulk.ts'
import type { Tx } from '../../store/open-store.ts'
import { readTeamTree } from '../../store/people.ts'
import type { RecordQuery } from '../../store/records/record-query.ts'
import {
  countRecords,
  findRecords,
  listFitting,
  listRecords,
  type StoredRecord,
} from '../../store/records/records.ts'
import { rankMatches } from '../../text/rank-matches.ts'
import type { Office } from '../office.ts'
import { isNamed, readNamedRecords } from '../records/named-records.ts'

/** What a list may be narrowed down to; absent means all. A team stands for itself and every team below. */
export interface RecordFilters {
  status?: string
  period?: string
  team?: string
  owner?: string
  /** Of a type whose records have names: what somebody remembers of one, or of its number. */
  name?: string
}

export interface RecordPage {
  records: StoredRecord[]
  /** As far as is counted. */
  total: number
  /** There are more: older ones are found by filters. */
  hasMore: boolean
  /** From 1; a page past the last one shows the last. */
  page: number
  pages: number
}

/** Nobody turns four hundred pages, and counting ten million rows takes seconds. */
const mostCounted = 10_000

/** One page of the records that `actor` may read, newest first. */
export async function findPage(
  office: Office,
  actor: Actor,
  type: RecordType,
  input: { filters: RecordFilters; page: number; perPage: number },
): Promise<RecordPage> {
  const { perPage } = input
  const matching = await findMatching(office, type, type.access.read.rows(actor), input.filters)
  const counted = await matching.count(mostCounted + 1)
  const total = Math.min(counted, mostCounted)
  const pages = Math.max(1, Math.ceil(total / perPage))
  const page = Math.min(Math.max(1, input.page), pages)
  const records = await matching.page({ limit: perPage, offset: (page - 1) * perPage })
  return { records, total, hasMore: counted > total, page, pages }
}

/** Everything that filters leave of what may be seen. */
export interface Matching {
  /** @param upTo counts no further */
  count(upTo?: number): Promise<number>
  /** Newest first. */
  page(at: { limit: number; offset: number }): Promise<StoredRecord[]>
  /** All, oldest first: what is filed or changed meanwhile moves none of the others. */
  parts(size: number): AsyncGenerator<StoredRecord[]>
}

export async function findMatching(
  office: Office,
  type: RecordType,
  visible: RowFilter,
  filters: RecordFilters,
): Promise<Matching> {
  const { db } = office.store
  const query = await toQuery(office, visible, filters)
  const name = filters.name?.trim() ?? ''
  if (name !== '' && isNamed(type)) {
    const called = rankMatches(name, await readNamedRecords(office.store, type)).map(({ id }) => id)
    return listedMatching(db, type, await listFitting(db, type, called, query))
  }
  return {
    count: (upTo) => countRecords(db, type, query, upTo),
    page: (at) => listRecords(db, type, { ...query, ...at }),
    async *parts(limit) {
      let after: StoredRecord | undefined
      do {
        const records = await listRecords(db, type, {
          ...{ ...query, limit, order: 'oldest' },
          ...(after ? { after } : {}),
        })
        if (records.length > 0) yield records
        after = records.at(-1)
      } while (after)
    },
  }
}

/** What was found by a name: no condition of a database finds the same. */
function listedMatching(db: Tx, type: RecordType, newestFirst: readonly string[]): Matching {
  const read = async (ids: readonly string[]) => {
    const found = new Map((await findRecords(db, type, ids)).map((record) => [record.id, record]))
    return ids.flatMap((id) => found.get(id) ?? [])
  }
  return {
    count: async (upTo = newestFirst.length) => Math.min(newestFirst.length, upTo),
    page: ({ limit, offset }) => read(newestFirst.slice(offset, offset + limit)),
    async *parts(size) {
      for (const ids of partsOf(newestFirst.toReversed(), size)) yield read(ids)
    },
  }
}

async function toQuery(
  office: Office,
  visible: RowFilter,
  { status, period, team, owner }: RecordFilters,
): Promise<Omit<RecordQuery, 'limit'>> {
  return {
    visible,
    ...(status ? { statuses: [status] } : {}),
    ...(period ? { periodKeys: [period] } : {}),
    ...(owner ? { ownerIds: [owner] } : {}),
    ...(team ? { teamIds: (await readTeamTree(office.store.db)).below(team) } : {}),
  }
}
