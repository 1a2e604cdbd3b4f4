import { describe, expect, it } from 'vitest'
import { parseMarkdown } from './parse-markdown.ts'
import type { TextNode } from './text-node.ts'

const text = (words: string): TextNode => ({ kind: 'text', text: words })

describe('markdown', () => {
  it('reads headings, rules and paragraphs', () => {
    expect(parseMarkdown('# 周报\n\n第一行\n第二行\n\n---')).toEqual([
      { kind: 'heading', level: 1, children: [text('周报')] },
      { kind: 'paragraph', children: [text('第一行'), { kind: 'break' }, text('第二行')] },
      { kind: 'rule' },
    ])
  })

  it('reads marks, beside Chinese characters too', () => {
    expect(parseMarkdown('你好**粗**和*斜*、~~删~~、`码`')).toEqual([
      {
        kind: 'paragraph',
        children: [
          text('你好'),
          { kind: 'bold', children: [text('粗')] },
          text('和'),
          { kind: 'italic', children: [text('斜')] },
          text('、'),
          { kind: 'strike', children: [text('删')] },
          text('、'),
          { kind: 'code', text: '码' },
        ],
      },
    ])
  })

  it('leaves words with underscores and escaped marks alone', () => {
    expect(parseMarkdown('snake_case_name \\*x\\*')).toEqual([
      { kind: 'paragraph', children: [text('snake_case_name *x*')] },
    ])
  })

  it('reads nested and numbered lists', () => {
    expect(parseMarkdown('- 一\n  - 二\n1. 三')).toEqual([
      {
        kind: 'list',
        items: [
          { marker: '•', depth: 0, children: [text('一')] },
          { marker: '•', depth: 1, children: [text('二')] },
          { marker: '1.', depth: 0, children: [text('三')] },
        ],
      },
    ])
  })

  it('reads links and bare addresses, and refuses what is not an address', () => {
    const [paragraph] = parseMarkdown('[档案](https://a.example) https://b.example。 [坏](javascript:alert)')
    expect(paragraph).toEqual({
      kind: 'paragraph',
      children: [
        { kind: 'link', url: 'https://a.example', children: [text('档案')] },
        text(' '),
        { kind: 'link', url: 'https://b.example', children: [text('https://b.example')] },
        text('。 [坏](javascript:alert)'),
      ],
    })
  })

  it('reads a table with its alignment', () => {
    expect(parseMarkdown('| 姓名 | 达成 |\n|---|--:|\n| 陈小满 | 118% |')).toEqual([
      {
        kind: 'table',
        aligns: ['left', 'right'],
        header: [[text('姓名')], [text('达成')]],
        rows: [[[text('陈小满')], [text('118%')]]],
      },
    ])
  })

  it('keeps code blocks as they are, and quotes what is quoted', () => {
    expect(parseMarkdown('```\n# 不是标题\n```\n> 引用')).toEqual([
      { kind: 'pre', text: '# 不是标题' },
      { kind: 'quote', children: [{ kind: 'paragraph', children: [text('引用')] }] },
    ])
  })
})
