import type { Actor } from '../../../access/actor.ts'
import { localOf } from '../../../calendar/zones.ts'
import type { Language, MessageKey } from '../../../i18n/translate.ts'
import { findPromptAt } from '../../../policy/prompt-windows.ts'
import type { DutyRow } from '../../../store/duties/duties.ts'
import { endOfDays, readLeaves } from '../../../store/duties/leaves.ts'
import { insertRungOnce, toldOutcome } from '../../../store/duties/rungs.ts'
import { appendEvent } from '../../../store/events.ts'
import type { Tx } from '../../../store/open-store.ts'
import { findReachableIdentities } from '../../../store/people.ts'
import type { Office } from '../../office.ts'
import { tell } from '../../tell.ts'
import { buildDutyCard } from '../duty-card.ts'
import { rungSlot } from '../duty-subject.ts'
import { nudgeRung, readFace } from '../refresh-cards.ts'

/** Reminds somebody at a supervisor's wish: in their working hours, and at most once a workday whoever presses. */
export async function nudgePerson(
  office: Office,
  tx: Tx,
  actor: Actor,
  duty: DutyRow,
  { platform }: { platform: string },
): Promise<MessageKey> {
  const { policy, calendar, hours } = office.policies.now()
  const at = office.clock.now()
  const person = await tx.person.findUnique({ where: { id: duty.personId } })
  const identity = (await findReachableIdentities(tx, [duty.personId])).get(duty.personId)
  if (!person?.isActive || !identity) return 'duties.notNow'
  const { zone } = person
  const { day } = localOf(at, zone)
  const leaves = (await readLeaves(tx, [person.id], day, endOfDays)).get(person.id) ?? []
  const welcome = findPromptAt(at, { calendar, hours, prompts: policy.prompts, zone, leaves })
  if (welcome?.getTime() !== at.getTime()) return 'duties.notNow'
  const rung = nudgeRung(day)
  const told = { platform: identity.platform, personId: person.id }
  const isFirst = await insertRungOnce(tx, { dutyId: duty.id, rung, outcome: toldOutcome([told]) }, at)
  if (!isFirst) return 'duties.nudgedToday'
  const reader = { language: person.language as Language, zone, isHolder: true }
  await tell(office, tx, {
    platform: told.platform,
    to: told,
    slotKey: rungSlot(duty, rung),
    dedupeKey: `duty:${duty.id}:${rung}`,
    card: buildDutyCard(
      await readFace(office, tx, duty),
      { ...reader, mayDecide: false, seesNames: true },
      'nudge',
    ),
  })
  await appendEvent(tx, {
    at,
    actorId: actor.personId,
    platform,
    kind: 'duty.nudged',
    subject: duty.id,
    diff: { kind: duty.kind, periodKey: duty.periodKey, personId: duty.personId },
  })
  return 'duties.nudged'
}
