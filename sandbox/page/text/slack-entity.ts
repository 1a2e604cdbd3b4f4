import { isSafeUrl, type TextNode } from './text-node.ts'

/** Slack escapes exactly these three: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function decodeEscapes(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** Reads what stands between `<` and `>` in mrkdwn; null when it is no entity Slack knows. */
export function readEntity(body: string): TextNode | null {
  const [head = '', ...rest] = body.split('|')
  const label = rest.length > 0 ? decodeEscapes(rest.join('|')) : null
  if (/^@[UW][A-Z0-9]+$/.test(head)) return { kind: 'user', id: head.slice(1), label }
  if (/^#[CG][A-Z0-9]+$/.test(head)) return { kind: 'channel', id: head.slice(1), label }
  if (head.startsWith('!date^')) return readDate(head, label)
  if (/^!(here|channel|everyone)$/.test(head)) return { kind: 'broadcast', range: head.slice(1) }
  if (head.startsWith('!subteam^')) return { kind: 'broadcast', range: label ?? head.slice(9) }
  const url = decodeEscapes(head)
  if (isSafeUrl(url))
    return { kind: 'link', url, children: [{ kind: 'text', text: label ?? url.replace(/^mailto:/, '') }] }
  return null
}

/** `!date^1392734382^{date} at {time}^https://link` with the fallback after the bar. */
function readDate(head: string, label: string | null): TextNode | null {
  const [, seconds = '', format = '', url] = head.split('^')
  if (!/^\d{1,11}$/.test(seconds)) return null
  return {
    kind: 'date',
    seconds: Number(seconds),
    format: decodeEscapes(format),
    url: url !== undefined && isSafeUrl(url) ? decodeEscapes(url) : null,
    fallback: label ?? '',
  }
}
