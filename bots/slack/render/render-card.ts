import type { types } from '@slack/bolt'
import { type Button, type Card, cardToText } from '../../../src/forms/card.ts'
import { writePress } from '../../../src/forms/press-value.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { limits } from './limits.ts'
import { fallbackText, paragraph, plain, richText, shorten, smallPrint } from './plain-text.ts'

const lights = { neutral: '⚪', good: '🟢', warning: '🟡', bad: '🔴' } as const

export interface CardLook {
  language: Language
  /** A picture that Slack has already. */
  fileId?: string
  /** A message holds less text than a view. */
  surface?: 'message' | 'view'
}

export interface RenderedCard {
  blocks: types.KnownBlock[]
  /** For notifications, search and clients without blocks; escaped. */
  text: string
}

/**
 * A card as blocks. What a message cannot hold is cut visibly, the longest texts first, and a button shows the
 * whole; nothing else is cut.
 */
export function renderCard(card: Card, look: CardLook): RenderedCard {
  const fitted = look.surface === 'view' ? card : fitCard(card, look.language)
  const { badge, facts = [], sections = [], buttons = [], picture, footer } = fitted
  const blocks: types.KnownBlock[] = [
    { type: 'header', text: plain(card.title, limits.header) },
    ...(card.title.length > limits.header ? [paragraph(card.title)] : []),
    ...(badge ? [smallPrint(`${lights[badge.tone]} ${badge.text}`)] : []),
    ...(facts.length > 0 ? [renderFacts(facts)] : []),
    ...renderSections(sections),
    ...(picture && look.fileId
      ? [
          {
            type: 'image' as const,
            slack_file: { id: look.fileId },
            alt_text: shorten(picture.alt, limits.altText),
          },
        ]
      : []),
    ...renderButtons(buttons, look.language),
    ...(footer ? [smallPrint(footer)] : []),
  ]
  return { blocks, text: fallbackText(cardToText(card), limits.messageText) }
}

function renderFacts(facts: NonNullable<Card['facts']>): types.RichTextBlock {
  return richText(
    facts.flatMap(({ label, value }, index) => [
      { text: `${index > 0 ? '\n' : ''}${label}  `, bold: true },
      { text: value },
    ]),
  )
}

/** A block each, which sets them apart; where there are too many for a message, all in one block. */
function renderSections(sections: NonNullable<Card['sections']>): types.RichTextBlock[] {
  const blocks = sections
    .filter(({ heading, text }) => heading || text !== '')
    .map(({ heading, text }) => richText([{ text: heading ? `${heading}\n` : '', bold: true }, { text }]))
  if (blocks.length <= limits.messageBlocks - 10) return blocks
  return [{ type: 'rich_text', elements: blocks.flatMap((block) => block.elements) }]
}

/** Buttons in rows of Slack's size. `at` tells the rows of one view apart. */
export function renderButtons(
  buttons: readonly Button[],
  language: Language,
  at = 'buttons',
): types.ActionsBlock[] {
  const rows: types.ActionsBlock[] = []
  for (let from = 0; from < buttons.length; from += limits.buttonsInBlock) {
    const elements = buttons
      .slice(from, from + limits.buttonsInBlock)
      .map((button, index) => renderButton(button, language, index))
    rows.push({ type: 'actions', block_id: `${at}:${from}`, elements })
  }
  return rows
}

export function renderButton(button: Button, language: Language, index = 0): types.Button {
  const t = speak(language)
  return {
    type: 'button',
    text: plain(button.label, limits.buttonText),
    ...('url' in button
      ? { action_id: `link:${index}`, url: button.url }
      : { action_id: `press:${index}`, value: writePress(button.press, limits.buttonValue) }),
    ...(button.tone ? { style: button.tone } : {}),
    ...(button.confirm
      ? {
          confirm: {
            title: plain(t('slack.confirm.title')),
            text: plain(button.confirm, limits.confirmText),
            confirm: plain(t('slack.confirm.yes')),
            deny: plain(t('slack.confirm.no')),
          },
        }
      : {}),
  }
}

/** Shares out what a message can hold: short texts stay whole, the long ones are cut to one length. */
function fitCard(card: Card, language: Language): Card {
  const { facts = [], sections = [], buttons = [] } = card
  const fixed = [
    card.title,
    card.badge?.text,
    card.footer,
    ...facts.map((fact) => fact.label),
    ...sections.map((section) => section.heading),
    ...buttons.flatMap((button) => [button.label, button.confirm]),
  ]
  const own = fixed.reduce((sum, text) => sum + (text?.length ?? 0) + 4, 100 + buttons.length * 40)
  const texts = [...facts.map((fact) => fact.value), ...sections.map((section) => section.text)]
  const most = longestThatFits(
    texts.map((text) => text.length),
    limits.messageBlockTexts - own,
  )
  if (texts.every((text) => text.length <= most)) return card
  const recordId = buttons.map(recordOf).find((id) => id !== undefined)
  const isShown = buttons.some((button) => 'press' in button && button.press.do === 'show')
  const show: Button[] =
    recordId !== undefined && !isShown
      ? [{ label: speak(language)('slack.card.showAll'), press: { do: 'show', recordId } }]
      : []
  return {
    ...card,
    facts: facts.map((fact) => ({ ...fact, value: shorten(fact.value, most) })),
    sections: sections.map((section) => ({ ...section, text: shorten(section.text, most) })),
    buttons: [...buttons, ...show],
  }
}

const recordOf = (button: Button) =>
  'press' in button && 'recordId' in button.press ? button.press.recordId : undefined

/** The longest length at which all texts together fit; Infinity when nothing need be cut. */
function longestThatFits(lengths: readonly number[], room: number): number {
  const rising = lengths.toSorted((a, b) => a - b)
  let left = room
  for (const [index, length] of rising.entries()) {
    const share = Math.floor(left / (rising.length - index))
    if (length > share) return Math.max(share, 1)
    left -= length
  }
  return Infinity
}
