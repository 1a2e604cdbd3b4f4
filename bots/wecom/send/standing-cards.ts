import type { Receipt } from '../../../src/delivery/sender.ts'

/** A card in somebody's chat that can be pressed. */
export interface StandingCard {
  msgId: string
  /** With which it may be changed, once; empty from then on. */
  code: string
}

/** The cards of one message, for its receipt: of words, and of what can be pressed no more, nothing is left to do. */
export const writePlace = (channel: string, cards: readonly StandingCard[]): Receipt => ({
  channel,
  ts: cards.map(({ msgId, code }) => `${msgId}|${code}`).join(' '),
})

export const readPlace = ({ ts }: Receipt): StandingCard[] =>
  ts.split(' ').flatMap((card) => {
    const [msgId = '', code = ''] = card.split('|')
    return msgId === '' ? [] : [{ msgId, code }]
  })
