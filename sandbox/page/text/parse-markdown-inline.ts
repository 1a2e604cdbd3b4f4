import { readEntity } from './slack-entity.ts'
import { isSafeUrl, pushText, type TextNode } from './text-node.ts'

type Reader = (rest: string) => { node: TextNode; length: number } | null

const READERS: Reader[] = [
  (rest) => take(rest, /^`([^`\n]+)`/, ([text = '']) => ({ kind: 'code', text })),
  (rest) => take(rest, /^\*\*(\S(?:.*?\S)?)\*\*/, nest('bold')),
  (rest) => take(rest, /^__(\S(?:.*?\S)?)__/, nest('bold')),
  (rest) => take(rest, /^~~(\S(?:.*?\S)?)~~/, nest('strike')),
  (rest) => take(rest, /^\*([^\s*](?:[^*]*[^\s*])?)\*/, nest('italic')),
  (rest) => take(rest, /^_([^\s_](?:[^_]*[^\s_])?)_(?![\p{L}\p{N}])/u, nest('italic')),
  // A picture inside markdown is shown as a link to it, as Slack does.
  (rest) =>
    take(rest, /^!?\[([^\]]*)\]\(([^()\s]+)(?: "[^"]*")?\)/, ([label = '', url = '']) =>
      readLink(label, url),
    ),
  (rest) => take(rest, /^<([^<>\n]+)>/, ([body = '']) => readEntity(body)),
  (rest) => take(rest, /^(https?:\/\/[^\s<>)，。；、]+)/, ([url = '']) => readLink(url, url)),
  (rest) => take(rest, /^:([a-z_+-][a-z0-9_+-]*):/, ([name = '']) => ({ kind: 'emoji', name })),
]

export function parseMarkdownInline(line: string): TextNode[] {
  const nodes: TextNode[] = []
  let at = 0
  while (at < line.length) {
    const rest = line.slice(at)
    const escaped = /^\\([\\`*_{}[\]()#+.!~|>-])/.exec(rest)?.[1]
    if (escaped !== undefined) {
      pushText(nodes, escaped)
      at += 2
      continue
    }
    // `snake_case` is one word: an underscore inside it opens nothing.
    const insideWord = rest[0] === '_' && /[\p{L}\p{N}]$/u.test(line.slice(0, at))
    const found = insideWord ? null : readFirst(rest)
    if (found) nodes.push(found.node)
    else pushText(nodes, rest[0] ?? '')
    at += found?.length ?? 1
  }
  return nodes
}

function readFirst(rest: string): { node: TextNode; length: number } | null {
  for (const read of READERS) {
    const found = read(rest)
    if (found) return found
  }
  return null
}

function take(
  rest: string,
  pattern: RegExp,
  build: (groups: string[]) => TextNode | null,
): ReturnType<Reader> {
  const match = pattern.exec(rest)
  const node = match && build(match.slice(1))
  return node ? { node, length: match[0].length } : null
}

function nest(kind: 'bold' | 'italic' | 'strike'): (groups: string[]) => TextNode {
  return ([inner = '']) => ({ kind, children: parseMarkdownInline(inner) })
}

function readLink(label: string, url: string): TextNode | null {
  if (!isSafeUrl(url)) return null
  return {
    kind: 'link',
    url,
    children: label === url ? [{ kind: 'text', text: url }] : parseMarkdownInline(label),
  }
}
