import { decodeEscapes, readEntity } from './slack-entity.ts'
import { type ListItem, pushText, type TextNode } from './text-node.ts'

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const
const FENCE = '```'
const LIST_LINE = /^( *)([•◦▪‣*-]|\d{1,3}\.) +(.*)$/

/**
 * Reads Slack's mrkdwn: https://docs.slack.dev/messaging/formatting-message-text
 * Marks only count at word edges, and a Chinese character is part of a word, so `你好*粗*` stays as typed, as
 * it does in Slack.
 */
export function parseMrkdwn(source: string): TextNode[] {
  const nodes: TextNode[] = []
  // Odd pieces stand between fences; a fence that is never closed is text.
  const pieces = source.split(FENCE)
  const closed = pieces.length % 2 === 1
  pieces.forEach((piece, index) => {
    const isLast = index === pieces.length - 1
    if (index % 2 === 1 && (closed || !isLast)) {
      nodes.push({ kind: 'pre', text: decodeEscapes(piece.replace(/^\n|\n$/g, '')) })
      return
    }
    let text = index % 2 === 1 ? FENCE + piece : piece
    // A line end beside a block of code belongs to the block.
    if (index > 0) text = text.replace(/^\n/, '')
    if (!isLast) text = text.replace(/\n$/, '')
    if (text !== '') nodes.push(...parseLines(text))
  })
  return nodes
}

function parseLines(text: string): TextNode[] {
  const nodes: TextNode[] = []
  let needsBreak = false
  for (const line of text.split('\n')) {
    const quoted = /^(?:>|&gt;) ?(.*)$/s.exec(line)?.[1]
    const item = readListLine(line)
    if (quoted !== undefined) {
      const last = nodes.at(-1)
      if (last?.kind === 'quote') last.children.push({ kind: 'break' }, ...parseInline(quoted))
      else nodes.push({ kind: 'quote', children: parseInline(quoted) })
      needsBreak = false
    } else if (item) {
      const last = nodes.at(-1)
      if (last?.kind === 'list') last.items.push(item)
      else nodes.push({ kind: 'list', items: [item] })
      needsBreak = false
    } else {
      if (needsBreak) nodes.push({ kind: 'break' })
      nodes.push(...parseInline(line))
      needsBreak = true
    }
  }
  return nodes
}

function readListLine(line: string): ListItem | null {
  const match = LIST_LINE.exec(line)
  if (!match) return null
  const [, indent = '', marker = '', rest = ''] = match
  // `* x*` is a bold phrase with a stray space, not an item.
  if (marker === '*') return null
  return { marker, depth: Math.min(5, Math.floor(indent.length / 2)), children: parseInline(rest) }
}

/** One line: entities, code, the three marks and emoji. */
function parseInline(line: string): TextNode[] {
  const nodes: TextNode[] = []
  let at = 0
  while (at < line.length) {
    const found =
      readEntityAt(line, at) ?? readCodeAt(line, at) ?? readMarkAt(line, at) ?? readEmojiAt(line, at)
    if (found) {
      nodes.push(found.node)
      at = found.end
      continue
    }
    const next = line.slice(at + 1).search(/[<`*_~:]/)
    const end = next === -1 ? line.length : at + 1 + next
    pushText(nodes, decodeEscapes(line.slice(at, end)))
    at = end
  }
  return nodes
}

interface Found {
  node: TextNode
  end: number
}

function readEntityAt(line: string, at: number): Found | null {
  if (line[at] !== '<') return null
  const close = line.indexOf('>', at)
  const node = close === -1 ? null : readEntity(line.slice(at + 1, close))
  return node && { node, end: close + 1 }
}

function readCodeAt(line: string, at: number): Found | null {
  if (line[at] !== '`') return null
  const close = line.indexOf('`', at + 1)
  if (close <= at + 1) return null
  return { node: { kind: 'code', text: decodeEscapes(line.slice(at + 1, close)) }, end: close + 1 }
}

function readMarkAt(line: string, at: number): Found | null {
  const mark = line[at]
  if (mark !== '*' && mark !== '_' && mark !== '~') return null
  if (isWordCharacter(characterBefore(line, at)) || isBlank(line[at + 1]) || line[at + 1] === mark)
    return null
  for (let close = line.indexOf(mark, at + 1); close !== -1; close = line.indexOf(mark, close + 1)) {
    const opensNothing = isBlank(line[close - 1]) || isWordCharacter(characterAt(line, close + 1))
    if (opensNothing || isInsideToken(line, at, close)) continue
    return { node: { kind: MARKS[mark], children: parseInline(line.slice(at + 1, close)) }, end: close + 1 }
  }
  return null
}

/** A mark inside `<…>` or `` `…` `` closes nothing: addresses are full of underscores. */
function isInsideToken(line: string, from: number, position: number): boolean {
  let at = from + 1
  while (at < position) {
    const end = (readEntityAt(line, at) ?? readCodeAt(line, at))?.end
    if (end !== undefined && end > position) return true
    at = end ?? at + 1
  }
  return false
}

function readEmojiAt(line: string, at: number): Found | null {
  const name =
    line[at] === ':' ? /^:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/.exec(line.slice(at))?.[1] : undefined
  if (name === undefined || /^\d+$/.test(name)) return null
  return { node: { kind: 'emoji', name }, end: at + name.length + 2 }
}

function characterBefore(line: string, at: number): string {
  return Array.from(line.slice(Math.max(0, at - 2), at)).at(-1) ?? ''
}

function characterAt(line: string, at: number): string {
  const code = line.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character)
}
