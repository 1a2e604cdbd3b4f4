/** Sealed answers by the key that sealed them, for changing the key. */
import type { Store, Tx } from './store.ts'

export type SealedRow = Awaited<ReturnType<Tx['sensitiveValue']['findMany']>>[number]

/** How many rows each key has sealed, by its id. */
export async function countByKey({ db }: Pick<Store, 'db'>): Promise<Record<string, number>> {
  const groups = await db.sensitiveValue.groupBy({
    by: ['keyId'],
    _count: { _all: true },
    orderBy: { keyId: 'asc' },
  })
  return Object.fromEntries(groups.map(({ keyId, _count }) => [keyId, _count._all]))
}

/** In the order of records and fields, those behind `after` that another key than `notKey` sealed. */
export function listSealedUnder(
  { db }: Pick<Store, 'db'>,
  {
    notKey,
    after,
    limit,
  }: { notKey: string; after: Pick<SealedRow, 'recordId' | 'field'> | undefined; limit: number },
): Promise<SealedRow[]> {
  const behind = after && {
    OR: [{ recordId: { gt: after.recordId } }, { recordId: after.recordId, field: { gt: after.field } }],
  }
  return db.sensitiveValue.findMany({
    where: { keyId: { not: notKey }, ...behind },
    orderBy: [{ recordId: 'asc' }, { field: 'asc' }],
    take: limit,
  })
}

/** Puts a new seal in place of the one that was read; false where somebody changed or deleted it since. */
export async function resealRow(
  tx: Tx,
  { recordId, field, keyId, sealed: old }: SealedRow,
  fresh: Pick<SealedRow, 'keyId' | 'sealed'>,
): Promise<boolean> {
  // A nonce is never used twice, so that equal bytes are the very row. When it was answered stays as it was.
  const { count } = await tx.sensitiveValue.updateMany({
    where: { recordId, field, keyId, sealed: old },
    data: { keyId: fresh.keyId, sealed: fresh.sealed },
  })
  return count === 1
}
