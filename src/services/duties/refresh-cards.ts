import type { Actor } from '../../access/actor.ts'
import type { Card } from '../../forms/card.ts'
import { pressesOf } from '../../forms/plain-card.ts'
import { getRecordType } from '../../records/registry.ts'
import { type DutyRow, isOpenDuty } from '../../store/duties/duties.ts'
import { readGroup, readToldRungs, type Told } from '../../store/duties/rungs.ts'
import type { Tx } from '../../store/open-store.ts'
import { newsKeyOf } from '../../store/outbox.ts'
import { hasArrived } from '../../store/outbox-order.ts'
import { readPersonNames, readTeamTree } from '../../store/people.ts'
import type { Office } from '../office.ts'
import { findActorIn } from '../people/find-actor.ts'
import { type Telling, targetOf, tell } from '../tell.ts'
import { findAbsence } from './deciding/dismiss-proposal.ts'
import { mayDecide } from './deciding/may-decide.ts'
import { buildDutyCard, type DutyFace } from './duty-card.ts'
import { openRuleBook } from './duty-rules.ts'
import { readSubject, rungSlot } from './duty-subject.ts'
import { readWaiting } from './sweep/brief-page.ts'
import { buildGroupCard } from './sweep/group-card.ts'

/** Names of the rungs that a supervisor's nudge leaves. */
export const nudgeRung = (day: string): string => `nudge@${day}`

/** A line about what was decided, for whoever owes the duty. */
export type DutyNews = Pick<Telling, 'platform' | 'card'> & { to: { personId: string } }

/**
 * Puts a duty's present state on every card that was sent about it: who has filed sees it done, and no supervisor
 * decides what is settled. Sends nothing to anybody who has not been told before, and of several cards that somebody
 * has about it only the newest may come anew where it cannot be changed, and only if there is something to do.
 * @param news told with the newest card of whom it is for; false when they have none on that platform
 */
export async function refreshDutyCards(
  office: Office,
  tx: Tx,
  duty: DutyRow,
  news?: DutyNews,
): Promise<boolean> {
  const places = await readPlaces(tx, duty)
  if (places.length === 0) return false
  const face = await readFace(office, tx, duty)
  const tree = await readTeamTree(tx)
  let line: Telling | undefined
  for (const { told, slotKey, rung, isGroup, isNewest } of places) {
    const reader = await findActorIn(office, tx, told.personId, tree)
    if (!reader) continue
    const isHolder = told.personId === duty.personId
    const names = isHolder || seesNames(office, duty, rung)
    const built = isGroup
      ? await showGroup(office, tx, slotKey, reader, { isHolder, seesNames: names })
      : showDuty(face, reader, seesNames(office, duty, rung))
    // What one still has to do stands on a list of several; of one's own only what is newest, and not what is over.
    // Nobody is prompted by the list as it was while it waited; for what is left on it this one takes its place.
    const isStillToBeSaid =
      isGroup &&
      isHolder &&
      isNewest &&
      pressesOf(built).length > 0 &&
      !(await hasArrived(tx, { platform: told.platform, target: targetOf(told), slotKey }))
    const mayRing = (isGroup && !isHolder) || (isNewest && isOpenDuty(duty)) || isStillToBeSaid
    const dedupeKey = `${slotKey}:${told.personId}:${duty.id}:${duty.state}:${office.clock.now().getTime()}`
    const isForNews = isNewest && told.personId === news?.to.personId && told.platform === news.platform
    if (news && isForNews) line = { ...news, threadOf: slotKey, dedupeKey: newsKeyOf(dedupeKey) }
    const card = {
      ...built,
      ...(mayRing ? {} : { isQuiet: true }),
      ...(isStillToBeSaid ? { isPrompt: true } : {}),
      // A list still opens what is left on it.
      ...(!mayRing && isGroup && isNewest && pressesOf(built).length > 0 ? { mayStay: true } : {}),
      ...(news && isForNews ? { news: news.card.title } : {}),
    }
    await tell(office, tx, { platform: told.platform, to: told, slotKey, dedupeKey, card })
  }
  if (line) await tell(office, tx, line)
  return line !== undefined
}

/** A message about a duty, as it was sent to somebody. */
interface Place {
  told: Told
  slotKey: string
  rung: string
  /** It is about other duties as well. */
  isGroup: boolean
  /** Nothing about this duty was sent to them since. */
  isNewest: boolean
}

async function readPlaces(tx: Tx, duty: DutyRow): Promise<Place[]> {
  const places = (await readToldRungs(tx, duty.id)).flatMap(({ rung, told, slotKey }) =>
    told.map((each) => ({
      told: each,
      slotKey: slotKey ?? rungSlot(duty, rung),
      rung,
      isGroup: slotKey !== null,
    })),
  )
  return places.map((place, at) => ({
    ...place,
    isNewest: !places.slice(at + 1).some(({ told }) => told.personId === place.told.personId),
  }))
}

/** A card about several duties, of which one has moved on. */
async function showGroup(
  office: Office,
  tx: Tx,
  slotKey: string,
  { language, zone }: Actor,
  reader: { isHolder: boolean; seesNames: boolean },
): Promise<Card> {
  const faces: DutyFace[] = []
  for (const each of await readGroup(tx, slotKey)) faces.push(await readFace(office, tx, each))
  return buildGroupCard(faces, { language, zone, ...reader }, undefined)
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
