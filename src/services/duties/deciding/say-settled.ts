import type { Actor } from '../../../access/actor.ts'
import type { Saying } from '../../../errors.ts'
import { showMoment } from '../../../i18n/show-day.ts'
import type { DutyRow } from '../../../store/duties/duties.ts'
import type { Tx } from '../../../store/open-store.ts'
import { readPersonNames } from '../../../store/people.ts'

/** Why a press on a duty's card changes nothing: who has settled it, and when. */
export async function saySettled(
  tx: Tx,
  { state, personId, excusedById, closedAt }: DutyRow,
  { language, zone, personId: readerId }: Actor,
): Promise<Saying> {
  const isFiled = state === 'filed' || state === 'late'
  const by = isFiled ? personId : state === 'excused' ? excusedById : null
  const when = closedAt ? showMoment(closedAt, language, zone) : undefined
  const name = by === null ? undefined : (await readPersonNames(tx, [by])).get(by)
  if (name === undefined || when === undefined) return { key: 'duties.settled' }
  if (isFiled) return { key: 'duties.settledByFiling', params: { name, when } }
  return by === readerId
    ? { key: 'duties.settledByYou', params: { when } }
    : { key: 'duties.settledByExcuse', params: { name, when } }
}
