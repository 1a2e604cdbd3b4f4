import { expect, test } from 'vitest'
import { writeMarkdown } from './write-markdown.ts'

test('a link becomes one of markdown, everything else stays words', () => {
  const text = '# 周计划\n> 10*2_台\n<a href="https://a.example/l/x_y">打开[表单]</a>\n尾'
  expect(writeMarkdown(text)).toBe('＃ 周计划\n＞ 10＊2＿台\n[打开［表单］](https://a.example/l/x_y)\n尾')
})

test('what is no link, and what was folded already, is left', () => {
  expect(writeMarkdown('＜a＞ 1. 南湾 | 谈 | 11-24')).toBe('＜a＞ 1. 南湾 | 谈 | 11-24')
  expect(writeMarkdown('')).toBe('')
})
