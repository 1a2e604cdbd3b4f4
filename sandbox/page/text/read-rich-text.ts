import { isSafeUrl, type ListItem, type TextNode } from './text-node.ts'

interface RichStyle {
  bold?: boolean
  italic?: boolean
  strike?: boolean
  underline?: boolean
  code?: boolean
}

/** Slack's rich_text elements, loosely: what is unknown is shown by its text or left out. */
export interface RichElement {
  type: string
  elements?: RichElement[]
  text?: string
  url?: string
  style?: RichStyle | string
  user_id?: string
  channel_id?: string
  usergroup_id?: string
  name?: string
  range?: string
  indent?: number
  offset?: number
  timestamp?: number
  format?: string
  fallback?: string
  value?: string
}

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export function readRichText(elements: RichElement[]): TextNode[] {
  const nodes: TextNode[] = []
  for (const element of elements) {
    const children = (element.elements ?? []).flatMap(readInline)
    if (element.type === 'rich_text_section') nodes.push({ kind: 'paragraph', children })
    else if (element.type === 'rich_text_quote') nodes.push({ kind: 'quote', children })
    else if (element.type === 'rich_text_preformatted')
      nodes.push({ kind: 'pre', text: plainTextOf(element.elements ?? []) })
    else if (element.type === 'rich_text_list') appendList(nodes, element)
  }
  return nodes
}

/** Slack sends one element per run of equal depth; runs that follow one another are one list. */
function appendList(nodes: TextNode[], element: RichElement): void {
  const depth = element.indent ?? 0
  const items = (element.elements ?? []).map((item, index): ListItem => {
    const marker =
      element.style === 'ordered' ? `${index + 1 + (element.offset ?? 0)}.` : depth % 2 === 1 ? '◦' : '•'
    return { marker, depth, children: (item.elements ?? []).flatMap(readInline) }
  })
  const last = nodes.at(-1)
  if (last?.kind === 'list') last.items.push(...items)
  else nodes.push({ kind: 'list', items })
}

function readInline(element: RichElement): TextNode[] {
  const node = readBare(element)
  const style = typeof element.style === 'object' ? element.style : {}
  if (style.code && element.text !== undefined) return [{ kind: 'code', text: element.text }]
  const wrapped = (['bold', 'italic', 'strike', 'underline'] as const).reduce<TextNode[]>(
    (children, kind) => (style[kind] ? [{ kind, children }] : children),
    node,
  )
  return wrapped
}

function readBare(element: RichElement): TextNode[] {
  switch (element.type) {
    case 'text':
      return breakLines(element.text ?? '')
    case 'link': {
      const url = element.url ?? ''
      const label: TextNode = { kind: 'text', text: element.text ?? url }
      return isSafeUrl(url) ? [{ kind: 'link', url, children: [label] }] : [label]
    }
    case 'user':
      return [{ kind: 'user', id: element.user_id ?? '', label: null }]
    case 'channel':
      return [{ kind: 'channel', id: element.channel_id ?? '', label: null }]
    case 'usergroup':
      return [{ kind: 'broadcast', range: element.usergroup_id ?? '' }]
    case 'broadcast':
      return [{ kind: 'broadcast', range: element.range ?? '' }]
    case 'emoji':
      return [{ kind: 'emoji', name: element.name ?? '' }]
    case 'date':
      return [readDate(element)]
    case 'color':
      return [{ kind: 'code', text: element.value ?? '' }]
    default:
      return breakLines(element.text ?? '')
  }
}

function readDate(element: RichElement): TextNode {
  const url = element.url !== undefined && isSafeUrl(element.url) ? element.url : null
  return {
    kind: 'date',
    seconds: Math.min(Math.max(0, element.timestamp ?? 0), 99_999_999_999),
    format: element.format ?? '{date} {time}',
    url,
    fallback: element.fallback ?? '',
  }
}

function breakLines(text: string): TextNode[] {
  return text
    .split('\n')
    .flatMap((line, index): TextNode[] => [
      ...(index > 0 ? [{ kind: 'break' } as const] : []),
      ...(line === '' ? [] : [{ kind: 'text' as const, text: line }]),
    ])
}

function plainTextOf(elements: RichElement[]): string {
  return elements.map((element) => element.text ?? element.url ?? '').join('')
}
