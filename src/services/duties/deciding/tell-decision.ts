import type { Actor } from '../../../access/actor.ts'
import type { Card } from '../../../forms/card.ts'
import { showMoment } from '../../../i18n/show-day.ts'
import { type Language, speak } from '../../../i18n/translate.ts'
import type { DutyRow } from '../../../store/duties/duties.ts'
import type { Tx } from '../../../store/open-store.ts'
import { findReachableIdentities } from '../../../store/people.ts'
import type { Office } from '../../office.ts'
import { tell } from '../../tell.ts'
import { nameOf } from '../duty-card.ts'
import { readFace, refreshDutyCards } from '../refresh-cards.ts'

/**
 * Shows what was decided about a duty on its cards, and tells whoever owes it: a line in the thread of the last card
 * that they have of it, since an edited card rings for nobody (docs/decisions/0011).
 */
export async function tellDecision(office: Office, tx: Tx, actor: Actor, decided: DutyRow): Promise<void> {
  const person = await tx.person.findUnique({ where: { id: decided.personId } })
  const identity = (await findReachableIdentities(tx, [decided.personId])).get(decided.personId)
  if (!person?.isActive || !identity) return void (await refreshDutyCards(office, tx, decided))
  const what = nameOf(await readFace(office, tx, decided), person.language as Language)
  const news = {
    platform: identity.platform,
    to: { personId: person.id },
    card: toNews(actor, decided, what, person),
  }
  if (await refreshDutyCards(office, tx, decided, news)) return
  const dedupeKey = `duty:${decided.id}:${decided.state}:${office.clock.now().getTime()}`
  await tell(office, tx, { ...news, dedupeKey })
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
