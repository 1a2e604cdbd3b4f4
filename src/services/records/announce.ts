import type { Actor } from '../../access/actor.ts'
import type { Audience, RecordType } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'
import { readTeamTree } from '../../store/people.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import { findActorIn } from '../people/find-actor.ts'
import { targetOf, tell } from '../tell.ts'
import { readLastNote } from './last-note.ts'
import { readNames } from './names.ts'
import { buildNews } from './news-card.ts'
import { findRecipients, type Recipient, type Wanted } from './recipients.ts'
import { buildRecordCard } from './record-card.ts'

/** What led to the present state: by whom, and from which. */
export interface Change {
  by: Actor
  action: string
  before: StoredRecord
}

/**
 * Puts the record's present state before everybody concerned, in the transaction that changed it. One message a
 * person and record: later states edit it in place. No platform rings for an edit, so whoever has to know, because it
 * is theirs or their turn now, also gets a line in the message's thread.
 */
export async function announceRecord(
  office: Office,
  tx: Tx,
  type: RecordType,
  record: StoredRecord,
  change?: Change,
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
  const everybody = await findRecipients(tx, tree, wanted, at, office)
  const having = await findHaving(tx, slotKey, everybody)
  // Who has a card already sees it change, also to a state that would be no reason to send one.
  const recipients = everybody.filter(
    (r) => isTold(type, r.audience, record.status) || having.has(r.personId),
  )
  const note = await readLastNote(tx, record.id)
  const names = await readNames(tx, type.fields, [record.values], [record.ownerId])
  for (const recipient of recipients) {
    const reader = await findActorIn(office, tx, recipient.personId, tree)
    if (!reader) continue
    const dedupeKey = `record:${record.id}:${record.revision}:${recipient.personId}`
    const to = { platform: recipient.platform, to: recipient }
    const card = buildRecordCard(type, record, reader, names, note)
    await tell(office, tx, { ...to, slotKey, dedupeKey, card })
    const news = change && having.has(reader.personId) && buildNews(type, record, reader, change, note)
    if (news) await tell(office, tx, { ...to, threadOf: slotKey, dedupeKey: `${dedupeKey}:news`, card: news })
  }
}

/** Those who have the record's card, or will have it. */
async function findHaving(tx: Tx, slotKey: string, people: readonly Recipient[]): Promise<Set<string>> {
  const where = { slotKey, target: { in: people.map(targetOf) } }
  const [sent, waiting] = await Promise.all([
    tx.sentMessage.findMany({ where, select: { target: true } }),
    tx.outbox.findMany({ where, select: { target: true } }),
  ])
  const targets = new Set([...sent, ...waiting].map(({ target }) => target))
  return new Set(people.flatMap((p) => (targets.has(targetOf(p)) ? [p.personId] : [])))
}

function isTold(type: RecordType, audience: Audience, status: string): boolean {
  const from = type.toldFrom?.[audience]
  return from === undefined || from.includes(status)
}
