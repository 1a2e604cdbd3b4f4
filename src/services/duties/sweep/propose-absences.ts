import type { Actor } from '../../../access/actor.ts'
import absenceType, { absenceDuties } from '../../../records/absence/index.ts'
import type { Tx } from '../../../store/open-store.ts'
import type { NewMessage } from '../../../store/outbox.ts'
import { findRecords, type StoredRecord } from '../../../store/records/records.ts'
import { findAnswerer } from '../../../workflow/workflow.ts'
import { clockworkPlatform, type Office } from '../../office.ts'
import { type Creation, createRecords } from '../../records/create-record.ts'
import { buildRecordCard } from '../../records/record-card.ts'
import { tellAll } from '../../tell.ts'
import { lastAppealDay } from '../deciding/keep-appeal-time.ts'
import { oweFirstAnswers } from '../owing/owe-answers.ts'
import type { Briefing } from './brief-page.ts'
import type { Chain } from './chain.ts'
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
  const fresh = proposable.filter((firing) => !done.has(firing.duty.id))
  const appealBy = lastAppealDay(office, office.clock.now())
  const creations = fresh.map(({ duty, rules }): Creation => {
    const values = { dutyKind: duty.kind, dutyId: duty.id, appealBy }
    return {
      ownerId: duty.personId,
      teamId: duty.teamId,
      periodKey: duty.periodKey,
      values,
      event: { kind: 'record.proposed', diff: { ...values, policy: rules.inForce.hash } },
    }
  })
  const clockwork = { actorId: null, platform: clockworkPlatform }
  const ids = await createRecords(office, tx, absenceType, creations, clockwork)
  const proposals = new Map((await findRecords(tx, absenceType, ids)).map((p) => [p.values.dutyId, p]))
  const messages: NewMessage[] = []
  const waiting: { record: StoredRecord; answererIds: string[] }[] = []
  for (const firing of fresh) {
    const record = proposals.get(firing.duty.id)
    if (!record) throw new Error('a proposal has vanished')
    const told = announce(record, firing, chain, briefing)
    messages.push(...told.messages)
    waiting.push({ record, answererIds: told.deciders.map((decider) => decider.personId) })
  }
  await tellAll(office, tx, messages)
  // Deciding is owed too, and chased like any other answer.
  await oweFirstAnswers(office, tx, absenceType, waiting)
  return fresh.length
}

/** One message a person and record, as for every record: later states edit it in place. */
function announce(record: StoredRecord, { duty }: Firing, chain: Chain, briefing: Briefing) {
  const owner = briefing.people.get(duty.personId)
  const names = { of: (kind: string, id: string) => (kind === 'person' && owner ? owner.name : id) }
  const decides = findAnswerer(absenceType.workflow, record.status)
  const deciders = decides ? chain.answerers(decides, duty.teamId, duty.personId) : []
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
