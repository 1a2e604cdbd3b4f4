import { createHash } from 'node:crypto'
import { type Button, type Card, cardToText, type Press } from '../../../src/forms/card.ts'
import { splitText } from '../client/split-text.ts'
import type { Message } from '../client/wecom-client.ts'
import { leaveKey, writeKey } from './button-key.ts'
import { limits } from './limits.ts'

export interface Look {
  /** The same for a message however often it is rendered: WeCom knows cards by it. */
  key: string
  /** Where a card without buttons leads, which WeCom wants to know. */
  pagesUrl: string
}

type PressButton = Button & { press: Press }

/**
 * A card as WeCom's messages: in words, and where there is something to press, as cards with at most six buttons each.
 * What a card cannot hold stands in words before it, so that nothing is cut unseen.
 */
export function renderCard(card: Card, look: Look): Message[] {
  const buttons = card.buttons ?? []
  const presses = buttons.filter((button): button is PressButton => 'press' in button)
  if (presses.length === 0) return renderWords(card)
  const isLong = presses.some(({ label }) => label.length > limits.buttonChars)
  const named = presses.map((button, index) => (isLong ? { ...button, label: `${index + 1}` } : button))
  const legend = isLong ? presses.map(({ label }, index) => `${index + 1}. ${label}`) : []
  const { fits, shown } = fitCard(card)
  const words =
    fits && !isLong ? [] : renderWords({ ...card, buttons: buttons.filter((b) => 'url' in b) }, legend)
  const groups = Array.from({ length: Math.ceil(named.length / limits.buttons) }, (_, at) =>
    named.slice(at * limits.buttons, (at + 1) * limits.buttons),
  )
  return [
    ...words,
    ...groups.map(
      (group, at): Message => ({
        msgtype: 'template_card',
        template_card: { ...shown, ...buttonPart(group, taskIdOf(`${look.key} ${at}`)) },
      }),
    ),
  ]
}

/** The card in place of one that stands, where WeCom lets it be changed. */
export function renderInPlace(card: Card, look: Look): Record<string, unknown> {
  const [message] = renderCard(card, look).filter(({ msgtype }) => msgtype === 'template_card')
  if (message?.msgtype === 'template_card') return message.template_card
  const { shown } = fitCard(card)
  return { ...shown, card_type: 'text_notice', card_action: { type: 1, url: look.pagesUrl } }
}

/** Asks whether a press is really meant. */
export function confirmCard(question: string, button: PressButton, leave: string): Record<string, unknown> {
  return {
    card_type: 'button_interaction',
    main_title: { title: cut(question, limits.titleChars) },
    task_id: taskIdOf(`${question} ${writeKey(button)} ${crypto.randomUUID()}`),
    button_list: [
      { text: cut(button.label, limits.buttonChars), style: 1, key: writeKey(button) },
      { text: cut(leave, limits.buttonChars), style: 2, key: leaveKey },
    ],
  }
}

function renderWords(card: Card, legend: readonly string[] = []): Message[] {
  const links = (card.buttons ?? []).flatMap((button) =>
    'url' in button ? [`<a href="${button.url}">${plain(button.label)}</a>`] : [],
  )
  const text = [plain(cardToText(card)), ...links, ...legend.map(plain)].join('\n')
  return splitText(text, limits.textBytes).map((content) => ({ msgtype: 'text', text: { content } }))
}

/** What people typed must not become a link. */
const plain = (text: string) => text.replaceAll('<', '＜')

/** The card without its buttons, and whether all of it is there. */
function fitCard(card: Card): { fits: boolean; shown: Record<string, unknown> } {
  const facts = (card.facts ?? []).filter(
    ({ label, value }) => label.length <= limits.factNameChars && value.length <= limits.factValueChars,
  )
  const placed = facts.slice(0, limits.facts)
  const rest = [
    ...(card.facts ?? [])
      .filter((fact) => !placed.includes(fact))
      .map(({ label, value }) => `${label}：${value}`),
    ...(card.sections ?? []).map(({ heading, text }) => (heading ? `${heading}：${text}` : text)),
    ...(card.footer ? [card.footer] : []),
  ].join('\n')
  const badge = card.badge?.text
  return {
    fits: card.title.length <= limits.titleChars && rest.length <= limits.subtitleChars && !card.picture,
    shown: {
      main_title: {
        title: cut(card.title, limits.titleChars),
        ...(badge ? { desc: cut(badge, limits.descriptionChars) } : {}),
      },
      ...(rest ? { sub_title_text: cut(rest, limits.subtitleChars) } : {}),
      ...(placed.length > 0
        ? { horizontal_content_list: placed.map(({ label, value }) => ({ keyname: label, value })) }
        : {}),
    },
  }
}

function buttonPart(buttons: readonly PressButton[], taskId: string): Record<string, unknown> {
  return {
    card_type: 'button_interaction',
    task_id: taskId,
    button_list: buttons.map((button) => ({
      text: cut(button.label, limits.buttonChars),
      style: button.tone === 'primary' ? 1 : 2,
      key: writeKey(button),
    })),
  }
}

const taskIdOf = (key: string) => createHash('sha256').update(key).digest('hex')

const cut = (text: string, maxChars: number) =>
  text.length <= maxChars
    ? text
    : `${text
        .slice(0, maxChars - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
