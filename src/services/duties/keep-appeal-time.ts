import { addDays } from '../../calendar/days.ts'
import { localOf } from '../../calendar/zones.ts'
import { ValidationError } from '../../errors.ts'
import type { RecordChanged } from '../records/record-hooks.ts'

/**
 * An appeal comes within the policy's days of what it is against: the proposal, or its confirmation.
 * @throws ValidationError after that; what was typed is kept, and whom to talk to is said
 */
export async function keepAppealTime({ office, action, before }: RecordChanged): Promise<undefined> {
  if (action !== 'appeal' || !before) return undefined
  const { policy } = office.policies.now()
  const dayOf = (moment: Date) => localOf(moment, policy.zone).day
  const lastDay = addDays(dayOf(before.statusAt), policy.proposals.absence.appealDays)
  if (dayOf(office.clock.now()) <= lastDay) return undefined
  throw new ValidationError([
    { field: 'appeal', say: { key: 'duties.appealTooLate', params: { day: lastDay } } },
  ])
}
