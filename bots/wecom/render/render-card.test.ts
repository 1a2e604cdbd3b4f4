import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NotFound } from '../../../src/errors.ts'
import type { Button, Card } from '../../../src/forms/card.ts'
import { readKey, writeKey } from './button-key.ts'
import { limits } from './limits.ts'
import { confirmCard, renderCard, renderInPlace } from './render-card.ts'

const look = { key: 'record 1', pagesUrl: 'https://fieldpost.example' }
const press = (
  recordId: string,
): Button['label'] extends string ? { do: 'show'; recordId: string } : never => ({
  do: 'show',
  recordId,
})
const text = fc.string({ unit: 'grapheme', maxLength: 300 })
const cards: fc.Arbitrary<Card> = fc.record({
  title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
  badge: fc.record({ text, tone: fc.constant('neutral' as const) }),
  facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 12 }),
  sections: fc.array(fc.record({ heading: text, text }), { maxLength: 12 }),
  buttons: fc.array(
    fc.oneof(
      fc.record({ label: text, press: text.map(press) }),
      fc.record({ label: text, press: text.map(press), confirm: text.filter((each) => each.length < 60) }),
      fc.record({ label: text, url: fc.webUrl() }),
    ),
    { maxLength: 15 },
  ),
})

interface Shown {
  card_type: string
  main_title: { title: string; desc?: string }
  sub_title_text?: string
  horizontal_content_list?: { keyname: string; value: string }[]
  task_id?: string
  button_list?: { text: string; key: string }[]
}

function expectWithinLimits(shown: Shown) {
  expect(shown.main_title.title.length).toBeLessThanOrEqual(limits.titleChars)
  expect(shown.main_title.desc?.length ?? 0).toBeLessThanOrEqual(limits.descriptionChars)
  expect(shown.sub_title_text?.length ?? 0).toBeLessThanOrEqual(limits.subtitleChars)
  expect(shown.horizontal_content_list?.length ?? 0).toBeLessThanOrEqual(limits.facts)
  if (shown.card_type === 'button_interaction') {
    expect(shown.task_id).toMatch(/^[0-9A-Za-z_\-@]{1,128}$/)
    expect(shown.button_list?.length).toBeGreaterThan(0)
    expect(shown.button_list?.length).toBeLessThanOrEqual(limits.buttons)
    for (const button of shown.button_list ?? []) {
      expect(button.text.length).toBeLessThanOrEqual(limits.buttonChars)
      expect(Buffer.byteLength(button.key)).toBeLessThanOrEqual(limits.buttonKeyBytes)
    }
  }
}

describe('a card in WeCom', () => {
  it('is within every limit, whatever people typed into it', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const messages = renderCard(card, look)
        expect(messages.length).toBeGreaterThan(0)
        for (const message of messages) {
          if (message.msgtype === 'text')
            expect(Buffer.byteLength(message.text.content)).toBeLessThanOrEqual(limits.textBytes)
          if (message.msgtype === 'template_card')
            expectWithinLimits(message.template_card as unknown as Shown)
        }
        expectWithinLimits(renderInPlace(card, look) as unknown as Shown)
      }),
    )
  })

  it('is the same however often it is rendered, so that WeCom knows a repetition', () => {
    const card: Card = { title: '周计划', buttons: [{ label: '批准', press: press('r1') }] }
    expect(renderCard(card, look)).toEqual(renderCard(card, look))
    expect(renderCard(card, { ...look, key: 'record 2' })).not.toEqual(renderCard(card, look))
  })

  it('is said in full before a card that cannot hold it', () => {
    const long = '回访老客户，'.repeat(60)
    const card: Card = {
      title: '周计划',
      sections: [{ text: long }],
      buttons: [{ label: '批准', press: press('r1') }],
    }
    const [words, shown, ...more] = renderCard(card, look)
    expect(more).toEqual([])
    expect(words).toMatchObject({ msgtype: 'text', text: { content: expect.stringContaining(long) } })
    expect(shown).toMatchObject({ msgtype: 'template_card' })
  })

  it('numbers buttons whose words are too long, and says what the numbers are', () => {
    const labels = ['处理 陈小满 · 2026年第47周的周报', '处理 许嘉木 · 周报']
    const card: Card = {
      title: '2 项还没有提交',
      buttons: labels.map((label, at) => ({ label, press: press(`r${at}`) })),
    }
    const [words, shown] = renderCard(card, look)
    expect(words).toMatchObject({
      text: { content: expect.stringContaining(`1. ${labels[0]}\n2. ${labels[1]}`) },
    })
    expect(shown).toMatchObject({ template_card: { button_list: [{ text: '1' }, { text: '2' }] } })
  })

  it('makes no link of what people typed', () => {
    const [words] = renderCard({ title: '<a href="https://evil.example">批准</a>' }, look)
    expect(words).toMatchObject({ text: { content: '＜a href="https://evil.example">批准＜/a>' } })
  })
})

describe('a button’s key', () => {
  it('carries what has to be asked first', () => {
    const button = { label: '未到院', confirm: '确定“未到院”吗？', press: press('r1') }
    expect(readKey(writeKey(button))).toEqual({
      press: press('r1'),
      confirm: button.confirm,
      label: '未到院',
    })
    const asked = confirmCard(
      button.confirm,
      { label: '确定', press: button.press },
      '再想想',
    ) as unknown as Shown
    expectWithinLimits(asked)
    expect(asked.button_list?.map(({ key }) => readKey(key))).toEqual([{ press: press('r1') }, 'leave'])
  })

  it.each(['', 'approve', '["?"]', '["?","a","b"]', '["?",1,2,3]', '["?",', '["?","a","b","{}"]'])(
    'is refused when it is none of ours: %j',
    (key) => {
      expect(() => readKey(key)).toThrow(NotFound)
    },
  )
})
