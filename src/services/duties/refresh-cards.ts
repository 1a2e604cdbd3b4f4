import type { Actor } from '../../access/actor.ts'
import { getRecordType } from '../../records/registry.ts'
import type { DutyRow } from '../../store/duties/duties.ts'
import { readGroup, readToldRungs, type Told } from '../../store/duties/rungs.ts'
import type { Tx } from '../../store/open-store.ts'
import { readPersonNames, readTeamTree } from '../../store/people.ts'
import type { Office } from '../office.ts'
import { findActorIn } from '../people/find-actor.ts'
import { tell } from '../tell.ts'
import { findAbsence } from './deciding/dismiss-proposal.ts'
import { mayDecide } from './deciding/may-decide.ts'
import { buildDutyCard, type DutyFace } from './duty-card.ts'
import { openRuleBook } from './duty-rules.ts'
import { readSubject, rungSlot } from './duty-subject.ts'
import { readWaiting } from './sweep/brief-page.ts'
import { buildGroupCard } from './sweep/group-card.ts'

/** Names of the rungs that a supervisor's nudge leaves. */
export const nudgeRung = (day: string): string => `nudge@${day}`

/**
 * Puts a duty's present state on every card that was sent about it: who has filed sees it done, and no supervisor
 * decides what is settled. Sends nothing to anybody who has not been told before.
 */
export async function refreshDutyCards(office: Office, tx: Tx, duty: DutyRow): Promise<void> {
  const rungs = await readToldRungs(tx, duty.id)
  const slots = new Map<string, { told: Told; slotKey: string; rung: string }>()
  for (const { rung, told, slotKey: groupKey } of rungs) {
    if (groupKey !== null) await refreshGroup(office, tx, duty, { rung, told, slotKey: groupKey })
    const slotKey = rungSlot(duty, rung)
    for (const each of groupKey === null ? told : [])
      slots.set(`${each.platform} ${each.personId} ${slotKey}`, { told: each, slotKey, rung })
  }
  if (slots.size === 0) return
  const face = await readFace(office, tx, duty)
  const tree = await readTeamTree(tx)
  for (const { told, slotKey, rung } of slots.values()) {
    const reader = await findActorIn(office, tx, told.personId, tree)
    if (!reader) continue
    await tell(office, tx, {
      platform: told.platform,
      to: told,
      slotKey,
      dedupeKey: `${slotKey}:${told.personId}:${duty.state}:${office.clock.now().getTime()}`,
      card: showDuty(face, reader, seesNames(office, duty, rung)),
    })
  }
}

/** A card about several duties: one of them has moved on. */
async function refreshGroup(
  office: Office,
  tx: Tx,
  duty: DutyRow,
  { rung, told, slotKey }: { rung: string; told: readonly Told[]; slotKey: string },
): Promise<void> {
  const faces: DutyFace[] = []
  for (const each of await readGroup(tx, slotKey)) faces.push(await readFace(office, tx, each))
  const tree = await readTeamTree(tx)
  for (const each of told) {
    const reader = await findActorIn(office, tx, each.personId, tree)
    if (!reader) continue
    const { language, zone, personId } = reader
    const isHolder = personId === duty.personId
    const names = isHolder || seesNames(office, duty, rung)
    await tell(office, tx, {
      platform: each.platform,
      to: each,
      slotKey,
      dedupeKey: `${slotKey}:${personId}:${duty.id}:${duty.state}:${office.clock.now().getTime()}`,
      card: buildGroupCard(faces, { language, zone, isHolder, seesNames: names }, undefined),
    })
  }
}

/** The duty's card as somebody sees it who opens or presses it now. */
export function showDuty(face: DutyFace, reader: Actor, isNamed: boolean) {
  const { duty } = face
  const isHolder = reader.personId === duty.personId
  return buildDutyCard(face, {
    language: reader.language,
    zone: reader.zone,
    isHolder,
    mayDecide: readSubject(duty.kind).of === 'filing' && mayDecide(reader, duty),
    seesNames: isNamed,
  })
}

/** @throws TypeError where the policy no longer knows what is to be filed */
export async function readFace(office: Office, tx: Tx, duty: DutyRow): Promise<DutyFace> {
  const subject = readSubject(duty.kind)
  const record = subject.of === 'filing' ? undefined : (await readWaiting(tx, [duty])).get(subject.recordId)
  const names = await readPersonNames(tx, [duty.personId])
  const absence = subject.of === 'filing' ? await findAbsence(tx, duty.id) : undefined
  const fileable = openRuleBook(office).of(duty)?.duty?.record
  return {
    duty,
    type: getRecordType(record?.type ?? fileable ?? ''),
    holderName: names.get(duty.personId) ?? '',
    ...(record ? { record } : {}),
    ...(absence ? { absence } : {}),
  }
}

/** Whether the rung that told somebody may name people. */
function seesNames(office: Office, duty: DutyRow, rungKey: string): boolean {
  const rungs = openRuleBook(office).of(duty)?.ladder.rungs ?? []
  return rungs.find(({ id }) => rungKey.startsWith(`${id}@`))?.names ?? false
}
