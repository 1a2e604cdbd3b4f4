import { speak } from '../../i18n/translate.ts'
import { getRecordType } from '../../records/registry.ts'
import type { DutyRow } from '../../store/duties/duties.ts'
import { appendEvent } from '../../store/events.ts'
import type { Tx } from '../../store/open-store.ts'
import { findRecord, updateRecord } from '../../store/records/records.ts'
import { clockworkPlatform, type Office } from '../office.ts'
import { announceRecord } from '../records/announce.ts'
import { getCreatedRecord } from '../records/get-record.ts'
import { closeAnswers } from './sync-owed.ts'

const type = getRecordType('absence')

/**
 * Takes back a proposal whose ground has gone: the duty was excused or reopened, or leave granted afterwards. One
 * that somebody has decided upon already is theirs.
 */
export async function dismissProposal(
  office: Office,
  tx: Tx,
  duty: DutyRow,
  actorId: string | null,
  why: 'duties.dismissedByLeave' | 'duties.dismissedByDecision',
): Promise<void> {
  const absence = await tx.absence.findUnique({ where: { dutyId: duty.id }, select: { recordId: true } })
  const record = absence && (await findRecord(tx, type, absence.recordId))
  if (record?.status !== 'proposed') return
  const at = office.clock.now()
  await updateRecord(tx, type, record.id, record.revision, { status: 'dismissed', at })
  const text = speak(office.policies.current().language)(why)
  await closeAnswers(office, tx, record.id, actorId)
  await appendEvent(tx, {
    at,
    actorId,
    platform: clockworkPlatform,
    kind: 'record.act.dismiss',
    recordId: record.id,
    diff: { asked: { why: text } },
  })
  await announceRecord(office, tx, type, await getCreatedRecord(tx, type, record.id))
}
