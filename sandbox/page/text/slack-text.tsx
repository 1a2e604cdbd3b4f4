import type { TextObject } from '../control/slack-shapes.ts'
import { usePane } from '../pane/pane-context.ts'
import { replaceEmojiNames } from './emoji-names.ts'
import { parseMrkdwn } from './parse-mrkdwn.ts'
import { decodeEscapes } from './slack-entity.ts'
import { TextNodes } from './text-nodes.tsx'

/** A text object of Block Kit: mrkdwn with its marks, plain_text as it is. */
export function SlackText({ text }: { text: TextObject | string | undefined | null }) {
  const { refs } = usePane()
  if (text === undefined || text === null) return null
  if (typeof text === 'string') return <>{decodeEscapes(text)}</>
  if (text.type === 'mrkdwn') return <TextNodes nodes={parseMrkdwn(text.text)} refs={refs} />
  return <>{plainText(text)}</>
}

/** The words of a text object where only a string will do (an option, a placeholder, a title). */
export function plainText(text: TextObject | string | undefined | null): string {
  if (text === undefined || text === null) return ''
  if (typeof text === 'string') return decodeEscapes(text)
  const words = decodeEscapes(text.text)
  return text.emoji === false ? words : replaceEmojiNames(words)
}
