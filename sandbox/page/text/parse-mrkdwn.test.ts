import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMrkdwn } from './parse-mrkdwn.ts'
import type { TextNode } from './text-node.ts'

const text = (words: string): TextNode => ({ kind: 'text', text: words })

/** Every character a reader sees, in order. */
function readable(nodes: TextNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'break') return '\n'
      if (node.kind === 'list') {
        return node.items.map((item) => `${item.marker} ${readable(item.children)}`).join('\n')
      }
      if ('children' in node) return readable(node.children)
      return 'text' in node ? node.text : ''
    })
    .join('')
}

describe('mrkdwn', () => {
  it('reads bold, italic, struck and code words', () => {
    expect(parseMrkdwn('*粗* _斜_ ~删~ `码`')).toEqual([
      { kind: 'bold', children: [text('粗')] },
      text(' '),
      { kind: 'italic', children: [text('斜')] },
      text(' '),
      { kind: 'strike', children: [text('删')] },
      text(' '),
      { kind: 'code', text: '码' },
    ])
  })

  it('reads marks inside marks', () => {
    expect(parseMrkdwn('*a _b_*')).toEqual([
      { kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] },
    ])
  })

  it.each(['你好*粗*世界', '2*3*4', 'snake_case_name', '* not bold *', '**', 'a * b', '_ _', '10:30:45'])(
    'leaves %s as it was typed',
    (typed) => expect(parseMrkdwn(typed)).toEqual([text(typed)]),
  )

  it('does not carry a mark over the end of a line', () => {
    expect(parseMrkdwn('*a\nb*')).toEqual([text('*a'), { kind: 'break' }, text('b*')])
  })

  it('shows escaped characters as themselves and never as marks', () => {
    expect(parseMrkdwn('1 &lt; 2 &amp;&amp; 3 &gt; 2 &amp;lt;')).toEqual([text('1 < 2 && 3 > 2 &lt;')])
    expect(parseMrkdwn('&lt;@U0FPLIN001&gt;')).toEqual([text('<@U0FPLIN001>')])
  })

  it('reads links with and without a label', () => {
    expect(parseMrkdwn('<https://a.example/x_y_z|档案> <https://b.example/?a=1&amp;b=2>')).toEqual([
      { kind: 'link', url: 'https://a.example/x_y_z', children: [text('档案')] },
      text(' '),
      { kind: 'link', url: 'https://b.example/?a=1&b=2', children: [text('https://b.example/?a=1&b=2')] },
    ])
  })

  it('keeps an underscore in an address from closing italics', () => {
    expect(parseMrkdwn('_见 <https://a.example/x_ y|此> 页_')).toEqual([
      {
        kind: 'italic',
        children: [
          text('见 '),
          { kind: 'link', url: 'https://a.example/x_ y', children: [text('此')] },
          text(' 页'),
        ],
      },
    ])
  })

  it.each(['<javascript:alert(1)|点我>', '<data:text/html,x>', '<vbscript:x>', '<b>', '<script>'])(
    'makes no link of %s',
    (typed) => expect(parseMrkdwn(typed)).toEqual([text(typed)]),
  )

  it('reads mentions of people, channels and everyone', () => {
    expect(parseMrkdwn('<@U0FPLIN001> <#C0FPSALES1|sales-all> <!here>')).toEqual([
      { kind: 'user', id: 'U0FPLIN001', label: null },
      text(' '),
      { kind: 'channel', id: 'C0FPSALES1', label: 'sales-all' },
      text(' '),
      { kind: 'broadcast', range: 'here' },
    ])
  })

  it('reads a date with its format, link and fallback', () => {
    expect(parseMrkdwn('<!date^1795334400^{date} {time}^https://a.example|11月22日>')).toEqual([
      {
        kind: 'date',
        seconds: 1795334400,
        format: '{date} {time}',
        url: 'https://a.example',
        fallback: '11月22日',
      },
    ])
  })

  it('gathers quoted lines and list lines', () => {
    expect(parseMrkdwn('&gt; 一\n> 二\n• 三\n  ◦ 四\n1. 五\n完')).toEqual([
      { kind: 'quote', children: [text('一'), { kind: 'break' }, text('二')] },
      {
        kind: 'list',
        items: [
          { marker: '•', depth: 0, children: [text('三')] },
          { marker: '◦', depth: 1, children: [text('四')] },
          { marker: '1.', depth: 0, children: [text('五')] },
        ],
      },
      text('完'),
    ])
  })

  it('keeps a fenced block as it is, marks and escapes included', () => {
    expect(parseMrkdwn('前\n```\n*a* &lt;b&gt;\n  c\n```\n后')).toEqual([
      text('前'),
      { kind: 'pre', text: '*a* <b>\n  c' },
      text('后'),
    ])
  })

  it('takes a fence that is never closed for text', () => {
    expect(readable(parseMrkdwn('a ```b'))).toBe('a ```b')
  })

  it('reads emoji names but not times of day', () => {
    expect(parseMrkdwn(':tada: 09:30:00')).toEqual([{ kind: 'emoji', name: 'tada' }, text(' 09:30:00')])
  })

  it('loses no letter or digit of any text', () => {
    const alphabet = fc.constantFrom('a', '1', '中', '*', '_', '~', '`', ' ', '\n', '>', '•', '&lt;')
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 40 }), (parts) => {
        const source = parts.join('')
        const words = (shown: string) => shown.replace(/[^a1中]/g, '')
        expect(words(readable(parseMrkdwn(source)))).toBe(words(source.replaceAll('&lt;', '<')))
      }),
    )
  })
})
