import { expect, test } from 'vitest'
import { cardToText } from './card.ts'

test('a card reads as lines, from its title to its small print', () => {
  const text = cardToText({
    title: '周计划 WP-2026-0001',
    badge: { text: '待审批', tone: 'neutral' },
    facts: [{ label: '提交人', value: '陈小满' }],
    sections: [{ heading: '本周目标', text: '回访南湾一院\n新开两家' }, { text: '没有标题的一段' }],
    picture: { alt: '排行榜', name: 'board.png' },
    buttons: [{ label: '批准', press: { do: 'show', recordId: 'r' } }],
    footer: '11月20日 18:00 前',
  })
  expect(text.split('\n')).toEqual([
    '周计划 WP-2026-0001 · 待审批',
    '提交人：陈小满',
    '本周目标',
    '回访南湾一院',
    '新开两家',
    '没有标题的一段',
    '排行榜',
    '11月20日 18:00 前',
  ])
})

test('a card of a title alone is that title', () => {
  expect(cardToText({ title: '已保存' })).toBe('已保存')
})

test('what people typed stays as it is: a renderer escapes it for its medium', () => {
  expect(cardToText({ title: '<b> & *bold*', sections: [{ text: '' }] })).toBe('<b> & *bold*\n')
})
