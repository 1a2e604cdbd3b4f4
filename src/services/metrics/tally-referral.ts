import { addToTallies } from '../../store/tallies.ts'
import type { RecordChanged } from '../records/record-hooks.ts'

/** A referral counts once, in the month in which the patient arrived (mission row 1.38). */
export async function tallyReferral({ tx, action, after }: RecordChanged): Promise<undefined> {
  const { arrivedOn } = after.values
  if (action === 'confirm-arrival' && typeof arrivedOn === 'string') {
    await addToTallies(tx, after.ownerId, 'referrals', arrivedOn, 1)
  }
  return undefined
}
