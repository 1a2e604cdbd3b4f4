import type { Actor } from '../../access/actor.ts'
import type { Audience, RecordType } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'
import { newsKeyOf } from '../../store/outbox.ts'
import { readTeamTree } from '../../store/people.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { listExcepted } from '../../workflow/workflow.ts'
import { readLateness } from '../duties/read-lateness.ts'
import type { Office } from '../office.ts'
import { findActorIn } from '../people/find-actor.ts'
import { targetOf, tell } from '../tell.ts'
import { findDecider } from './find-decider.ts'
import { readLastStep } from './last-note.ts'
import { readNames } from './names.ts'
import { buildNews } from './news-card.ts'
import { findRecipients, type Recipient, type Wanted } from './recipients.ts'
import { buildRecordCard } from './record-card.ts'

/** What led to the present state: by whom, and from which. */
export interface Change {
  by: Actor
  action: string
  before: StoredRecord
  /** The platform on whose card it was pressed, where it was. */
  pressedOn?: string
}

/**
 * Puts the record's present state before everybody concerned, in the transaction that changed it. One message a
 * person and record: later states edit it in place. No platform rings for an edit, so whoever has to know, because it
 * is theirs, their decision or their turn now, also gets a line in the message's thread, unless the message has to be
 * sent anew.
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
            ...exceptOf(type, audience, record),
          },
  )
  const slotKey = `record:${record.id}`
  const everybody = await findRecipients(tx, tree, wanted, at, office)
  const having = await findHaving(tx, slotKey, everybody)
  // Who has a card already sees it change, also to a state that would be no reason to send one.
  const recipients = everybody.filter(
    (r) => isTold(type, r.audience, record.status) || having.has(r.personId),
  )
  const deciderId = change && (await findDecider(tx, type, change.before, change.action))
  const note = await readLastStep(tx, record.id)
  const late = await readLateness(tx, type, record)
  const names = await readNames(tx, type.fields, [record.values], [record.ownerId])
  for (const recipient of recipients) {
    const reader = await findActorIn(office, tx, recipient.personId, tree)
    if (!reader) continue
    const dedupeKey = `record:${record.id}:${record.revision}:${recipient.personId}`
    const to = { platform: recipient.platform, to: recipient }
    // Who has been told elsewhere so far is rung for by the card itself.
    const isEdit = having.get(reader.personId)?.has(recipient.platform)
    const news =
      change && isEdit ? buildNews(type, record, reader, { ...change, deciderId }, note) : undefined
    const built = buildRecordCard(type, record, reader, names, { note, late })
    const isPressedOn = (platform: string) =>
      change?.by.personId === reader.personId && change.pressedOn === platform
    const isPressed = isPressedOn(recipient.platform)
    const card = { ...built, ...(isPressed ? { mayStay: true } : {}), ...(news ? { news: news.onCard } : {}) }
    // Who pressed it where it was only opened, not sent, sees there what came of it.
    if (isEdit || !isPressed) await tell(office, tx, { ...to, slotKey, dedupeKey, card })
    // What they were told where they talked before must not go on saying otherwise.
    for (const platform of having.get(reader.personId) ?? []) {
      if (platform === recipient.platform) continue
      await tell(office, tx, {
        ...to,
        platform,
        slotKey,
        dedupeKey: `${dedupeKey}:${platform}`,
        card: { ...built, isQuiet: true, ...(isPressedOn(platform) ? { mayStay: true } : {}) },
      })
    }
    if (news)
      await tell(office, tx, { ...to, threadOf: slotKey, dedupeKey: newsKeyOf(dedupeKey), card: news.line })
  }
}

/** Whom an audience leaves out: whoever may not answer what is asked, so that it is asked of who is next in line. */
function exceptOf({ workflow }: RecordType, audience: Exclude<Audience, 'owner'>, record: StoredRecord) {
  const except = listExcepted(workflow, audience, record)
  return audience === 'supervisor' || except.length > 1 ? { except } : {}
}

/** Those who have the record's card, or will have it, and on which platforms. */
async function findHaving(
  tx: Tx,
  slotKey: string,
  people: readonly Recipient[],
): Promise<Map<string, ReadonlySet<string>>> {
  const where = { slotKey, target: { in: people.map(targetOf) } }
  const select = { target: true, platform: true }
  const [sent, waiting] = await Promise.all([
    tx.sentMessage.findMany({ where, select }),
    tx.outbox.findMany({ where, select }),
  ])
  const places = [...sent, ...waiting]
  return new Map(
    people.flatMap((p) => {
      const own = places.filter(({ target }) => target === targetOf(p))
      return own.length > 0 ? [[p.personId, new Set(own.map(({ platform }) => platform))] as const] : []
    }),
  )
}

function isTold(type: RecordType, audience: Audience, status: string): boolean {
  const from = type.toldFrom?.[audience]
  return from === undefined || from.includes(status)
}
