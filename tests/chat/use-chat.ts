import { afterEach } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { answerPress } from '../../src/chat/answer-press.ts'
import { answerText } from '../../src/chat/answer-text.ts'
import type { Chat, Reply } from '../../src/chat/chat.ts'
import { type Card, cardToText, type Press } from '../../src/forms/card.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import type { DatabaseName } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

/** Somebody of one office who types and presses, without a platform in between; after each test it is Wednesday again. */
export function useChat(provider: DatabaseName) {
  const opened = useTestOffice(provider)
  let lastId = 0
  const chat = (): Chat => ({ office: opened().office, platform: 'wecom' })
  afterEach(() => opened().clock.set(start))
  return {
    opened,
    chat,
    saying: (actor: Actor, text: string) =>
      answerText(chat(), actor, { text, deliveryId: `said ${++lastId}` }),
    pressing: (actor: Actor, press: Press) => answerPress(chat(), actor, press),
    /** What was put into the outbox last, and the card in it. */
    async lastTold() {
      const row = await opened().office.store.db.outbox.findFirstOrThrow({ orderBy: { id: 'desc' } })
      return { ...row, card: row.card as unknown as Card }
    },
    lastRecord: (type: string) =>
      opened().office.store.db.record.findFirstOrThrow({ where: { type }, orderBy: { number: 'desc' } }),
    addCustomer: (actor: Actor, name: string, answers: Readonly<Record<string, unknown>> = {}) =>
      fileRecord(opened().office, actor, {
        type: 'customer',
        answers: { name, kind: 'hospital', ...answers },
        submissionKey: `customer ${name}`,
        platform: 'web',
      }),
  }
}

export const wordsOf = ({ says }: Pick<Reply, 'says'>) => says.map(cardToText).join('\n')

const buttonsOf = (cards: readonly Card[]) => cards.flatMap(({ buttons = [] }) => buttons)

export const labelsOf = ({ says }: Pick<Reply, 'says'>) => buttonsOf(says).map(({ label }) => label)

/** What a button sends when it is pressed; throws where none is called so, or where it only opens a page. */
export function pressOf(cards: readonly Card[], label: string): Press {
  const button = buttonsOf(cards).find((each) => 'press' in each && each.label === label)
  if (!button || !('press' in button)) throw new Error(`no button ${label} on ${JSON.stringify(cards)}`)
  return button.press
}

/** Of which form the buttons of these cards are. */
export function formKeyOf(cards: readonly Card[]): string {
  const presses = buttonsOf(cards).flatMap((each) => ('press' in each ? [each.press] : []))
  const press = presses.find((each) => 'formKey' in each)
  if (!press || !('formKey' in press)) throw new Error(`no form on ${JSON.stringify(cards)}`)
  return press.formKey
}
