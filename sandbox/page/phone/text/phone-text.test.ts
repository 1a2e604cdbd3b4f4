import { describe, expect, it } from 'vitest'
import { readMarkdown, readMarkdownV2 } from './read-phone-markdown.ts'
import { copyPhoneText, readDescription, readPhoneText } from './read-phone-text.ts'

const text = (words: string) => ({ kind: 'text', text: words })

describe('text on a phone', () => {
  it('has the app’s links, and bare addresses of anybody', () => {
    const link = { kind: 'link', url: 'http://127.0.0.1/s/x', children: [text('打开表单')] }
    expect(readPhoneText('请<a href="http://127.0.0.1/s/x">打开表单</a>。', false)).toEqual([
      text('请'),
      link,
      text('。'),
    ])
    expect(readPhoneText('见 https://a.cn/b，谢谢', true)).toEqual([
      text('见 '),
      { kind: 'link', url: 'https://a.cn/b', children: [text('https://a.cn/b')] },
      text('，谢谢'),
    ])
  })

  it('shows what a member typed as it was typed, and opens no odd address', () => {
    expect(readPhoneText('<a href="http://a.cn">x</a>', true)[0]).toEqual(text('<a href="'))
    expect(readPhoneText('<a href="javascript:alert(1)">x</a>', false)).toEqual([
      text('<a href="javascript:alert(1)">x</a>'),
    ])
  })

  it('is copied without its tags', () => {
    expect(copyPhoneText('目标：\n<a href="http://a.cn">看</a>')).toBe('目标：\n看')
  })

  it('reads the lines of a text card', () => {
    expect(
      readDescription('<div class="gray">11月18日</div>正文<br>又一行<div class="highlight">请领取</div>'),
    ).toEqual([
      { tone: 'gray', text: '11月18日' },
      { tone: 'normal', text: '正文' },
      { tone: 'normal', text: '又一行' },
      { tone: 'highlight', text: '请领取' },
    ])
  })
})

describe('markdown on a phone', () => {
  it('has headings, quotes, colours and names, and no lists or tables', () => {
    expect(readMarkdown('# 日报\n> 引\n<font color="warning">3</font> <@lin>\n- 一\n| a |')).toEqual([
      { kind: 'heading', level: 1, children: [text('日报')] },
      { kind: 'quote', children: [text('引')] },
      {
        kind: 'paragraph',
        children: [
          { kind: 'tint', tint: 'warning', children: [text('3')] },
          text(' '),
          { kind: 'user', id: 'lin', label: null },
        ],
      },
      { kind: 'paragraph', children: [text('- 一')] },
      { kind: 'paragraph', children: [text('| a |')] },
    ])
  })

  it('of the newer kind has lists, tables and pictures, and neither colours nor names', () => {
    const nodes = readMarkdownV2(
      '- *一*\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n![图](https://a.cn/x.png)\n<@lin>',
    )
    expect(nodes.map(({ kind }) => kind)).toEqual(['list', 'table', 'paragraph'])
    expect(nodes[2]).toEqual({
      kind: 'paragraph',
      children: [{ kind: 'image', alt: '图', url: 'https://a.cn/x.png' }, { kind: 'break' }, text('<@lin>')],
    })
  })
})
