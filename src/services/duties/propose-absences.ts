import type { Actor } from '../../access/actor.ts'
import { localOf } from '../../calendar/zones.ts'
import absenceType, { absenceDuties } from '../../records/absence/index.ts'
import { appendEvent, type NewEvent } from '../../store/events.ts'
import { newId } from '../../store/new-id.ts'
import type { Tx } from '../../store/open-store.ts'
import { enqueueAll, type NewMessage } from '../../store/outbox.ts'
import { findRecord, insertRecord, type StoredRecord, takeNumber } from '../../store/records/records.ts'
import { findAnswerer } from '../../workflow/workflow.ts'
import { clockworkPlatform, type Office } from '../office.ts'
import { buildRecordCard } from '../records/record-card.ts'
import type { Briefing } from './brief-page.ts'
import type { Chain } from './chain.ts'
import { oweFirstAnswers } from './owe-answers.ts'
import type { Firing } from './plan-telling.ts'

/**
 * Proposes that weeks whose plan or report is missing count as absent (mission row 1.53), and puts each proposal
 * before its owner and those who decide. The clock only proposes. A duty has at most one proposal, ever.
 */
export async function proposeAbsences(
  office: Office,
  tx: Tx,
  chain: Chain,
  firings: readonly Firing[],
  briefing: Briefing,
): Promise<number> {
  const proposable = firings.filter(({ duty }) => absenceDuties.some((kind) => kind === duty.kind))
  const known = await tx.absence.findMany({
    where: { dutyId: { in: proposable.map((f) => f.duty.id) } },
    select: { dutyId: true },
  })
  const done = new Set(known.map((a) => a.dutyId))
  const events: NewEvent[] = []
  const messages: NewMessage[] = []
  const waiting: { record: StoredRecord; answererIds: string[] }[] = []
  const at = office.clock.now()
  for (const firing of proposable) {
    if (done.has(firing.duty.id)) continue
    const record = await insertProposal(office, tx, firing)
    events.push({
      at,
      actorId: null,
      platform: clockworkPlatform,
      kind: 'record.proposed',
      recordId: record.id,
      diff: { dutyKind: firing.duty.kind, dutyId: firing.duty.id, policy: firing.rules.inForce.hash },
    })
    const told = announce(record, firing, chain, briefing)
    messages.push(...told.messages)
    waiting.push({ record, answererIds: told.deciders.map((decider) => decider.personId) })
  }
  await enqueueAll(office.store, tx, messages, at)
  // Deciding is owed too, and chased like any other answer.
  await oweFirstAnswers(office, tx, absenceType, waiting)
  // Last, because all who write events wait for one another from here on.
  await appendEvent(tx, ...events)
  return events.length
}

async function insertProposal(office: Office, tx: Tx, { duty, rules }: Firing): Promise<StoredRecord> {
  const at = office.clock.now()
  const id = newId(at)
  const year = Number(localOf(at, rules.inForce.policy.zone).day.slice(0, 4))
  await insertRecord(tx, absenceType, {
    id,
    number: await takeNumber(tx, absenceType.prefix, year),
    status: absenceType.workflow.initial,
    ownerId: duty.personId,
    teamId: duty.teamId,
    periodKey: duty.periodKey,
    singleKey: null,
    submissionKey: null,
    at,
    values: { dutyKind: duty.kind, dutyId: duty.id },
  })
  const record = await findRecord(tx, absenceType, id)
  if (!record) throw new Error('a proposal has vanished')
  return record
}

/** One message a person and record, as for every record: later states edit it in place. */
function announce(record: StoredRecord, { duty }: Firing, chain: Chain, briefing: Briefing) {
  const owner = briefing.people.get(duty.personId)
  const names = { of: (kind: string, id: string) => (kind === 'person' && owner ? owner.name : id) }
  const decides = findAnswerer(absenceType.workflow, record.status)
  const deciders = decides ? chain.nearest(decides, duty.teamId, duty.personId) : []
  const readers: { actor: Actor; platform: string | undefined }[] = [...deciders]
  if (owner) {
    const { name, language, zone, platform } = owner
    const actor = { personId: duty.personId, name, language, zone, teamId: duty.teamId, grants: [] }
    readers.push({ actor, platform })
  }
  const messages = readers.flatMap(({ actor, platform }): NewMessage[] =>
    platform === undefined
      ? []
      : [
          {
            platform,
            target: `person:${actor.personId}`,
            slotKey: `record:${record.id}`,
            dedupeKey: `record:${record.id}:${record.revision}:${actor.personId}`,
            card: buildRecordCard(absenceType, record, actor, names),
          },
        ],
  )
  return { messages, deciders: deciders.map((d) => d.actor) }
}
