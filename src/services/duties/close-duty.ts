import { isFiledLate } from '../../policy/duty-times.ts'
import { deadlineInForce } from '../../policy/ladder.ts'
import type { RecordChanged } from '../records/record-hooks.ts'

/**
 * Filing fulfils the duty of its period, late where the deadline had passed; withdrawing brings it back. A duty that
 * was never made (a plan filed early) is made by the sweep and finds its record then.
 */
export async function closeDutyOfRecord({
  office,
  tx,
  type,
  after,
  before,
}: RecordChanged): Promise<undefined> {
  const kind = type.duty
  if (!kind) return undefined
  const duty = await tx.duty.findUnique({
    where: {
      personId_kind_periodKey: { personId: after.ownerId, kind, periodKey: dutyPeriodOf(type, after) },
    },
  })
  if (!duty || duty.state === 'excused' || duty.state === 'cancelled') return undefined
  const isWithdrawn = type.workflow.states[after.status]?.isFinal === true
  if (isWithdrawn) {
    if (duty.recordId !== after.id) return undefined
    const at = office.clock.now()
    const isPast = at > deadlineInForce(duty)
    await tx.duty.update({
      where: { id: duty.id },
      data: { state: isPast ? 'overdue' : 'pending', recordId: null, closedAt: null, nextRungAt: at },
    })
    return undefined
  }
  // Only the first filing closes it: edits keep the moment at which it was filed.
  if (before || duty.recordId) return undefined
  const policy = office.policies.current().duties[kind]
  const filedAt = office.clock.now()
  const isLate = policy
    ? isFiledLate(policy, deadlineInForce(duty), filedAt)
    : filedAt > deadlineInForce(duty)
  await tx.duty.update({
    where: { id: duty.id },
    data: { state: isLate ? 'late' : 'filed', recordId: after.id, closedAt: filedAt, nextRungAt: null },
  })
  return undefined
}

const dutyPeriodOf = (type: RecordChanged['type'], record: RecordChanged['after']): string =>
  type.period ? (record.periodKey ?? '') : String(type.dayField ? record.values[type.dayField] : '')
