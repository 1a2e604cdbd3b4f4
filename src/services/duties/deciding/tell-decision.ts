import type { Actor } from '../../../access/actor.ts'
import type { Card } from '../../../forms/card.ts'
import { type Language, speak } from '../../../i18n/translate.ts'
import type { DutyRow } from '../../../store/duties/duties.ts'
import { readToldRungs } from '../../../store/duties/rungs.ts'
import type { Tx } from '../../../store/open-store.ts'
import { findReachableIdentities } from '../../../store/people.ts'
import type { Office } from '../../office.ts'
import { tell } from '../../tell.ts'
import { nameOf, showMoment } from '../duty-card.ts'
import { rungSlot } from '../duty-subject.ts'
import { readFace } from '../refresh-cards.ts'

/**
 * Tells whoever owes a duty that it was extended or excused: a line in the thread of the last card that they have of
 * it, since an edited card rings for nobody (docs/decisions/0011).
 */
export async function tellDecision(office: Office, tx: Tx, actor: Actor, decided: DutyRow): Promise<void> {
  const person = await tx.person.findUnique({ where: { id: decided.personId } })
  const identity = (await findReachableIdentities(tx, [decided.personId])).get(decided.personId)
  if (!person?.isActive || !identity) return
  const rungs = await readToldRungs(tx, decided.id)
  const last = rungs.findLast(({ told }) => told.some((each) => each.personId === person.id))
  await tell(office, tx, {
    platform: identity.platform,
    to: { personId: person.id },
    ...(last ? { threadOf: last.slotKey ?? rungSlot(decided, last.rung) } : {}),
    dedupeKey: `duty:${decided.id}:${decided.state}:${office.clock.now().getTime()}`,
    card: toNews(
      actor,
      decided,
      nameOf(await readFace(office, tx, decided), person.language as Language),
      person,
    ),
  })
}

function toNews(
  { name }: Actor,
  { state, extendedTo, excuseReason }: DutyRow,
  what: string,
  reader: { language: string; zone: string },
): Card {
  const language = reader.language as Language
  const t = speak(language)
  if (state === 'excused')
    return { title: t('duties.newsExcused', { name, what }), sections: [{ text: excuseReason ?? '' }] }
  const when = extendedTo ? showMoment(extendedTo, language, reader.zone) : ''
  return { title: t('duties.newsExtended', { name, what, when }) }
}
