import type { ComponentChildren } from 'preact'
import { showEmoji } from './emoji-names.ts'
import { formatSlackDate, type Viewer } from './format-slack-date.ts'
import type { ListItem, TextNode } from './text-node.ts'

/** What text refers to, as the one who looks at it may know it. */
export interface References {
  viewer: Viewer
  ownId: string
  userName(id: string): string | null
  channelName(id: string): string | null
  openChannel(id: string): void
}

/** Renders read text; every string lands in a text node or a checked address. */
export function TextNodes({ nodes, refs }: { nodes: TextNode[]; refs: References }) {
  return <>{nodes.map((node, index) => showNode(node, refs, index))}</>
}

const INLINE = { bold: 'strong', italic: 'em', strike: 's', underline: 'u' } as const

function showNode(node: TextNode, refs: References, key: number): ComponentChildren {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'bold':
    case 'italic':
    case 'strike':
    case 'underline': {
      const Tag = INLINE[node.kind]
      return (
        <Tag key={key}>
          <TextNodes nodes={node.children} refs={refs} />
        </Tag>
      )
    }
    case 'code':
      return <code key={key}>{node.text}</code>
    case 'pre':
      return <pre key={key}>{node.text}</pre>
    case 'break':
      return <br key={key} />
    case 'rule':
      return <hr key={key} />
    case 'emoji':
      return <span key={key}>{showEmoji(node.name)}</span>
    case 'image':
      return <img key={key} class="text-image" src={node.url} alt={node.alt} />
    case 'tint':
      return (
        <span key={key} class={`tint-${node.tint}`}>
          <TextNodes nodes={node.children} refs={refs} />
        </span>
      )
    case 'link':
      return showLink(node.url, <TextNodes nodes={node.children} refs={refs} />, key)
    case 'date': {
      const shown =
        node.format === '' ? node.fallback : formatSlackDate(node.seconds, node.format, refs.viewer)
      const time = (
        <time key={key} dateTime={new Date(node.seconds * 1000).toISOString()} title={node.fallback}>
          {shown}
        </time>
      )
      return node.url === null ? time : showLink(node.url, time, key)
    }
    case 'user':
    case 'channel':
    case 'broadcast':
      return showMention(node, refs, key)
    default:
      return showBlock(node, refs, key)
  }
}

function showLink(url: string, children: ComponentChildren, key: number) {
  return (
    <a key={key} href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

function showMention(
  node: TextNode & { kind: 'user' | 'channel' | 'broadcast' },
  refs: References,
  key: number,
) {
  if (node.kind === 'broadcast') return <span key={key} class="mention is-me">{`@${node.range}`}</span>
  if (node.kind === 'user') {
    const isMe = node.id === refs.ownId ? 'is-me' : ''
    return (
      <span key={key} class={`mention ${isMe}`}>{`@${refs.userName(node.id) ?? node.label ?? node.id}`}</span>
    )
  }
  return (
    <button key={key} type="button" class="mention" onClick={() => refs.openChannel(node.id)}>
      {`#${refs.channelName(node.id) ?? node.label ?? node.id}`}
    </button>
  )
}

type BlockNode = Extract<TextNode, { kind: 'paragraph' | 'quote' | 'heading' | 'list' | 'table' }>

function showBlock(node: BlockNode, refs: References, key: number) {
  if (node.kind === 'list') return <TextList key={key} items={node.items} refs={refs} />
  if (node.kind === 'table') return <TextTable key={key} table={node} refs={refs} />
  const children = <TextNodes nodes={node.children} refs={refs} />
  if (node.kind === 'quote') return <blockquote key={key}>{children}</blockquote>
  if (node.kind === 'paragraph') {
    const isGap = node.children.every((child) => child.kind === 'break')
    return (
      <p key={key} class={isGap ? 'gap' : undefined}>
        {children}
      </p>
    )
  }
  return (
    <p key={key} class={`text-heading text-heading-${node.level}`}>
      {children}
    </p>
  )
}

function TextList({ items, refs }: { items: ListItem[]; refs: References }) {
  return (
    <ul class="text-list">
      {items.map((item, index) => (
        <li key={index} style={{ '--depth': item.depth }}>
          <span class="text-marker">{item.marker}</span>
          <span>
            <TextNodes nodes={item.children} refs={refs} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function TextTable({ table, refs }: { table: TextNode & { kind: 'table' }; refs: References }) {
  const cells = (row: TextNode[][], Cell: 'td' | 'th') =>
    row.map((cell, column) => (
      <Cell key={column} style={{ textAlign: table.aligns[column] ?? 'left' }}>
        <TextNodes nodes={cell} refs={refs} />
      </Cell>
    ))
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>{cells(table.header, 'th')}</tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
