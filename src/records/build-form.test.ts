import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { arbitraryAnswers } from '../../tests/support/legal-answers.ts'
import type { Answers } from '../fields/field.ts'
import { answersOf, type Form } from '../forms/form.ts'
import { languages } from '../i18n/translate.ts'
import { buildForm, factLabelOf, isEmptyForm, labelOf, optionOf } from './build-form.ts'
import { actionFields, askedFields } from './record-type.ts'
import { getRecordType, recordTypes } from './registry.ts'

const plan = getRecordType('weekly-plan')
const referral = getRecordType('referral')
const customer = '0192f0c1-2345-7abc-8def-0123456789ab'
const words = { title: '周计划', submitLabel: '提交' }

const planForm = (answers: Answers, errors = {}): Form =>
  buildForm(plan, askedFields(plan), { kind: 'file', type: plan.id }, 'zh-CN', words, {
    answers,
    errors,
    names: { of: (_kind, id) => (id === customer ? '南湾市第一人民医院' : undefined) },
  })
const fieldOf = (form: Form, name: string) => {
  const found = form.fields.find((f) => f.name === name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

describe.each(recordTypes.map((type) => [type.id, type] as const))('%s', (_id, type) => {
  it('holds in its form what it was filled in with', () => {
    const fields = askedFields(type)
    fc.assert(
      fc.property(arbitraryAnswers(type), fc.constantFrom(...languages), (answers, language) => {
        const form = buildForm(type, fields, { kind: 'file', type: type.id }, language, words, { answers })
        expect(answersOf(form.fields)).toEqual(answers)
      }),
      { numRuns: 30 },
    )
  })

  it.each(languages)('has every form that an action asks, in %s', (language) => {
    for (const action of Object.keys(type.workflow.actions)) {
      const purpose = { kind: 'act', type: type.id, recordId: 'r', revision: 1, action } as const
      const fields = actionFields(type, action)
      const form = buildForm(type, fields, purpose, language, words)
      expect(form.fields.map((f) => f.name)).toEqual(Object.keys(fields))
      expect(form.fields.every((f) => f.label !== '')).toBe(true)
    }
  })
})

test('rows are one form each, with an empty one to add', () => {
  const form = planForm({ visits: [{ customer, purpose: '进药', day: null }] })
  const { input } = fieldOf(form, 'visits')
  if (input.shape !== 'rows') throw new Error('rows')
  expect(input.rows.map((row) => answersOf(row))).toEqual([{ customer, purpose: '进药', day: null }])
  expect(answersOf(input.blank)).toEqual({ customer: null, purpose: null, day: null })
  expect(input.maxRows).toBe(15)
})

test('a lookup names what it has chosen, so that it can be shown without a search', () => {
  const form = planForm({ visits: [{ customer }, { customer: '0192f0c1-0000-7000-8000-000000000000' }] })
  const { input } = fieldOf(form, 'visits')
  const chosen = input.shape === 'rows' ? input.rows.map((row) => row[0]?.input) : []
  expect(chosen).toEqual([
    { shape: 'lookup', of: 'customer', chosen: { value: customer, label: '南湾市第一人民医院' } },
    { shape: 'lookup', of: 'customer' },
  ])
})

test('an error stands at its field, in the row it is about', () => {
  const form = planForm(
    { goals: '', visits: [{ purpose: 'a' }, { purpose: '' }] },
    {
      goals: '请填写此项。',
      'visits.1.purpose': '请填写此项。',
    },
  )
  expect(fieldOf(form, 'goals').error).toBe('请填写此项。')
  const { input } = fieldOf(form, 'visits')
  const errors = input.shape === 'rows' ? input.rows.map((row) => row.map((f) => f.error)) : []
  expect(errors).toEqual([
    [undefined, undefined, undefined],
    [undefined, '请填写此项。', undefined],
  ])
})

test('what is sealed is asked by its inner shape, behind a login only', () => {
  const purpose = { kind: 'act', type: referral.id, recordId: 'r', revision: 1, action: 'identify' } as const
  const form = buildForm(referral, actionFields(referral, 'identify'), purpose, 'en', words)
  expect(form.fields.map((f) => f.input.shape)).toEqual(['secure', 'secure', 'secure'])
  expect(fieldOf(form, 'patientName').input).toEqual({
    shape: 'secure',
    inner: { shape: 'line', maxLength: 60 },
  })
})

test('a question of an action is worded under the action', () => {
  const purpose = { kind: 'act', type: plan.id, recordId: 'r', revision: 1, action: 'return' } as const
  const form = buildForm(plan, actionFields(plan, 'return'), purpose, 'zh-CN', words)
  expect(form.fields.map((f) => [f.name, f.label])).toEqual([
    ['why', plan.texts['zh-CN'].actions['return.why']],
  ])
})

test('a unit stands with the label where the value stands alone, and with the value beside a bare label', () => {
  const activity = getRecordType('activity')
  expect(labelOf(activity, 'minutes', 'zh-CN')).toBe('时长（分钟）')
  expect(factLabelOf(activity, 'minutes', 'zh-CN')).toBe('时长')
  expect(labelOf(getRecordType('referral'), 'cost', 'en')).toBe('Total cost (yuan)')
})

test('every unit and every short label is of a field, in each language', () => {
  for (const { fields, texts } of recordTypes)
    for (const { units = {}, short = {} } of Object.values(texts))
      for (const name of [...Object.keys(units), ...Object.keys(short)]) expect(fields).toHaveProperty(name)
})

test('a label or an option without words is a fault of the record type', () => {
  expect(() => labelOf(plan, 'gaols', 'en')).toThrow('weekly-plan has no en label for gaols')
  expect(() => optionOf(getRecordType('activity'), 'kind', 'dance', 'en')).toThrow(
    'no en text for kind = dance',
  )
})

test('a form is empty until something is typed', () => {
  expect(isEmptyForm({ goals: ' ', visits: [], notes: null })).toBe(true)
  expect(isEmptyForm({ goals: ' ', done: false })).toBe(false)
})
