import type { Audience, RecordType } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'
import { readTeamTree } from '../../store/people.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import { findActorIn } from '../people/find-actor.ts'
import { tell } from '../tell.ts'
import { readLastNote } from './last-note.ts'
import { readNames } from './names.ts'
import { findRecipients, type Wanted } from './recipients.ts'
import { buildRecordCard } from './record-card.ts'

/**
 * Puts the record's present state before everybody concerned, in the transaction that changed it. One message a
 * person and record: later states edit it in place.
 */
export async function announceRecord(
  office: Office,
  tx: Tx,
  type: RecordType,
  record: StoredRecord,
): Promise<void> {
  const at = office.clock.now()
  const told = type.audience.filter((audience) => isTold(type, audience, record.status))
  if (told.length === 0) return
  const tree = await readTeamTree(tx)
  const wanted = told.map(
    (audience): Wanted =>
      audience === 'owner'
        ? { audience, personId: record.ownerId }
        : {
            audience,
            teamId: record.teamId,
            ...(audience === 'supervisor' ? { except: record.ownerId } : {}),
          },
  )
  const recipients = await findRecipients(tx, tree, wanted, at, office)
  const note = await readLastNote(tx, record.id)
  const names = await readNames(tx, type, [record.values], [record.ownerId])
  for (const recipient of recipients) {
    const reader = await findActorIn(office, tx, recipient.personId, tree)
    if (!reader) continue
    await tell(office, tx, {
      platform: recipient.platform,
      to: recipient,
      slotKey: `record:${record.id}`,
      dedupeKey: `record:${record.id}:${record.revision}:${recipient.personId}`,
      card: buildRecordCard(type, record, reader, names, note),
    })
  }
}

function isTold(type: RecordType, audience: Audience, status: string): boolean {
  const from = type.toldFrom?.[audience]
  return from === undefined || from.includes(status)
}
