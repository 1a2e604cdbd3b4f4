import { type Actor, holdsRole } from '../../access/actor.ts'
import { addDays } from '../../calendar/days.ts'
import { localOf } from '../../calendar/zones.ts'
import referral from '../../records/referral/index.ts'
import type { Tx } from '../../store/open-store.ts'
import { findRecords, type StoredRecord } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import type { Sought } from './read-sought.ts'

/**
 * The records that hold this person and that the administrator answers for, oldest first: found by keyed hashes, no
 * answer is opened.
 */
export async function findSubject(tx: Tx, actor: Actor, { phone, name }: Sought): Promise<StoredRecord[]> {
  const having = (field: string, lookup: string) =>
    tx.sensitiveValue.findMany({
      where: { field, lookup },
      select: { recordId: true },
    })
  const reached = (await having('patientPhone', phone)).map(({ recordId }) => recordId)
  const called = name && new Set((await having('patientName', name)).map(({ recordId }) => recordId))
  const ids = called ? reached.filter((id) => called.has(id)) : reached
  const records = await findRecords(tx, referral, ids)
  return records
    .filter(({ teamId }) => holdsRole(actor, 'admin', teamId))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
}

/** How many others have the telephone, under another name. */
export async function countNamesakesOfPhone(tx: Tx, actor: Actor, sought: Sought, found: number) {
  if (!sought.name) return 0
  return (await findSubject(tx, actor, { ...sought, name: undefined })).length - found
}

/** Days of the policy's zone: the night from which the identity goes by itself, and until when it must not. */
export function keepingOf(office: Office, { statusAt }: Pick<StoredRecord, 'statusAt'>) {
  const { zone, privacy } = office.policies.current()
  const lastStep = localOf(statusAt, zone).day
  const mustKeep = privacy.mustKeepDays?.patientIdentity
  return {
    keptUntil: addDays(lastStep, privacy.retentionDays.patientIdentity),
    mustKeepUntil: mustKeep === undefined ? undefined : addDays(lastStep, mustKeep),
  }
}
