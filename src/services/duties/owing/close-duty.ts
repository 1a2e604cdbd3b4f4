import { isFiledLate } from '../../../policy/duty-times.ts'
import { deadlineInForce } from '../../../policy/ladder.ts'
import { liveStates, type RecordType } from '../../../records/record-type.ts'
import { type DutyRow, findFiledRecord } from '../../../store/duties/duties.ts'
import type { Tx } from '../../../store/open-store.ts'
import type { StoredRecord } from '../../../store/records/records.ts'
import type { Office } from '../../office.ts'
import type { RecordChanged } from '../../records/record-hooks.ts'
import { dismissProposal } from '../deciding/dismiss-proposal.ts'
import { openRuleBook } from '../duty-rules.ts'
import { refreshDutyCards } from '../refresh-cards.ts'

/**
 * Filing fulfils the duty of its period, late where the deadline had passed; withdrawing it, or moving it to another
 * day, brings the duty back. A duty that was never made (a plan filed early) is made by the sweep and finds its
 * record then.
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
  const was = before && isLive(type, before) ? periodKeyOf(type, before) : undefined
  const is = isLive(type, after) ? periodKeyOf(type, after) : undefined
  if (was === is) return undefined
  for (const periodKey of [was, is]) {
    if (periodKey === undefined || periodKey === '') continue
    const duty = await tx.duty.findUnique({
      where: { personId_kind_periodKey: { personId: after.ownerId, kind, periodKey } },
    })
    if (duty) await settleDuty(office, tx, type, duty)
  }
  return undefined
}

/** Brings a duty into line with what its person has filed; what somebody decided about it stays. */
export async function settleDuty(office: Office, tx: Tx, type: RecordType, duty: DutyRow): Promise<void> {
  if (duty.state === 'excused' || duty.state === 'cancelled') return
  const filed = await findFiledRecord(tx, type, duty.personId, duty.periodKey)
  if (filed?.id === duty.recordId) return
  const data = filed ? closedBy(office, duty, filed) : reopened(office, duty)
  if (!data) return
  const settled = await tx.duty.update({ where: { id: duty.id }, data })
  // Late is late, not absent.
  if (settled.state === 'late' || settled.state === 'filed')
    await dismissProposal(office, tx, settled, null, 'duties.dismissedByFiling')
  await refreshDutyCards(office, tx, settled)
}

function closedBy(office: Office, duty: DutyRow, filed: { id: string; createdAt: Date }) {
  const closed = { recordId: filed.id, closedAt: filed.createdAt }
  // The time to make up is over: that it came after all is seen by whoever decides.
  if (duty.state === 'missed') return closed
  const policy = openRuleBook(office).of(duty)?.duty
  const deadline = deadlineInForce(duty)
  const isLate = policy ? isFiledLate(policy, deadline, filed.createdAt) : filed.createdAt > deadline
  return { ...closed, state: isLate ? 'late' : 'filed', nextRungAt: null }
}

function reopened(office: Office, duty: DutyRow) {
  if (duty.recordId === null) return undefined
  const now = office.clock.now()
  const open = { recordId: null, closedAt: null }
  if (duty.state === 'missed') return open
  return { ...open, state: now >= deadlineInForce(duty) ? 'overdue' : 'pending', nextRungAt: now }
}

const isLive = (type: RecordType, record: StoredRecord): boolean => liveStates(type).includes(record.status)

const periodKeyOf = (type: RecordType, record: StoredRecord): string =>
  type.period ? (record.periodKey ?? '') : String(type.dayField ? (record.values[type.dayField] ?? '') : '')
