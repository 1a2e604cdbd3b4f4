import type { Card } from '../../../src/forms/card.ts'
import type { Language } from '../../../src/i18n/translate.ts'
import { splitText } from '../client/split-text.ts'
import { limits } from './limits.ts'
import { widenMarks } from './widen-marks.ts'

// A channel is only written to: what is to be pressed goes to the person who is to press it. The picture's words are left
// to whoever sends the picture.

/**
 * A card in the Markdown of group robots (99110: headings, bold, lists, quotes, links), in order. Lists rather than
 * tables: they can be cut between two lines, and an old client shows them as text one can read.
 */
export const renderChannelMarkdown = (card: Card, language: Language): string[] =>
  splitText(writeMarkdown(card, language), limits.robotMarkdownBytes)

/** The same in plain words: for groups of the app, as the client of personal WeChat shows no Markdown there. */
export const renderChannelText = (card: Card, language: Language): string[] =>
  toText(writeMarkdown(card, language))

/** Markdown of ours without its signs; what people typed holds none. */
export const toText = (markdown: string): string[] =>
  splitText(
    markdown
      .replaceAll(/^(?:### |> )/gm, '')
      .replaceAll('**', '')
      .replaceAll(/\[(.*?)\]\((\S+)\)/g, '$1 $2'),
    limits.textBytes,
  )

function writeMarkdown(card: Card, language: Language): string {
  const colon = language === 'en' ? ': ' : '：'
  const blocks = [
    `### ${plain(card.badge ? `${card.title} · ${card.badge.text}` : card.title)}`,
    (card.facts ?? []).map(({ label, value }) => `- **${plain(label)}**${colon}${plain(value)}`).join('\n'),
    ...(card.sections ?? []).map(({ heading, text }) =>
      [...(heading ? [`**${plain(heading)}**`] : []), plain(text)].join('\n'),
    ),
    (card.buttons ?? [])
      .flatMap((button) => ('url' in button ? [`[${plain(button.label)}](${button.url})`] : []))
      .join('\n'),
    ...(card.footer ? [`> ${plain(card.footer).replaceAll('\n', '\n> ')}`] : []),
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

/** A line of bars would be a table; forms that are sent back, which need theirs, never stand in a channel. */
const plain = (text: string): string => widenMarks(text).replaceAll('|', '｜')
