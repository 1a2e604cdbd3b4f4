import { describe, expect, it } from 'vitest'
import type { FormField, FormInput } from '../form.ts'
import { answerOne } from './answer-one.ts'
import { askFor } from './ask-for.ts'

const at = { today: '2026-11-20' }
const options = [
  { value: 'annual', label: '年假' },
  { value: 'sick', label: '病假' },
]
const field = (label: string, input: FormInput, more: Partial<FormField> = {}): FormField => ({
  name: 'it',
  label,
  required: true,
  input,
  answer: null,
  ...more,
})
const number = { shape: 'number', hasFraction: false, min: 0, max: 200 } as const
const read = (input: FormInput, text: string, more: Partial<FormField> = {}) => {
  const one = answerOne(field('电话（个）', input, more), text, at)
  return one.ok ? one.answer : one.why
}

describe('the answer to one question', () => {
  it('is a number of the options that were asked, or the option', () => {
    const input = { shape: 'one-of', options } as const
    expect(['2', '２。', '病假', '请病假'].map((text) => read(input, text))).toEqual([
      'sick',
      'sick',
      'sick',
      'sick',
    ])
    expect(read(input, '3')).toBe('fields.notAChoice')
  })

  it('is several numbers where several may be chosen', () => {
    const input = { shape: 'some-of', options } as const
    expect(read(input, '1、2')).toEqual(['annual', 'sick'])
    expect(read(input, '病假和年假')).toEqual(['sick', 'annual'])
    expect(read(input, '1 3')).toBe('fields.notAChoice')
  })

  it('is a tick by number or word', () => {
    const input = { shape: 'tick' } as const
    expect(['1', '2', '是', '没有'].map((text) => read(input, text))).toEqual([true, false, true, false])
  })

  it('may say the label again', () => {
    expect(read(number, '电话：二十个')).toBe('20')
    expect(read(number, '二十')).toBe('20')
    expect(read(number, '不少')).toBe('messages.notNumber')
  })

  it('is a day, a time, a name or any text', () => {
    expect(read({ shape: 'date' }, '后天')).toBe('2026-11-22')
    expect(read({ shape: 'date' }, '周五')).toBe('messages.whichDay')
    expect(read({ shape: 'time' }, '下午三点')).toBe('15:00')
    expect(read({ shape: 'lines', maxLength: 100 }, '一\n注意：二')).toBe('一\n注意：二')
    expect(answerOne(field('客户', { shape: 'lookup', of: 'customer' }), ' 南湾一院。', at)).toEqual({
      ok: true,
      answer: null,
      lookups: [{ path: 'it', of: 'customer', typed: '南湾一院' }],
      ...{ missing: [], unread: [], doubtful: [] },
    })
  })

  it('may be none where the field may be left out', () => {
    expect(read(number, '无', { required: false })).toBeNull()
    expect(read(number, '没有')).toBe('fields.required')
    expect(read({ shape: 'lines', maxLength: 100 }, '暂无', { required: false })).toBeNull()
  })

  it('reads a group, a row a line', () => {
    const blank = [
      { ...field('客户', { shape: 'lookup', of: 'customer' }), name: 'customer' },
      { ...field('日期', { shape: 'date' }), name: 'day', required: false },
    ]
    const rows = field('计划拜访', { shape: 'rows', rows: [], maxRows: 15, blank })
    expect(answerOne(rows, '1. 南湾一院 11-24\n2. 市妇幼', at)).toEqual({
      ok: true,
      answer: [
        { customer: null, day: '2026-11-24' },
        { customer: null, day: null },
      ],
      lookups: [
        { path: 'it.0.customer', of: 'customer', typed: '南湾一院' },
        { path: 'it.1.customer', of: 'customer', typed: '市妇幼' },
      ],
      ...{ missing: [], unread: [], doubtful: [] },
    })
  })

  it('tells what was left over', () => {
    expect(answerOne(field('电话', number), '20个左右', at)).toMatchObject({ answer: '20', unread: ['左右'] })
  })

  it('never takes what is sealed', () => {
    const sealed = { shape: 'secure', inner: { shape: 'line', maxLength: 20 } } as const
    expect(read(sealed, '张三')).toBe('messages.secureHere')
  })
})

describe('a question', () => {
  it('numbers its options and says how to leave it out', () => {
    const kind = field('类型', { shape: 'one-of', options }, { hint: '病假不必写明病情。' })
    expect(askFor(kind, 'zh-CN')).toBe('类型？\n1. 年假\n2. 病假\n回复数字或文字都可以。\n病假不必写明病情。')
    expect(askFor(field('Calls', number, { required: false }), 'en')).toBe(
      'Calls?\nAnswer “none” if there is none.',
    )
  })
})
