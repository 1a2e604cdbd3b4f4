import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NotFound } from '../../../src/errors.ts'
import type { Button, Card } from '../../../src/forms/card.ts'
import { languages } from '../../../src/i18n/translate.ts'
import { factLabelOf } from '../../../src/records/build-form.ts'
import type { RecordType } from '../../../src/records/record-type.ts'
import { recordTypes } from '../../../src/records/registry.ts'
import { readKey, writeKey } from './button-key.ts'
import { findExcesses } from './check-card.ts'
import { checkLimits } from './check-limits.ts'
import { confirmCard } from './confirm-card.ts'
import { limits, widthOf } from './limits.ts'
import { renderCard, renderInPlace } from './render-card.ts'

const look = { key: 'record 1', pagesUrl: 'https://fieldpost.example' }
const press = (
  recordId: string,
): Button['label'] extends string ? { do: 'show'; recordId: string } : never => ({
  do: 'show',
  recordId,
})
const text = fc.string({ unit: 'grapheme', maxLength: 300 })
const label = text.filter((each) => each !== '')
const cards: fc.Arbitrary<Card> = fc.record({
  title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
  badge: fc.record({ text, tone: fc.constant('neutral' as const) }),
  facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 12 }),
  sections: fc.array(fc.record({ heading: text, text }), { maxLength: 12 }),
  buttons: fc.array(
    fc.oneof(
      fc.record({ label, press: text.map(press) }),
      fc.record({ label, press: text.map(press), confirm: text.filter((each) => each.length < 60) }),
      fc.record({ label, url: fc.webUrl() }),
    ),
    { maxLength: 15 },
  ),
})

const expectWithinLimits = (shown: Record<string, unknown>) => expect(findExcesses(shown)).toEqual([])

describe('a card in WeCom', () => {
  it('is within every limit, whatever people typed into it', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const messages = renderCard(card, look)
        expect(messages.length).toBeGreaterThan(0)
        for (const message of messages) {
          if (message.msgtype === 'text')
            expect(Buffer.byteLength(message.text.content)).toBeLessThanOrEqual(limits.textBytes)
          if (message.msgtype === 'template_card') expectWithinLimits(message.template_card)
        }
        renderInPlace(card, look).cards.forEach(expectWithinLimits)
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

  it('begins buttons whose words are too long with a number, and says what the numbers are', () => {
    const labels = ['处理 陈小满 · 2026年第47周的周报', '处理 许嘉木 · 周报']
    const card: Card = {
      title: '2 项还没有提交',
      buttons: labels.map((label, at) => ({ label, press: press(`r${at}`) })),
    }
    const names = [{ text: '1 处理 陈小满 · 20…' }, { text: '2 处理 许嘉木 · 周报' }]
    const [shown, ...more] = renderCard(card, look)
    expect(more).toEqual([])
    expect(shown).toMatchObject({
      template_card: { sub_title_text: `1. ${labels[0]}\n2. ${labels[1]}`, button_list: names },
    })
    const [words, below] = renderCard({ ...card, sections: [{ text: '很长，'.repeat(60) }] }, look)
    expect(words).toMatchObject({
      text: { content: expect.stringContaining(`1. ${labels[0]}\n2. ${labels[1]}`) },
    })
    expect(below).toMatchObject({ template_card: { button_list: names } })
  })

  it('lists once what can be opened: the number stands at its line and on its button', () => {
    const lines = Array.from({ length: 8 }, (_, at) => `周报 · 2026年第${40 + at}周`)
    const card: Card = {
      title: '早上好，陈小满',
      sections: [{ heading: '要交的', text: lines.map((line) => `${line}\n  昨天 18:00`).join('\n') }],
      ask: '先做哪一项？',
      buttons: [
        ...lines.map((line, at) => ({
          label: `去填写 ${line}`,
          short: '周报',
          line,
          press: press(`r${at}`),
        })),
        { label: '记日志', press: press('log') },
      ],
    }
    const [words, first, second, ...more] = renderCard(card, look)
    expect(more).toEqual([])
    const said = words?.msgtype === 'text' ? words.text.content : ''
    expect(said).toContain('要交的\n1. 周报 · 2026年第40周\n  昨天 18:00\n2. 周报 · 2026年第41周')
    for (const line of lines) expect(said.split(line)).toHaveLength(2)
    expect(first).toMatchObject({ template_card: { main_title: { title: '先做哪一项？ 1–6' } } })
    expect(second).toMatchObject({
      template_card: {
        main_title: { title: '先做哪一项？ 7–8' },
        button_list: [{ text: '7 周报' }, { text: '8 周报' }, { text: '记日志' }],
      },
    })
    expect(JSON.stringify([words, first, second]).split('早上好')).toHaveLength(2)
  })

  it('is one card where the list and its buttons fit on it', () => {
    const line = '周计划 · 2026年第48周'
    const card: Card = {
      title: '早上好，陈小满',
      sections: [{ heading: '要交的', text: line }],
      ask: '先做哪一项？',
      buttons: [{ label: line, short: '周计划', line, press: press('r') }],
    }
    expect(renderCard(card, look)).toMatchObject([
      {
        template_card: {
          main_title: { title: card.title },
          sub_title_text: `要交的：1. ${line}`,
          button_list: [{ text: '1 周计划' }],
        },
      },
    ])
  })

  it('announces nothing at the end of a title that has its state below it', () => {
    const title = '周计划 2026年第48周（11月23日–29日）：已过截止时间，现在补交仍算迟交、不算缺'
    const badge = { text: '已逾期', tone: 'warning' } as const
    const [shown] = renderCard({ title, badge, buttons: [{ label: '现在填写', press: press('r1') }] }, look)
    expect(shown).toMatchObject({
      template_card: {
        main_title: { title: '周计划 2026年第48周（11月23日–29日）', desc: '已逾期' },
        sub_title_text: '已过截止时间，现在补交仍算迟交、不算缺',
      },
    })
  })

  it.each([
    [
      '主管提醒您：请提交周计划 2026年第48周（11月23日–29日），截止今天',
      '主管提醒您：',
      '请提交周计划 2026年第48周（11月23日–29日），截止今天',
    ],
    [
      'Weekly plan Week 48 of 2026 (Nov 23–29): filled in as far as is known; complete it and send it',
      'Weekly plan Week 48 of 2026',
      '(Nov 23–29): filled in as far as is known; complete it and send it',
    ],
    [
      'Weekly report Week 48 of 2026 (Nov 23–29): filled in as far as is known',
      'Weekly report Week 48 of 2026',
      '(Nov 23–29): filled in as far as is known',
    ],
    ['长'.repeat(40), `${'长'.repeat(35)}…`, '长'.repeat(40)],
  ])('asks in one message, read whole, what is too long for a title: %s', (title, head, rest) => {
    const card: Card = { title, buttons: [{ label: '现在填写', press: press('r1') }] }
    const [shown, ...more] = renderCard(card, look)
    expect(more).toEqual([])
    expect(shown).toMatchObject({ template_card: { main_title: { title: head }, sub_title_text: rest } })
  })

  it('makes no link of what people typed', () => {
    const [words] = renderCard({ title: '<a href="https://evil.example">批准</a>' }, look)
    expect(words).toMatchObject({ text: { content: '＜a href="https://evil.example">批准＜/a>' } })
  })
})

describe('the check at the start', () => {
  it('finds every record type’s card within the limits, in both languages', () => {
    expect(() => checkLimits(recordTypes)).not.toThrow()
  })

  it.each(recordTypes.flatMap((type) => languages.map((language) => ({ type, id: type.id, language }))))(
    'finds room beside the value for what a card calls each field: $id, $language',
    ({ type, language }) => {
      const onCard = Object.entries(type.fields).filter(
        ([name, { input }]) =>
          !type.offCard?.includes(name) &&
          // Said with their days.
          ![type.span?.fromHalf, type.span?.toHalf].includes(name) &&
          !/rows|lines/.test(input.shape),
      )
      const names = onCard.map(([name]) => factLabelOf(type, name, language))
      const { owner = '' } = type.texts[language]
      expect([...names, owner].filter((name) => widthOf(name) > limits.factNameWidth)).toEqual([])
    },
  )

  it('names a button whose words WeCom has no room for', () => {
    const [type] = recordTypes as [RecordType]
    const texts = { ...type.texts.en, actions: { approve: 'Approve this plan right away' } }
    const wordy = { ...type, texts: { ...type.texts, en: texts } }
    expect(() => checkLimits([wordy])).toThrow(/Approve this plan right away/)
  })

  it.each([
    [{ main_title: { title: 'x'.repeat(37) } }, 'main_title.title'],
    [{ button_list: [] }, 'button_list'],
    [{ task_id: '任务' }, 'task_id'],
    [{ button_list: [{ text: '批准', key: 'k'.repeat(1025) }] }, 'button_list.0.key'],
  ])('finds what a card has too much of: %j', (excess, place) => {
    const card = {
      card_type: 'button_interaction',
      main_title: { title: '周计划' },
      task_id: 't',
      button_list: [{ text: '批准', key: 'k' }],
    }
    expect(findExcesses(card)).toEqual([])
    expect(findExcesses({ ...card, ...excess })[0]).toContain(place)
  })
})

describe('a button’s key', () => {
  it('carries what has to be asked first', () => {
    const button = { label: '未到院', confirm: '确定“未到院”吗？', press: press('r1') }
    expect(readKey(writeKey(button))).toEqual({
      press: press('r1'),
      confirm: button.confirm,
    })
    const asked = confirmCard(button.confirm, { label: '确定', press: button.press }, '再想想')
    expectWithinLimits(asked)
    const keys = (asked.button_list as { key: string }[]).map(({ key }) => readKey(key))
    expect(keys).toEqual([{ press: press('r1'), askedOn: '' }, 'leave'])
  })

  it.each(['', 'approve', '["?"]', '["?","a","b"]', '["?",1,2,3]', '["?",', '["?","a","{}"]'])(
    'is refused when it is none of ours: %j',
    (key) => {
      expect(() => readKey(key)).toThrow(NotFound)
    },
  )

  it('names long buttons also where it takes the place of another card, and gives what has no room', () => {
    const labels = ['打开 南湾市第一人民医院', '打开 康民诊所以及它的分院']
    const card: Card = {
      title: '已记录 2 条',
      sections: [{ text: '一'.repeat(200) }],
      buttons: labels.map((label, at) => ({ label, press: press(`r${at}`) })),
    }
    const {
      cards: [shown],
      words,
    } = renderInPlace(card, look)
    expect(shown).toMatchObject({
      button_list: [{ text: '1 打开 南湾市第一…' }, { text: '2 打开 康民诊所以…' }],
    })
    expect(JSON.stringify(words)).toContain(`1. ${labels[0]}\\n2. ${labels[1]}`)
    expect(JSON.stringify(words)).toContain('一'.repeat(200))
    expect(renderInPlace({ title: '已批准' }, look).words).toEqual([])
  })
})
