import { appendEvent } from '../../store/events.ts'
import { countByKey, listSealedUnder, resealRow, type SealedRow } from '../../store/sealed.ts'
import { consolePlatform, type Office } from '../office.ts'
import { placeOf } from '../records/seal-answers.ts'
import { scrubForgotten } from './scrub-forgotten.ts'

export interface Rotation {
  /** The key that seals from now on. */
  newest: string
  resealed: number
  /** Rows that no configured key opens, by the key that they name. */
  unopened: Record<string, number>
  /** What is sealed under which key now. */
  byKey: Record<string, number>
}

const pageSize = 500

/**
 * Seals under the newest key what older ones sealed, page by page, while the product runs. It may be stopped at any
 * moment and called again: what is done is under the newest key already. What somebody changes or deletes meanwhile is
 * left as they made it. That it began and that it ended are events.
 */
export async function rotateKeys(office: Office): Promise<Rotation> {
  const { store, vault } = office
  const { newest } = vault
  const before = await countByKey(store)
  const older = Object.fromEntries(Object.entries(before).filter(([id]) => id !== newest))
  const rotation: Rotation = { newest, resealed: 0, unopened: {}, byKey: before }
  if (Object.keys(older).length === 0) return rotation
  await note(office, 'vault.rotation-begun', { to: newest, from: older })
  let last: Pick<SealedRow, 'recordId' | 'field'> | undefined
  for (;;) {
    const rows = await listSealedUnder(store, { notKey: newest, after: last, limit: pageSize })
    last = rows.at(-1)
    if (!last) break
    const opened = rows.flatMap((row) => {
      const plain = openRow(office, row)
      if (plain === undefined) rotation.unopened[row.keyId] = (rotation.unopened[row.keyId] ?? 0) + 1
      return plain === undefined ? [] : [{ row, plain }]
    })
    rotation.resealed += await store.transaction(async (tx) => {
      let count = 0
      for (const { row, plain } of opened) {
        const fresh = vault.seal(plain, placeOf(row.recordId, row.field))
        if (await resealRow(tx, row, fresh)) count += 1
      }
      return count
    })
  }
  rotation.byKey = await countByKey(store)
  // The older key may be known to others: what it sealed must not stand in the file.
  await scrubForgotten(office)
  const { resealed, unopened, byKey } = rotation
  await note(office, 'vault.rotated', { to: newest, resealed, unopened, byKey })
  return rotation
}

/** Undefined where no key opens it: the rest goes on, and what is in it stays out of every log. */
function openRow({ vault }: Office, row: SealedRow): string | undefined {
  try {
    return vault.open(row, placeOf(row.recordId, row.field))
  } catch {
    return undefined
  }
}

const note = (
  { store, clock }: Office,
  kind: string,
  diff: Parameters<typeof appendEvent>[1]['diff'],
): Promise<void> =>
  store.transaction((tx) =>
    appendEvent(tx, { at: clock.now(), actorId: null, platform: consolePlatform, kind, diff }),
  )
