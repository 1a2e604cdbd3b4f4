import { type Actor, holdsRole } from '../../access/actor.ts'
import { NotPermitted } from '../../errors.ts'
import type { Card } from '../../forms/card.ts'
import { speak } from '../../i18n/translate.ts'
import type { Office } from '../office.ts'
import { findNamesakes } from './find-namesakes.ts'
import { linkPerson } from './link-person.ts'
import { digestOf, namesakesAtMost } from './propose-links.ts'

export interface LinkNamesakesInput {
  platform: string
  workspace: string
  /** The digest of the pairs that the administrator saw. */
  seen: string
}

/**
 * Links the pairs that a card proposed. When it is no longer so, as after somebody was linked by hand, nothing is
 * linked and the card says so; the next look at the directory proposes anew.
 * @throws NotPermitted for anybody but an administrator of the teams concerned
 */
export async function linkNamesakes(office: Office, actor: Actor, input: LinkNamesakesInput): Promise<Card> {
  const { platform, workspace, seen } = input
  if (!holdsRole(actor, 'admin')) throw new NotPermitted('link people')
  const t = speak(actor.language)
  const pairs = (await findNamesakes(office.store.db, { platform, workspace })).slice(0, namesakesAtMost)
  if (!pairs.every(({ teamId }) => holdsRole(actor, 'admin', teamId)))
    throw new NotPermitted('link a person of another team')
  if (pairs.length === 0 || digestOf(pairs) !== seen) return { title: t('people.namesakesChanged') }
  for (const { platformUserId, personId } of pairs)
    await linkPerson(office, actor, { platform, workspace, platformUserId, personId })
  const names = pairs.map(({ displayName }) => displayName).join(t('chat.comma'))
  return { title: t('people.namesakesLinked', { count: pairs.length }), sections: [{ text: names }] }
}
