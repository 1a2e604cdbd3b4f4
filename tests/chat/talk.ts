import type { Actor } from '../../src/access/actor.ts'
import { answerPress } from '../../src/chat/answer-press.ts'
import { answerText } from '../../src/chat/answer-text.ts'
import type { Chat, Reply } from '../../src/chat/chat.ts'
import { type Button, type Card, cardToText, type Press } from '../../src/forms/card.ts'
import type { TestOffice } from '../support/office.ts'

/** A chat without windows on a test office: what somebody says or presses, and the reply. */
export function talkTo(opened: () => TestOffice) {
  let lastId = 0
  const chat = (): Chat => ({ office: opened().office, platform: 'wecom' })
  return {
    saying: (actor: Actor, text: string): Promise<Reply> =>
      answerText(chat(), actor, { text, deliveryId: `said ${++lastId}` }),
    pressing: (actor: Actor, press: Press): Promise<Reply> => answerPress(chat(), actor, press),
  }
}

export const wordsOf = ({ says }: Pick<Reply, 'says'>): string => says.map(cardToText).join('\n')

export const buttonsOf = (cards: readonly Card[]): Button[] => cards.flatMap(({ buttons = [] }) => buttons)

/** What the button of this label means. */
export function pressOf(cards: readonly Card[], label: string): Press {
  const found = buttonsOf(cards).find((button) => 'press' in button && button.label === label)
  if (!found || !('press' in found)) throw new Error(`no button ${label}`)
  return found.press
}
