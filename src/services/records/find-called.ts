import type { Actor } from '../../access/actor.ts'
import { liveStates } from '../../records/record-type.ts'
import { findRecordType } from '../../records/registry.ts'
import { nameSkeleton } from '../../text/look-alikes.ts'
import { searchKey } from '../../text/rank-matches.ts'
import type { Office } from '../office.ts'
import { isNamed, type NamedRecord, readNamedRecords } from './named-records.ts'

export interface Called {
  /** Whose whole name it is. */
  byName: readonly NamedRecord[]
  /** Whose other name or number it is. */
  byOtherName: readonly NamedRecord[]
}

/** What is in force and called exactly so, however it is written: wide or narrow, with blanks or without, with letters that look alike. */
export async function findCalled(
  office: Office,
  actor: Actor,
  { of, name }: { of: string; name: string },
): Promise<Called> {
  const type = findRecordType(of)
  const wanted = nameSkeleton(searchKey(name))
  // The lengths first: there are thousands of names.
  const isCalled = (key: string) => key.length === wanted.length && nameSkeleton(key) === wanted
  if (!type || !isNamed(type) || wanted === '') return { byName: [], byOtherName: [] }
  const live = new Set(liveStates(type))
  const called = (await readNamedRecords(office.store, type)).filter(
    (record) =>
      (isCalled(record.keys.name) || record.keys.aliases.some(isCalled)) &&
      live.has(record.status) &&
      type.access.read.allows(actor, record),
  )
  return {
    byName: called.filter(({ keys }) => isCalled(keys.name)),
    byOtherName: called.filter(({ keys }) => !isCalled(keys.name)),
  }
}
