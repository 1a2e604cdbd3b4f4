import type { Actor } from '../../access/actor.ts'
import type { RecordType } from '../../records/record-type.ts'
import { findRecordType, recordTypes } from '../../records/registry.ts'

/** Whether somebody may file records of a type, as their own and for their own team. */
export function mayFile(actor: Actor, type: string): boolean {
  const { personId: ownerId, teamId } = actor
  return findRecordType(type)?.access.create.allows(actor, { ownerId, teamId }) ?? false
}

/** Everything that somebody may file. */
export const listFileable = (actor: Actor): RecordType[] => recordTypes.filter(({ id }) => mayFile(actor, id))
