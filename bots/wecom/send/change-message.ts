import type { Logger } from 'pino'
import type { OutgoingMessage, Receipt } from '../../../src/delivery/sender.ts'
import type { Card } from '../../../src/forms/card.ts'
import { pressesOf } from '../../../src/forms/plain-card.ts'
import type { WecomClient } from '../client/wecom-client.ts'
import { type InPlace, renderInPlace } from '../render/render-card.ts'
import { readPlace, type StandingCard, writePlace } from './standing-cards.ts'

export interface ChangeParts {
  /** A smart bot can take nothing back. */
  client: Pick<WecomClient, 'updateCard'> & Partial<Pick<WecomClient, 'recall'>>
  pagesUrl: string
  log: Logger
  sendAnew(): Promise<Receipt>
}

/**
 * Changes a message that stands in somebody's chat (docs/decisions/0016): its cards where they stand, which WeCom allows
 * once; else it is sent anew to whoever has something to press, unless something newer rings for it, and what could be
 * pressed before is taken back.
 */
export async function changeMessage(
  parts: ChangeParts,
  at: Receipt,
  {
    card,
    dedupeKey: key,
    mayHaveArrived = false,
  }: Pick<OutgoingMessage, 'card' | 'dedupeKey' | 'mayHaveArrived'>,
): Promise<Receipt> {
  const { pagesUrl, log, sendAnew } = parts
  const standing = readPlace(at)
  const isAwaited = pressesOf(card).length > 0
  const inPlace = renderInPlace(card, { key, pagesUrl })
  // Words before a card cannot be changed, and whoever decides reads the whole: there the card says its state only.
  const isPart = inPlace.words.length > 0 && pressesOf(card).some(({ tone }) => tone === 'primary')
  const { cards } = isPart ? renderInPlace(stateOf(card), { key, pagesUrl }) : inPlace
  const isChanged = await putInPlace(parts, at.channel, standing, cards)
  const over = isChanged ? standing.slice(cards.length) : standing
  if (isChanged && (!isPart || card.isQuiet)) {
    const changed =
      isAwaited && !isPart ? standing.slice(0, cards.length).map(({ msgId }) => ({ msgId, code: '' })) : []
    return writePlace(at.channel, [...changed, ...(await takeBack(parts, over))])
  }
  // A code is good for once: it is the change itself that has used it up.
  if (mayHaveArrived && !isChanged && !isAwaited)
    return writePlace(
      at.channel,
      standing.map(({ msgId }) => ({ msgId, code: '' })),
    )
  // Nothing is sent anew or taken away under the finger of whoever has just pressed it.
  if (card.mayStay && !isChanged) return at
  // The new one first, so that a process that dies in between leaves two rather than none.
  const anew = isAwaited && !card.isQuiet ? await sendAnew() : undefined
  const left = await takeBack(parts, over)
  if (left.length > 0) log.info({ dedupeKey: key }, 'a card could be neither changed nor taken back')
  return anew ? { ...anew, isAnew: true } : writePlace(at.channel, left)
}

const stateOf = ({ title, badge }: Card): Card => ({ title, ...(badge ? { badge } : {}) })

/** False when one of the cards has no place, or cannot be changed any more. */
async function putInPlace(
  { client }: ChangeParts,
  userId: string,
  standing: readonly StandingCard[],
  cards: InPlace['cards'],
): Promise<boolean> {
  for (const [at, card] of cards.entries()) {
    const code = standing[at]?.code
    if (!code || !(await client.updateCard(userId, code, card))) return false
  }
  return true
}

/** Returns those that WeCom does not take back: a press on them shows how things stand. */
async function takeBack(
  { client }: ChangeParts,
  cards: readonly StandingCard[],
): Promise<readonly StandingCard[]> {
  const left: StandingCard[] = []
  for (const card of cards) if (!(await client.recall?.(card.msgId))) left.push(card)
  return left
}
