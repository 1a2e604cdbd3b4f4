import type { Actor } from '../access/actor.ts'
import type { Card, Press } from '../forms/card.ts'
import { toPlainCard } from '../forms/plain-card.ts'
import { findOffer, keepOffers } from '../store/offers.ts'
import type { Office } from './office.ts'

/** From now on this person's account there is told everything in words, or by cards again. */
export async function setPlain(
  office: Office,
  actor: Actor,
  platform: string,
  isPlain: boolean,
): Promise<void> {
  const { personId } = actor
  await office.store.db.identity.updateMany({ where: { platform, personId }, data: { isPlain } })
}

/** The card as this person's client can show it. */
export async function plainCard(office: Office, actor: Actor, platform: string, card: Card): Promise<Card> {
  const { store, clock } = office
  const owner = { platform, personId: actor.personId }
  return toPlainCard(card, await keepOffers(store, owner, card, clock.now()), actor.language)
}

/** What was offered by this code. */
export function findTyped(
  office: Office,
  actor: Actor,
  platform: string,
  code: number,
): Promise<Press | undefined> {
  return findOffer(office.store.db, { platform, personId: actor.personId }, code)
}
