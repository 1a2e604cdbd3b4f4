import absence from './absence/index.ts'
import activity from './activity/index.ts'
import customer from './customer/index.ts'
import feeClaim from './fee-claim/index.ts'
import leave from './leave/index.ts'
import type { RecordType } from './record-type.ts'
import referral from './referral/index.ts'
import weeklyPlan from './weekly-plan/index.ts'
import weeklyReport from './weekly-report/index.ts'

/** Every record type: to add one, make its folder and name it here. */
export const recordTypes: readonly RecordType[] = [
  weeklyPlan,
  weeklyReport,
  activity,
  referral,
  leave,
  customer,
  absence,
  feeClaim,
]

const byId = new Map(recordTypes.map((type) => [type.id, type]))

/** What each duty asks to be filed, by the policy's name of the duty. */
export const askedRecords: Readonly<Record<string, { record: string; period: string }>> = Object.fromEntries(
  recordTypes.flatMap(({ id, duty, period }) =>
    duty ? [[duty, { record: id, period: period ?? 'day' }]] : [],
  ),
)

export function findRecordType(id: string): RecordType | undefined {
  return byId.get(id)
}

/** @throws TypeError for a type nobody declared: a fault of the program, not of its user */
export function getRecordType(id: string): RecordType {
  const type = byId.get(id)
  if (!type) throw new TypeError(`no record type ${id}`)
  return type
}
