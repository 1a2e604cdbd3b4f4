import { parseMarkdownInline } from './parse-markdown-inline.ts'
import type { Align, ListItem, TextNode } from './text-node.ts'

const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/
const FENCE = /^\s*(```|~~~)/
const RULE = /^ {0,3}([-*_])( *\1){2,} *$/
const ITEM = /^( *)([-*+]|\d{1,9}[.)])\s+(.*)$/
const QUOTE = /^ {0,3}> ?(.*)$/
const TABLE_RULE = /^ *\|? *:?-+:? *(\| *:?-+:? *)*\|? *$/

/** Standard markdown as Slack's `markdown` block takes it: https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
export function parseMarkdown(source: string, inline: Inline = parseMarkdownInline): TextNode[] {
  const lines = source.replaceAll('\r\n', '\n').split('\n')
  const nodes: TextNode[] = []
  let at = 0
  while (at < lines.length) {
    const taken = takeBlock(lines, at, inline)
    if (taken.node) nodes.push(taken.node)
    at = taken.end
  }
  return nodes
}

/** How the words of a line are read. */
type Inline = (line: string) => TextNode[]

interface Taken {
  node: TextNode | null
  end: number
}

function takeBlock(lines: string[], at: number, inline: Inline): Taken {
  const line = lines[at] ?? ''
  if (line.trim() === '') return { node: null, end: at + 1 }
  const heading = HEADING.exec(line)
  if (heading) {
    const [, hashes = '', text = ''] = heading
    return {
      node: { kind: 'heading', level: hashes.length, children: inline(text) },
      end: at + 1,
    }
  }
  if (FENCE.test(line)) return takeFence(lines, at)
  if (RULE.test(line)) return { node: { kind: 'rule' }, end: at + 1 }
  if (QUOTE.test(line)) return takeQuote(lines, at, inline)
  if (ITEM.test(line)) return takeList(lines, at, inline)
  if (line.includes('|') && TABLE_RULE.test(lines[at + 1] ?? '')) return takeTable(lines, at, inline)
  return takeParagraph(lines, at, inline)
}

function takeFence(lines: string[], at: number): Taken {
  const fence = FENCE.exec(lines[at] ?? '')?.[1] ?? ''
  let end = at + 1
  while (end < lines.length && !lines[end]?.trim().startsWith(fence)) end += 1
  return { node: { kind: 'pre', text: lines.slice(at + 1, end).join('\n') }, end: end + 1 }
}

function takeQuote(lines: string[], at: number, inline: Inline): Taken {
  const inner: string[] = []
  let end = at
  for (; end < lines.length; end += 1) {
    const quoted = QUOTE.exec(lines[end] ?? '')?.[1]
    if (quoted === undefined) break
    inner.push(quoted)
  }
  return { node: { kind: 'quote', children: parseMarkdown(inner.join('\n'), inline) }, end }
}

function takeList(lines: string[], at: number, inline: Inline): Taken {
  const items: ListItem[] = []
  let end = at
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? ''
    const match = ITEM.exec(line)
    if (match) {
      const [, indent = '', marker = '', text = ''] = match
      const shown = /^\d/.test(marker) ? marker : '•'
      const depth = Math.min(5, Math.floor(indent.length / 2))
      items.push({ marker: shown, depth, children: inline(text) })
      continue
    }
    // An indented line carries on the item above it.
    const last = items.at(-1)
    if (!/^\s{2,}\S/.test(line) || !last) break
    last.children.push({ kind: 'break' }, ...inline(line.trim()))
  }
  return { node: { kind: 'list', items }, end }
}

function takeTable(lines: string[], at: number, inline: Inline): Taken {
  const aligns = splitRow(lines[at + 1] ?? '').map(readAlign)
  const header = splitRow(lines[at] ?? '').map(inline)
  const rows: TextNode[][][] = []
  let end = at + 2
  for (; end < lines.length && lines[end]?.includes('|'); end += 1) {
    rows.push(splitRow(lines[end] ?? '').map(inline))
  }
  return { node: { kind: 'table', header, rows, aligns }, end }
}

function splitRow(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

function readAlign(cell: string): Align {
  if (cell.endsWith(':')) return cell.startsWith(':') ? 'center' : 'right'
  return 'left'
}

function takeParagraph(lines: string[], at: number, inline: Inline): Taken {
  const children: TextNode[] = []
  let end = at
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? ''
    const startsBlock =
      line.trim() === '' || [HEADING, FENCE, RULE, QUOTE, ITEM].some((mark) => mark.test(line))
    if (end > at && startsBlock) break
    if (end > at) children.push({ kind: 'break' })
    children.push(...inline(line.trim()))
  }
  return { node: { kind: 'paragraph', children }, end }
}
