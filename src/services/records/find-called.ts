import type { Actor } from '../../access/actor.ts'
import { liveStates } from '../../records/record-type.ts'
import { findRecordType } from '../../records/registry.ts'
import { searchKey } from '../../text/rank-matches.ts'
import type { Office } from '../office.ts'
import { isNamed, type NamedRecord, readNamedRecords } from './named-records.ts'

export interface Called {
  /** Whose whole name it is. */
  byName: readonly NamedRecord[]
  /** Whose other name or number it is. */
  byOtherName: readonly NamedRecord[]
}

/** What is in force and called exactly so, however it is written: wide or narrow, with blanks or without. */
export async function findCalled(
  office: Office,
  actor: Actor,
  { of, name }: { of: string; name: string },
): Promise<Called> {
  const type = findRecordType(of)
  const wanted = searchKey(name)
  if (!type || !isNamed(type) || wanted === '') return { byName: [], byOtherName: [] }
  const live = new Set(liveStates(type))
  const called = (await readNamedRecords(office.store, type)).filter(
    (record) =>
      (record.keys.name === wanted || record.keys.aliases.includes(wanted)) &&
      live.has(record.status) &&
      type.access.read.allows(actor, record),
  )
  return {
    byName: called.filter(({ keys }) => keys.name === wanted),
    byOtherName: called.filter(({ keys }) => keys.name !== wanted),
  }
}
