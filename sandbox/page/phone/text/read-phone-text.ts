import { isSafeUrl, pushText, type TextNode } from '../../text/text-node.ts'

const ANCHOR = /^<a\s+[^>]*?href=["']?([^"'\s>]+)["']?[^>]*>([\s\S]*?)<\/a>/i
const ADDRESS = /^https?:\/\/[^\s<>"'，。；、！？（）]+/

/** An app's text: addresses and the one tag that WeCom knows there. What a member typed is shown as it was typed. */
export function readPhoneText(content: string, isTyped: boolean): TextNode[] {
  const nodes: TextNode[] = []
  let at = 0
  while (at < content.length) {
    const rest = content.slice(at)
    const anchor = isTyped ? null : ANCHOR.exec(rest)
    const address = ADDRESS.exec(rest)
    if (anchor && isSafeUrl(anchor[1] ?? '')) {
      nodes.push({ kind: 'link', url: anchor[1] ?? '', children: [{ kind: 'text', text: anchor[2] ?? '' }] })
      at += anchor[0].length
    } else if (address) {
      nodes.push({ kind: 'link', url: address[0], children: [{ kind: 'text', text: address[0] }] })
      at += address[0].length
    } else {
      pushText(nodes, rest[0] ?? '')
      at += 1
    }
  }
  return nodes
}

/** The words alone, as copying a message gives them. */
export function copyPhoneText(content: string): string {
  return content.replaceAll(/<a\s[^>]*>([\s\S]*?)<\/a>/gi, '$1')
}

export interface DescriptionLine {
  tone: 'gray' | 'highlight' | 'normal'
  text: string
}

/** A text card's description: lines in grey, in highlight or plain (document 90236). */
export function readDescription(html: string): DescriptionLine[] {
  const lines: DescriptionLine[] = []
  for (const [, tone, inside, plain] of html.matchAll(
    /<div(?:\s+class=["']?(gray|highlight|normal)["']?)?\s*>([\s\S]*?)<\/div>|([^<]+|<[^>]*>)/gi,
  )) {
    const text = inside ?? (plain?.startsWith('<') ? '' : plain) ?? ''
    for (const line of text.split(/<br\s*\/?>|\n/i)) {
      if (line.trim() !== '')
        lines.push({ tone: (tone as DescriptionLine['tone']) ?? 'normal', text: line.trim() })
    }
  }
  return lines
}
