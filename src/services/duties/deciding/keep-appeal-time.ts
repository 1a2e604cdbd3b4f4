import { addDays } from '../../../calendar/days.ts'
import { localOf } from '../../../calendar/zones.ts'
import { ValidationError } from '../../../errors.ts'
import type { StoredRecord } from '../../../store/records/records.ts'
import type { Office } from '../../office.ts'
import { getCreatedRecord } from '../../records/get-record.ts'
import type { RecordChanged } from '../../records/record-hooks.ts'

/**
 * An appeal comes within the policy's days of what it is against: the proposal, or its confirmation.
 * @throws ValidationError after that; what was typed is kept, and whom to talk to is said
 */
export async function keepAppealTime({
  office,
  tx,
  type,
  action,
  before,
  after,
}: RecordChanged): Promise<StoredRecord | undefined> {
  if (action === 'confirm') {
    const appealBy = lastAppealDay(office, after.statusAt)
    await tx.absence.update({ where: { recordId: after.id }, data: { appealBy } })
    return getCreatedRecord(tx, type, after.id)
  }
  if (action !== 'appeal' || !before || isAppealable(office, before)) return undefined
  throw new ValidationError([
    { field: 'appeal', say: { key: 'duties.appealTooLate', params: { day: appealDayOf(office, before) } } },
  ])
}

/** The last day on which what was proposed or confirmed at a moment can be appealed against. */
export function lastAppealDay(office: Office, at: Date): string {
  const { policy } = office.policies.now()
  return addDays(localOf(at, policy.zone).day, policy.proposals.absence.appealDays)
}

export function isAppealable(office: Office, absence: StoredRecord): boolean {
  const today = localOf(office.clock.now(), office.policies.current().zone).day
  return today <= appealDayOf(office, absence)
}

/** What was told counts, whatever the policy has become since. */
export const appealDayOf = (office: Office, { values, statusAt }: StoredRecord): string =>
  typeof values.appealBy === 'string' ? values.appealBy : lastAppealDay(office, statusAt)
