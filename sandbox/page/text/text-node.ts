/**
 * What the text notations of both platforms (mrkdwn, markdown, rich_text) have in common once read. The page renders this
 * tree only: text from an app reaches the document as text nodes and attributes, never as HTML.
 */
export type TextNode =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike' | 'underline'; children: TextNode[] }
  | { kind: 'code'; text: string }
  | { kind: 'pre'; text: string }
  | { kind: 'break' }
  | { kind: 'paragraph'; children: TextNode[] }
  | { kind: 'heading'; level: number; children: TextNode[] }
  | { kind: 'quote'; children: TextNode[] }
  | { kind: 'list'; items: ListItem[] }
  | { kind: 'rule' }
  | { kind: 'table'; header: TextNode[][]; rows: TextNode[][][]; aligns: Align[] }
  | { kind: 'link'; url: string; children: TextNode[] }
  | { kind: 'user'; id: string; label: string | null }
  | { kind: 'channel'; id: string; label: string | null }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; seconds: number; format: string; url: string | null; fallback: string }
  | { kind: 'emoji'; name: string }
  | { kind: 'tint'; tint: 'info' | 'comment' | 'warning'; children: TextNode[] }
  | { kind: 'image'; url: string; alt: string }

export type Align = 'left' | 'center' | 'right'

/** `marker` is shown as it was typed ("•", "1."): Slack's mrkdwn has no lists of its own. */
export interface ListItem {
  marker: string
  /** Nesting depth, 0 at the margin. */
  depth: number
  children: TextNode[]
}

/** Appends text, joining it to a text node just before it. */
export function pushText(nodes: TextNode[], text: string): void {
  if (text === '') return
  const last = nodes.at(-1)
  if (last?.kind === 'text') last.text += text
  else nodes.push({ kind: 'text', text })
}

/** Only addresses that a chat client would open; anything else is shown as text (`javascript:` above all). */
export function isSafeUrl(url: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)/i.test(url)
}
