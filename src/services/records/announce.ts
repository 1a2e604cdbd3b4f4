import type { Audience, RecordType } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'
import { readTeamTree } from '../../store/people.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import { findActorIn } from '../people/find-actor.ts'
import { targetOf, tell } from '../tell.ts'
import { readLastNote } from './last-note.ts'
import { readNames } from './names.ts'
import { findRecipients, type Recipient, type Wanted } from './recipients.ts'
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
  if (type.audience.length === 0) return
  const tree = await readTeamTree(tx)
  const wanted = type.audience.map(
    (audience): Wanted =>
      audience === 'owner'
        ? { audience, personId: record.ownerId }
        : {
            audience,
            teamId: record.teamId,
            ...(audience === 'supervisor' ? { except: record.ownerId } : {}),
          },
  )
  const slotKey = `record:${record.id}`
  const recipients = await keepConcerned(
    tx,
    slotKey,
    await findRecipients(tx, tree, wanted, at, office),
    (audience) => isTold(type, audience, record.status),
  )
  const note = await readLastNote(tx, record.id)
  const names = await readNames(tx, type.fields, [record.values], [record.ownerId])
  for (const recipient of recipients) {
    const reader = await findActorIn(office, tx, recipient.personId, tree)
    if (!reader) continue
    await tell(office, tx, {
      platform: recipient.platform,
      to: recipient,
      slotKey,
      dedupeKey: `record:${record.id}:${record.revision}:${recipient.personId}`,
      card: buildRecordCard(type, record, reader, names, note),
    })
  }
}

/** Who has a card already sees it change, also to a state that would be no reason to send one. */
async function keepConcerned(
  tx: Tx,
  slotKey: string,
  recipients: readonly Recipient[],
  isTold: (audience: Audience) => boolean,
): Promise<Recipient[]> {
  const others = recipients.filter(({ audience }) => !isTold(audience))
  if (others.length === 0) return [...recipients]
  const where = { slotKey, target: { in: others.map(targetOf) } }
  const [sent, waiting] = await Promise.all([
    tx.sentMessage.findMany({ where, select: { target: true } }),
    tx.outbox.findMany({ where, select: { target: true } }),
  ])
  const having = new Set([...sent, ...waiting].map(({ target }) => target))
  return recipients.filter((r) => isTold(r.audience) || having.has(targetOf(r)))
}

function isTold(type: RecordType, audience: Audience, status: string): boolean {
  const from = type.toldFrom?.[audience]
  return from === undefined || from.includes(status)
}
