import { expect, it } from 'vitest'
import { readRichText } from './read-rich-text.ts'

it('wraps styles around what they style', () => {
  const nodes = readRichText([
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: '粗斜', style: { bold: true, italic: true } },
        { type: 'text', text: '码', style: { code: true } },
        { type: 'user', user_id: 'U0FPLIN001' },
      ],
    },
  ])
  expect(nodes).toEqual([
    {
      kind: 'paragraph',
      children: [
        { kind: 'italic', children: [{ kind: 'bold', children: [{ kind: 'text', text: '粗斜' }] }] },
        { kind: 'code', text: '码' },
        { kind: 'user', id: 'U0FPLIN001', label: null },
      ],
    },
  ])
})

it('joins runs of different depth into one list and numbers ordered items from their offset', () => {
  const item = (words: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text: words }] })
  const nodes = readRichText([
    { type: 'rich_text_list', style: 'bullet', indent: 0, elements: [item('一')] },
    { type: 'rich_text_list', style: 'ordered', indent: 1, offset: 2, elements: [item('二')] },
  ])
  expect(nodes).toHaveLength(1)
  expect(nodes[0]).toMatchObject({
    kind: 'list',
    items: [
      { marker: '•', depth: 0 },
      { marker: '3.', depth: 1 },
    ],
  })
})

it('shows a link that no client would open as text', () => {
  expect(
    readRichText([
      { type: 'rich_text_section', elements: [{ type: 'link', url: 'javascript:x', text: '点' }] },
    ]),
  ).toEqual([{ kind: 'paragraph', children: [{ kind: 'text', text: '点' }] }])
})
