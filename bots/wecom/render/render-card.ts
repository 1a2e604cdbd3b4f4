import { createHash } from 'node:crypto'
import { type Card, cardToText } from '../../../src/forms/card.ts'
import { pressesOf } from '../../../src/forms/plain-card.ts'
import { splitText } from '../client/split-text.ts'
import type { Message } from '../client/wecom-client.ts'
import { writeKey } from './button-key.ts'
import { fitCard } from './fit-card.ts'
import { limits } from './limits.ts'
import { type NamedButton, type NumberedCard, numberButtons } from './number-buttons.ts'
import { cut, splitTitle } from './split-title.ts'

export interface Look {
  /** The same for a message however often it is rendered: WeCom knows cards by it. */
  key: string
  /** Where a card without buttons leads, which WeCom wants to know. */
  pagesUrl: string
}

type TemplateCard = Record<string, unknown>

/**
 * A card as WeCom's messages: in words, and where there is something to press, as cards with at most six buttons each.
 * What a card cannot hold stands in words before it, so that nothing is cut unseen.
 */
export function renderCard(card: Card, look: Look): Message[] {
  const numbered = numberButtons(card)
  if (numbered.presses.length === 0) return renderWords(card)
  const { fits, shown } = fitCard(numbered.card)
  if (fits && !hasLinks(card)) return buttonCards(numbered, look, shown).map(toMessage)
  return [...renderWords(numbered.card), ...buttonCards(numbered, look).map(toMessage)]
}

export interface InPlace {
  /** One, and more where there are more than six buttons. */
  cards: [TemplateCard, ...TemplateCard[]]
  /** The whole in words, where the card has no room for it. */
  words: Message[]
}

/** The card in place of one that stands, where WeCom lets it be changed. No words can go before it. */
export function renderInPlace(card: Card, look: Look): InPlace {
  const numbered = numberButtons(offerWhole(card))
  const { fits, shown } = fitCard(numbered.card)
  const notice = { ...shown, card_type: 'text_notice', card_action: { type: 1, url: look.pagesUrl } }
  const [first = notice, ...more] = buttonCards(numbered, look, shown)
  return { cards: [first, ...more], words: fits ? [] : renderWords(numbered.card) }
}

/** With a button for the whole, where only a part is shown and one more fits on it. */
function offerWhole(card: Card): Card {
  const hasRoom = pressesOf(card).length < limits.buttons
  if (!card.whole || !hasRoom || fitCard(numberButtons(card).card).fits) return card
  return { ...card, buttons: [...(card.buttons ?? []), card.whole] }
}

/** The buttons on as many cards as it takes. @param shown what the first says; absent where words before it have */
function buttonCards({ card, presses }: NumberedCard, { key }: Look, shown?: TemplateCard): TemplateCard[] {
  const groups = Array.from({ length: Math.ceil(presses.length / limits.buttons) }, (_, at) =>
    presses.slice(at * limits.buttons, (at + 1) * limits.buttons),
  )
  return groups.map((group, at) => ({
    ...(at === 0 && shown ? shown : headOf(card, group, groups.length)),
    card_type: 'button_interaction',
    task_id: createHash('sha256').update(`${key} ${at}`).digest('hex'),
    button_list: group.map(({ button, name }) => ({
      text: name,
      style: button.tone === 'primary' ? 1 : 2,
      key: writeKey(button),
    })),
  }))
}

/** What stands on a card below words that were said: what is asked, and which numbers of several cards are its own. */
function headOf(card: Card, group: readonly NamedButton[], groups: number): TemplateCard {
  const [from, to] = [group[0]?.number, group.findLast(({ number }) => number !== undefined)?.number]
  const range = groups > 1 && from !== undefined ? (from === to ? `${from}` : `${from}–${to}`) : ''
  const asked = card.ask ?? splitTitle(card.title).head
  const title = range === '' ? asked : `${cut(asked, limits.titleChars - range.length - 1)} ${range}`
  const desc =
    card.ask === undefined && card.badge ? { desc: cut(card.badge.text, limits.descriptionChars) } : {}
  return { main_title: { title: cut(title, limits.titleChars), ...desc } }
}

export const toMessage = (template_card: TemplateCard): Message => ({
  msgtype: 'template_card',
  template_card,
})

/** The card in words, with its links; of what can be pressed nothing. */
function renderWords(card: Card): Message[] {
  const links = (card.buttons ?? []).flatMap((button) =>
    'url' in button ? [`<a href="${button.url}">${plain(button.label)}</a>`] : [],
  )
  const text = [plain(cardToText(card)), ...links].join('\n')
  return splitText(text, limits.textBytes).map((content) => ({ msgtype: 'text', text: { content } }))
}

const hasLinks = ({ buttons = [] }: Card) => buttons.some((button) => 'url' in button)

/** What people typed must not become a link. */
const plain = (text: string) => text.replaceAll('<', '＜')
