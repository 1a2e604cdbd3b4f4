/**
 * What a change of a record entails beyond the record: duties that it fulfils, totals that it counts towards, a
 * compliance gate. Runs in the transaction of the change, before the card is built, so that what is told is true.
 */
import type { Actor } from '../../access/actor.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { tallyActivity } from '../activity/tally-activity.ts'
import { gateFeeClaim } from '../compliance/gate-fee-claim.ts'
import { keepAppealTime } from '../duties/deciding/keep-appeal-time.ts'
import { showAbsenceOnDuty } from '../duties/deciding/show-absence.ts'
import { closeDutyOfRecord } from '../duties/owing/close-duty.ts'
import { oweAnswers } from '../duties/owing/owe-answers.ts'
import { oweSteps } from '../duties/owing/owe-steps.ts'
import { reckonLeave } from '../duties/owing/reckon-leave.ts'
import { tallyReferral } from '../metrics/tally-referral.ts'
import type { Office } from '../office.ts'
import { lendRoles } from '../people/lend-roles.ts'
import { reportDoubleNotice } from '../referral/report-double-notice.ts'

export interface RecordChanged {
  office: Office
  tx: Tx
  type: RecordType
  actor: Actor
  /** `file`, `edit`, or the action's id. */
  action: string
  before: StoredRecord | undefined
  after: StoredRecord
}

/** Returns the record anew where the hook itself moved it on. */
export type RecordHook = (changed: RecordChanged) => Promise<StoredRecord | undefined>

/** Every hook with the types it listens to; absent types mean all. */
const hooks: readonly { types?: readonly string[]; run: RecordHook }[] = [
  { types: ['absence'], run: keepAppealTime },
  { types: ['absence'], run: showAbsenceOnDuty },
  { run: closeDutyOfRecord },
  { types: ['leave'], run: reckonLeave },
  { types: ['leave'], run: lendRoles },
  { run: oweAnswers },
  { types: ['referral'], run: oweSteps },
  { types: ['activity'], run: tallyActivity },
  { types: ['referral'], run: tallyReferral },
  { types: ['referral'], run: reportDoubleNotice },
  { types: ['fee-claim'], run: gateFeeClaim },
]

export async function runRecordHooks(changed: RecordChanged): Promise<StoredRecord> {
  let { after } = changed
  for (const hook of hooks) {
    if (hook.types && !hook.types.includes(changed.type.id)) continue
    after = (await hook.run({ ...changed, after })) ?? after
  }
  return after
}
