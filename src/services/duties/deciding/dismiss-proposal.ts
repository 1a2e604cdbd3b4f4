import { speak } from '../../../i18n/translate.ts'
import { getRecordType } from '../../../records/registry.ts'
import type { DutyRow } from '../../../store/duties/duties.ts'
import { appendEvent } from '../../../store/events.ts'
import type { Tx } from '../../../store/open-store.ts'
import { findRecord, type StoredRecord, updateRecord } from '../../../store/records/records.ts'
import { clockworkPlatform, type Office } from '../../office.ts'
import { announceRecord } from '../../records/announce.ts'
import { getCreatedRecord } from '../../records/get-record.ts'
import { closeAnswers } from '../owing/sync-owed.ts'
import { isAppealable } from './keep-appeal-time.ts'

const type = getRecordType('absence')

/** The absence that was proposed because of a duty. */
export async function findAbsence(tx: Tx, dutyId: string): Promise<StoredRecord | undefined> {
  const absence = await tx.absence.findUnique({ where: { dutyId }, select: { recordId: true } })
  return absence ? findRecord(tx, type, absence.recordId) : undefined
}

/** Takes back a proposal whose ground has gone: the duty was excused, extended or done after all. */
export async function dismissProposal(
  office: Office,
  tx: Tx,
  duty: DutyRow,
  actorId: string | null,
  why: 'duties.dismissedByDecision' | 'duties.dismissedByFiling',
): Promise<void> {
  const absence = await findAbsence(tx, duty.id)
  if (absence?.status === 'proposed') await dismiss(office, tx, absence, actorId, why)
}

/**
 * Leave that was granted afterwards takes the ground from a confirmed absence too, as long as it could still be
 * appealed against; later, and once an appeal was turned down, what was decided stands. Returns whether none stands.
 */
export async function dismissForLeave(office: Office, tx: Tx, duty: DutyRow): Promise<boolean> {
  const absence = await findAbsence(tx, duty.id)
  if (!absence || absence.status === 'dismissed') return true
  const isOpen = absence.status === 'proposed' || absence.status === 'appealed'
  const isRecent = absence.status === 'confirmed' && isAppealable(office, absence)
  if (!isOpen && !isRecent) return false
  await dismiss(office, tx, absence, null, 'duties.dismissedByLeave')
  return true
}

async function dismiss(
  office: Office,
  tx: Tx,
  { id, revision }: StoredRecord,
  actorId: string | null,
  why: 'duties.dismissedByLeave' | 'duties.dismissedByDecision' | 'duties.dismissedByFiling',
): Promise<void> {
  const at = office.clock.now()
  await updateRecord(tx, type, id, revision, { status: 'dismissed', at })
  const text = speak(office.policies.current().language)(why)
  await closeAnswers(office, tx, id, actorId)
  await appendEvent(tx, {
    at,
    actorId,
    platform: clockworkPlatform,
    kind: 'record.act.dismiss',
    recordId: id,
    diff: { asked: { why: text } },
  })
  await announceRecord(office, tx, type, await getCreatedRecord(tx, type, id))
}
