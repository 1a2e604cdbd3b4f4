import { parseMarkdown } from '../../text/parse-markdown.ts'
import { isSafeUrl, pushText, type TextNode } from '../../text/text-node.ts'

type Tint = Extract<TextNode, { kind: 'tint' }>['tint']
type Reader = [RegExp, (groups: string[]) => TextNode | null]

const BOTH: Reader[] = [
  [/^`([^`\n]+)`/, ([text = '']) => ({ kind: 'code', text })],
  [/^\*\*(\S(?:.*?\S)?)\*\*/, ([inner = '']) => ({ kind: 'bold', children: readOld(inner) })],
  [/^\[([^\]]*)\]\(([^()\s]+)\)/, ([label = '', url = '']) => readLink(label, url)],
  [/^(https?:\/\/[^\s<>)，。；、]+)/, ([url = '']) => readLink(url, url)],
]
/** Only the older kind has colours and names people (document 90236). */
const OLD: Reader[] = [
  [
    /^<font color=["']?(info|comment|warning)["']?>([\s\S]*?)<\/font>/i,
    ([tint = '', inner = '']) => ({
      kind: 'tint',
      tint: tint.toLowerCase() as Tint,
      children: readOld(inner),
    }),
  ],
  [/^<@([^>\s]+)>/, ([id = '']) => ({ kind: 'user', id, label: null })],
]
/** Only markdown_v2 has these (document 99110). */
const NEW: Reader[] = [
  [
    /^!\[([^\]]*)\]\(([^()\s]+)\)/,
    ([alt = '', url = '']) => (isSafeUrl(url) ? { kind: 'image', alt, url } : null),
  ],
  [/^\*\*(\S(?:.*?\S)?)\*\*/, ([inner = '']) => ({ kind: 'bold', children: readNew(inner) })],
  [/^\*([^\s*](?:[^*]*[^\s*])?)\*/, ([inner = '']) => ({ kind: 'italic', children: readNew(inner) })],
]

const readOld = (line: string) => readInline(line, [...OLD, ...BOTH])
const readNew = (line: string) => readInline(line, [...NEW, ...BOTH])

/** Lists, tables, pictures and rules. */
export function readMarkdownV2(source: string): TextNode[] {
  return parseMarkdown(source, readNew)
}

/** Headings, quotes and lines; a list or a table stays the signs it was typed with, as on a phone. */
export function readMarkdown(source: string): TextNode[] {
  return source.split('\n').flatMap((line, index): TextNode[] => {
    const heading = /^(#{1,6})\s+(.*)$/.exec(line)
    if (heading) {
      const [, signs = '', text = ''] = heading
      return [{ kind: 'heading', level: signs.length, children: readOld(text) }]
    }
    const quote = /^>\s?(.*)$/.exec(line)?.[1]
    if (quote !== undefined) return [{ kind: 'quote', children: readOld(quote) }]
    if (line.trim() === '') return index === 0 ? [] : [{ kind: 'paragraph', children: [{ kind: 'break' }] }]
    return [{ kind: 'paragraph', children: readOld(line) }]
  })
}

function readInline(line: string, readers: Reader[]): TextNode[] {
  const nodes: TextNode[] = []
  let at = 0
  while (at < line.length) {
    const rest = line.slice(at)
    const found = readFirst(rest, readers)
    if (found) nodes.push(found.node)
    else pushText(nodes, rest[0] ?? '')
    at += found?.length ?? 1
  }
  return nodes
}

function readFirst(rest: string, readers: Reader[]): { node: TextNode; length: number } | null {
  for (const [pattern, build] of readers) {
    const match = pattern.exec(rest)
    const node = match && build(match.slice(1))
    if (node) return { node, length: match[0].length }
  }
  return null
}

function readLink(label: string, url: string): TextNode | null {
  return isSafeUrl(url) ? { kind: 'link', url, children: [{ kind: 'text', text: label || url }] } : null
}
