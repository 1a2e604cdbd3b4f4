import type { RowFilter } from '../../access/permissions.ts'
import type { Value } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { StoredRecord } from './records.ts'

export interface RecordQuery {
  /** Which rows the reader may see at all. */
  visible: RowFilter
  ownerIds?: readonly string[]
  teamIds?: readonly string[]
  statuses?: readonly string[]
  periodKeys?: readonly string[]
  /** Equalities on the detail table's columns. */
  detail?: Readonly<Record<string, Value>>
  /** Inclusive bounds of the type's day. */
  days?: { from: string; to: string }
  limit: number
  offset?: number
  order?: 'newest' | 'oldest'
  /** The record that the last part ended with, of those that are read oldest first. */
  after?: Pick<StoredRecord, 'id' | 'createdAt'>
}

/** The query as a condition of Prisma's. */
export function whereOf(type: RecordType, query: Omit<RecordQuery, 'limit'>) {
  const detail = {
    ...query.detail,
    ...(query.days && type.dayField ? { [type.dayField]: { gte: query.days.from, lte: query.days.to } } : {}),
  }
  return {
    type: type.id,
    ...(query.ownerIds ? { ownerId: { in: [...query.ownerIds] } } : {}),
    ...(query.statuses ? { status: { in: [...query.statuses] } } : {}),
    ...(query.periodKeys ? { periodKey: { in: [...query.periodKeys] } } : {}),
    ...(Object.keys(detail).length > 0 ? { [type.table]: { is: detail } } : {}),
    AND: [
      visibleWhere(query.visible),
      query.teamIds ? { teamId: { in: [...query.teamIds] } } : {},
      query.after ? afterWhere(query.after) : {},
    ],
  }
}

const afterWhere = ({ createdAt, id }: Pick<StoredRecord, 'id' | 'createdAt'>) => ({
  OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }],
})

/** The row filter of a permission as a condition; an empty filter lets nothing through. */
function visibleWhere(filter: RowFilter) {
  return {
    OR: filter.anyOf.map((f) => ({
      ...(f.ownerId === undefined ? {} : { ownerId: f.ownerId }),
      ...(f.teamIds === undefined ? {} : { teamId: { in: [...f.teamIds] } }),
      ...(f.exceptOwnerIds === undefined ? {} : { NOT: { ownerId: { in: [...f.exceptOwnerIds] } } }),
    })),
  }
}
