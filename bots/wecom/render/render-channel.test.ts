import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Card } from '../../../src/forms/card.ts'
import { limits } from './limits.ts'
import { renderChannelMarkdown, renderChannelText, toText } from './render-channel.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 3_000 })
const cards: fc.Arbitrary<Card> = fc.record({
  title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
  facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 5 }),
  sections: fc.array(fc.record({ heading: text, text }), { maxLength: 5 }),
})
const languages = fc.constantFrom('zh-CN' as const, 'en' as const)

test('a card is within the limits of a group, whatever people typed into it', () => {
  fc.assert(
    fc.property(cards, languages, (card, language) => {
      const markdown = renderChannelMarkdown(card, language)
      expect(markdown.length).toBeGreaterThan(0)
      for (const piece of markdown) {
        expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(limits.robotMarkdownBytes)
        for (const twin of toText(piece))
          expect(Buffer.byteLength(twin)).toBeLessThanOrEqual(limits.textBytes)
      }
      for (const piece of renderChannelText(card, language))
        expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(limits.textBytes)
    }),
  )
})

test('what people typed is no markup: no link, no heading, no mention of everybody', () => {
  const typed = '# 大\n> 引\n[点我](https://evil.example) **粗** `码` <@all> | 表 |'
  const [markdown = ''] = renderChannelMarkdown({ title: '周报', sections: [{ text: typed }] }, 'zh-CN')
  expect(markdown).toBe(
    '### 周报\n\n＃ 大\n＞ 引\n［点我］(https://evil.example) ＊＊粗＊＊ ｀码｀ ＜@all> ｜ 表 ｜',
  )
  expect(toText(markdown)).toEqual([markdown.replace('### ', '')])
})

test('a colon is that of the language', () => {
  const card = { title: 'Digest', facts: [{ label: 'Weekly plan', value: '1/3' }] }
  expect(renderChannelText(card, 'en')).toEqual(['Digest\n\n- Weekly plan: 1/3'])
})
