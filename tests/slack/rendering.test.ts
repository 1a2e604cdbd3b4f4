import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findHome } from '../../bots/slack/render/find-home.ts'
import { renderCard } from '../../bots/slack/render/render-card.ts'
import { renderHome } from '../../bots/slack/render/render-home.ts'
import { readMessage } from '../../sandbox/slack/validation/messages.ts'
import { readView } from '../../sandbox/slack/validation/views.ts'
import type { Card } from '../../src/forms/card.ts'
import type { Home } from '../../src/forms/home.ts'

const look = { language: 'zh-CN' as const }
const open = (recordId: string) => ({ do: 'act' as const, recordId, revision: 1, action: 'approve' })

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '<!channel>',
    '<@U123>',
    '*粗* _斜_ ~删~ `码`',
    '&amp;',
    '> 引用',
    '',
    '😀'.repeat(2000),
    'x'.repeat(9000),
  ),
)
const cards: fc.Arbitrary<Card> = fc.record(
  {
    title: nasty,
    badge: fc.record({ text: nasty, tone: fc.constantFrom('good', 'bad', 'neutral', 'warning') }),
    facts: fc.array(fc.record({ label: nasty, value: nasty }), { maxLength: 20 }),
    sections: fc.array(fc.record({ heading: nasty, text: nasty }), { maxLength: 60 }),
    buttons: fc.array(fc.record({ label: nasty, confirm: nasty, press: fc.uuid().map(open) }), {
      maxLength: 30,
    }),
    footer: nasty,
  },
  { requiredKeys: ['title'] },
)

/** Every text that a reader sees. */
const wordsOf = (value: unknown): string => JSON.stringify(value)

describe('a card in Slack', () => {
  it('is taken by a strict Slack whatever people typed into it', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const { facts = [], sections = [] } = card
        // Headings and labels are ours, and short; only one may be long at a time.
        const modest = {
          ...card,
          facts: facts.map((fact) => ({ ...fact, label: fact.label.slice(0, 60) })),
          sections: sections.map((section) => ({ ...section, heading: section.heading?.slice(0, 60) ?? '' })),
          ...(card.footer ? { footer: card.footer.slice(0, 200) } : {}),
          buttons: (card.buttons ?? []).map((b) => ({
            ...b,
            label: b.label.slice(0, 60),
            confirm: '好吗？',
          })),
          title: card.title.slice(0, 400),
          ...(card.badge ? { badge: { ...card.badge, text: card.badge.text.slice(0, 60) } } : {}),
        }
        const { blocks, text } = renderCard(modest, look)
        expect(() => readMessage({ blocks, text }, () => true)).not.toThrow()
        expect(text).not.toMatch(/[<>]/)
      }),
      { numRuns: 200 },
    )
  })

  it('shows what was typed as it is and rings nobody', () => {
    const typed = '<!channel> *粗* & <@U1>'
    const { blocks, text } = renderCard({ title: typed, facts: [{ label: '目标', value: typed }] }, look)
    expect(wordsOf(blocks)).not.toContain('mrkdwn')
    expect(wordsOf(blocks).split(typed)).toHaveLength(3)
    expect(text).toContain('&lt;!channel&gt;')
  })

  it('cuts only what Slack cannot hold, longest first, visibly, and offers the whole', () => {
    const card: Card = {
      title: '周计划 WP-2026-0001',
      facts: [{ label: '提交人', value: '陈小满' }],
      sections: [
        { heading: '本周目标', text: '目'.repeat(3000) },
        { heading: '计划拜访', text: '访'.repeat(12_000) },
      ],
      buttons: [{ label: '批准', press: open('r1') }],
    }
    const words = wordsOf(renderCard(card, look).blocks)
    expect(words).toContain('目'.repeat(3000))
    expect(words).toContain('陈小满')
    expect(words).toMatch(/访{5000,}…/)
    expect(words).toContain('显示全文')
    expect(words).toContain(JSON.stringify(JSON.stringify(['show', 'r1'])))
    const whole = renderCard(card, { ...look, surface: 'view' })
    expect(wordsOf(whole.blocks)).toContain('访'.repeat(12_000))
  })

  it('never cuts through a character of two units', () => {
    const card = { title: '😀'.repeat(100), sections: [{ text: '😀'.repeat(9000) }] }
    expect(wordsOf(renderCard(card, look)).isWellFormed()).toBe(true)
    expect(wordsOf(renderCard(card, look))).not.toMatch(/\\ud8/)
  })
})

describe('Home in Slack', () => {
  const home = (sections: number, items: number): Home => ({
    greeting: '您好',
    sections: Array.from({ length: sections }, (_, s) => ({
      id: `s${s}`,
      heading: `第 ${s} 节`,
      items: Array.from({ length: items }, (_, i) => ({
        title: `事项 ${s}.${i} <!here>`,
        buttons: [
          { label: '打开', press: { do: 'show' as const, recordId: 'r' } },
          { label: '批准', press: open('r') },
        ],
      })),
      pages: { page: 2, of: 3 },
    })),
  })

  it.each([
    [0, 0],
    [1, 3],
    [1, 200],
    [6, 40],
    [12, 3],
  ])('fits %i sections of %i items and counts what it leaves out', (sections, items) => {
    const view = renderHome(home(sections, items), 'zh-CN')
    expect(() => readView(view, 'home', () => true)).not.toThrow()
    const shown = [...wordsOf(view).matchAll(/事项 \d/g)].length
    const left = [...wordsOf(view).matchAll(/还有 (\d+) 项/g)].reduce((sum, [, n]) => sum + Number(n), 0)
    expect(shown + left).toBe(sections * items)
  })

  it('remembers the page of every section', () => {
    expect(findHome(renderHome(home(2, 1), 'en'))).toEqual({ s0: 2, s1: 2 })
    expect(findHome({ callback_id: 'home', private_metadata: '' })).toBeUndefined()
    expect(findHome(undefined)).toBeUndefined()
  })
})
