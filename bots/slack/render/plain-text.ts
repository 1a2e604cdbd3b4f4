import type { types } from '@slack/bolt'

/**
 * Text that people typed goes out as plain_text or as a rich_text element, which Slack shows as it is: no mention,
 * link or formatting can come of it. Only a message's fallback `text` is parsed, and that is escaped.
 */
export function plain(text: string, max = 3000): types.PlainTextElement {
  // Slack refuses an empty text.
  return { type: 'plain_text', text: text.trim() === '' ? '–' : shorten(text, max) }
}

/** Cuts for display only, visibly, and never through a character of two units. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** For `text`, where `<!channel>` or `<@U…>` would otherwise ring (docs.slack.dev/messaging/formatting-message-text). */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Fallback text within its limit once it is escaped. */
export function fallbackText(text: string, max: number): string {
  let kept = shorten(text, max)
  while (escapeText(kept).length > max) kept = shorten(text, kept.length - (escapeText(kept).length - max))
  return escapeText(kept)
}

export function paragraph(text: string, blockId?: string): types.SectionBlock {
  return { type: 'section', ...(blockId ? { block_id: blockId } : {}), text: plain(text) }
}

export function smallPrint(text: string): types.ContextBlock {
  return { type: 'context', elements: [plain(text)] }
}

/** Lines of bold heads and literal text. */
export function richText(parts: readonly { text: string; bold?: boolean }[]): types.RichTextBlock {
  const elements = parts
    .filter(({ text }) => text !== '')
    .map(({ text, bold }) => ({ type: 'text' as const, text, ...(bold ? { style: { bold: true } } : {}) }))
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
}
