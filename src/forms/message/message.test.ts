import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Form, FormField, FormInput } from '../form.ts'
import { parseTemplate } from './parse-template.ts'
import { renderTemplate } from './render-template.ts'

const today = '2026-11-20'
const options = [
  { value: 'a', label: '一类' },
  { value: 'b', label: '二类，特殊' },
]
const field = (
  name: string,
  label: string,
  input: FormInput,
  answer: FormField['answer'] = null,
): FormField => ({
  name,
  label,
  required: false,
  input,
  answer,
})
const customer = (answer: string | null, label = '南湾一院'): FormField =>
  field(
    'customer',
    '客户',
    { shape: 'lookup', of: 'customer', ...(answer ? { chosen: { value: answer, label } } : {}) },
    answer,
  )

/** One field of every shape. */
const form = (answers: { secret?: boolean } = {}): Form => ({
  purpose: { kind: 'file', type: 'any' },
  title: '样表',
  submitLabel: '提交',
  fields: [
    field('text', '说明', { shape: 'lines', maxLength: 3000 }, '第一行\n电话：20\n第三行'),
    field('count', '电话（个）', { shape: 'number', hasFraction: false, min: 0, max: 200 }, '7'),
    field('money', '金额（元）', { shape: 'number', hasFraction: true, min: 0, max: 999999 }, '1200.50'),
    field('day', '日期', { shape: 'date' }, '2026-11-24'),
    field('time', '时间', { shape: 'time' }, '02:30'),
    field('kind', '类型', { shape: 'one-of', options }, 'b'),
    field('kinds', '标签', { shape: 'some-of', options }, ['a', 'b']),
    field('tick', '加急', { shape: 'tick' }, true),
    field('rows', '拜访', {
      shape: 'rows',
      maxRows: 5,
      rows: [
        [customer('id-1'), field('what', '事项', { shape: 'line', maxLength: 60 }, 'a | b \\ c')],
        [customer('id-2'), field('what', '事项', { shape: 'line', maxLength: 60 }, '回访')],
      ],
      blank: [customer(null), field('what', '事项', { shape: 'line', maxLength: 60 })],
    }),
    ...(answers.secret
      ? [field('secret', '患者姓名', { shape: 'secure', inner: { shape: 'line', maxLength: 20 } }, '张三')]
      : []),
  ],
})

describe('a template', () => {
  it('is a header, a line a field, and how to send it back', () => {
    expect(renderTemplate(form({ secret: true }), 'zh-CN')).toEqual([
      [
        '【样表】',
        '说明：第一行',
        '> 电话：20',
        '第三行',
        '电话（个）：7',
        '金额（元）：1200.50',
        '日期：2026年11月24日',
        '时间：02:30',
        '类型（一类/二类，特殊）：二类，特殊',
        '标签（一类/二类，特殊）：一类、二类，特殊',
        '加急（是/否）：是',
        '拜访（客户 | 事项）：',
        '1. 南湾一院 | a \\| b \\\\ c',
        '2. 南湾一院 | 回访',
        '（患者身份等保密内容不在这里写，随后给您安全链接。）',
        '—— 改好后整条发回来；不改的可以不动。',
      ].join('\n'),
    ])
  })

  it('says what is still missing, in a line that is no answer when it comes back', () => {
    const open = form()
    const fields = open.fields.map((each) =>
      each.name === 'count' || each.name === 'day' ? { ...each, required: true } : each,
    )
    const unanswered = fields.map((each) => (each.name === 'count' ? { ...each, answer: null } : each))
    const template = (language: 'zh-CN' | 'en') =>
      renderTemplate({ ...open, fields: unanswered }, language).join('\n')
    expect(template('zh-CN')).toContain('\n（必填：电话（个））\n——')
    const sent = template('en').replace(/^(电话（个）: ).*$/m, '$17')
    expect(sent).toContain('(Needed: 电话（个）)')
    expect(parseTemplate({ ...open, fields }, sent, { today })).toMatchObject({
      answers: { count: '7' },
      unread: [],
    })
  })

  it.each(['zh-CN', 'en'] as const)(
    'comes back as it was, two customers of one name included (%s)',
    (language) => {
      const reading = parseTemplate(form(), renderTemplate(form(), language).join('\n'), { today })
      expect(reading).toEqual({
        isLabelled: true,
        answers: {
          text: '第一行\n电话：20\n第三行',
          ...{
            count: '7',
            money: '1200.50',
            day: '2026-11-24',
            time: '02:30',
            kind: 'b',
            kinds: ['a', 'b'],
            tick: true,
          },
          rows: [
            { customer: 'id-1', what: 'a | b \\ c' },
            { customer: 'id-2', what: '回访' },
          ],
        },
        ...{ lookups: [], missing: [], unread: [], doubtful: [] },
      })
    },
  )

  it('goes on in a second message where one is too small, and says when the second is missing', () => {
    const long: Form = {
      ...form(),
      fields: [field('text', '说明', { shape: 'lines', maxLength: 3000 }, '字'.repeat(2000))],
    }
    const parts = renderTemplate(long, 'zh-CN')
    expect(parts.length).toBe(4)
    expect(Math.max(...parts.map((part) => Buffer.byteLength(part)))).toBeLessThanOrEqual(2048)
    expect(parts[1]).toMatch(/^【样表】（2\/4）\n>>字+⤵$/)
    expect(parseTemplate(long, parts.join('\n'), { today }).answers).toEqual({ text: '字'.repeat(2000) })
    const first = parseTemplate(long, parts[0] ?? '', { today })
    expect(first).toMatchObject({
      answers: {},
      missing: ['text'],
      doubtful: [{ field: 'text', why: 'messages.cutOff' }],
    })
    expect(parseTemplate(long, parts[2] ?? '', { today }).answers).toEqual({})
  })
})

describe('what somebody writes', () => {
  it('keeps a name that was chosen, wherever its row goes', () => {
    const text = '拜访：\n1. 市妇幼 | 新事项\n2. 南灣一院 | 回访'
    expect(parseTemplate(form(), text, { today })).toMatchObject({
      answers: {
        rows: [
          { customer: null, what: '新事项' },
          { customer: 'id-2', what: '回访' },
        ],
      },
      lookups: [{ path: 'rows.0.customer', of: 'customer', typed: '市妇幼' }],
    })
  })

  it('never keeps what belongs behind a login', () => {
    const reading = parseTemplate(form({ secret: true }), '患者姓名：李四\n电话：3', { today })
    expect(reading.answers).toEqual({ count: '3' })
    expect(reading.doubtful).toEqual([{ field: 'secret', text: '', why: 'messages.secureHere' }])
    expect(JSON.stringify(reading)).not.toContain('李四')
  })

  it('leaves what it does not speak of to the form', () => {
    const needed: Form = { ...form(), fields: form().fields.map((each) => ({ ...each, required: true })) }
    expect(parseTemplate(needed, '电话：3', { today })).toMatchObject({
      answers: { count: '3' },
      missing: [],
    })
    expect(parseTemplate(needed, '金额：', { today }).missing).toEqual(['money'])
  })
})

/** What the reader is made of: labels, marks, values, and what might make it slow. */
const pieces = [
  ...[
    '说明',
    '电话',
    '电话（个）：',
    '金额',
    '日期',
    '时间：',
    '类型是',
    '标签',
    '加急',
    '拜访：',
    '客户：',
    '事项',
    '患者姓名：',
  ],
  ...[
    '：',
    ':',
    '=',
    '(',
    '（',
    ')',
    '|',
    '\\',
    '> ',
    '>>',
    '⤵',
    '\n',
    '\r\n',
    '1. ',
    '①',
    '、',
    '，',
    ' ',
    '　',
    '—',
  ],
  ...[
    '20',
    '十五个',
    '两三',
    '11-24',
    '周五',
    '2点半',
    '到',
    '1.2万',
    '一类',
    '是',
    '无',
    '「',
    '- - - - -',
    '😀',
    '\u200b',
    '\ud83c',
  ],
  ...['一', '1', ',', '.', '半', 'a', 'sun', 'the day'],
]
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
)

describe('any text at all', () => {
  it('is read without an error, and every path is one of the form', () => {
    const names = form({ secret: true }).fields.map(({ name }) => name)
    fc.assert(
      fc.property(typed, (text) => {
        const { answers, lookups, missing, doubtful } = parseTemplate(form({ secret: true }), text, {
          today,
          twin: form(),
        })
        const paths = [
          ...Object.keys(answers),
          ...missing,
          ...lookups.map(({ path }) => path),
          ...doubtful.map((d) => d.field),
        ]
        expect(paths.filter((path) => !names.includes(path.split('.')[0] ?? ''))).toEqual([])
        expect(Object.keys(answers)).not.toContain('secret')
      }),
      { numRuns: 3000 },
    )
  })

  it('loses no line silently: each is an answer’s, a name’s, a doubt’s or unread', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 4, maxLength: 12 })
      .map((text) => `甲乙${text.replace(/\s/g, '丙')}丁`)
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const reading = JSON.stringify(parseTemplate(form(), lines.join('\n'), { today }))
        for (const each of lines) expect(reading).toContain(JSON.stringify(each).slice(1, 4))
      }),
    )
  })

  it.each([
    ...pieces,
    '1,',
    '电话 ',
    '电话：',
    '一二十',
    ' \n',
    '，。',
    '（（',
    '1-',
    '客户：a ',
    '电话20说明',
  ])('takes steps in proportion to its length, made of %j', (piece) => {
    const stepsOf = (length: number) => {
      const text = `说明 ${piece.repeat(Math.ceil(length / piece.length))}x`
      parseTemplate(form(), text, { today })
      const spies = [
        ...(['charAt', 'charCodeAt', 'startsWith', 'slice', 'indexOf'] as const).map((name) =>
          vi.spyOn(String.prototype, name),
        ),
        vi.spyOn(RegExp.prototype, 'exec'),
      ]
      try {
        parseTemplate(form(), text, { today })
        return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
      } finally {
        for (const spy of spies) spy.mockRestore()
      }
    }
    expect(stepsOf(4000)).toBeLessThanOrEqual(2.3 * stepsOf(2000) + 500)
  })
})
