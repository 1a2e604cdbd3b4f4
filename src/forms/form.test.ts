import { expect, test } from 'vitest'
import { NotFound } from '../errors.ts'
import { answersOf, type FormField, type FormWanted, formKey, parseFormKey } from './form.ts'

test('a draft is kept by what is being filled in, whatever the revision', () => {
  expect(formKey({ kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' })).toBe(
    'file:weekly-plan:2026-W48',
  )
  expect(formKey({ kind: 'file', type: 'leave' })).toBe('file:leave')
  const edit = { kind: 'edit', type: 'weekly-plan', recordId: 'r', action: 'edit', revision: 1 } as const
  const overtaken = { ...edit, revision: 2 }
  expect(formKey(overtaken)).toBe(formKey(edit))
  expect(formKey({ ...edit, kind: 'act' })).not.toBe(formKey(edit))
})

test.each<FormWanted>([
  { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' },
  { kind: 'file', type: 'leave' },
  { kind: 'edit', recordId: 'r', action: 'edit' },
  { kind: 'act', recordId: 'r', action: 'enter-cost' },
])('a draft’s key leads back to its form: %o', (wanted) => {
  expect(parseFormKey(formKey(wanted))).toEqual(wanted)
})

test.each(['', 'file', 'line:D1', 'edit:r'])('“%s” leads to no form', (key) => {
  expect(() => parseFormKey(key)).toThrow(NotFound)
})

test('answers are gathered from fields and rows as they stand', () => {
  const line = (name: string, answer: string | null): FormField => ({
    name,
    label: name,
    required: false,
    input: { shape: 'line', maxLength: 10 },
    answer,
  })
  const rows = [[line('what', 'a')], [line('what', null)]]
  const group: FormField = {
    ...line('visits', null),
    input: { shape: 'rows', rows, maxRows: 3, blank: [line('what', null)] },
  }
  expect(answersOf([line('goals', '回访'), group])).toEqual({
    goals: '回访',
    visits: [{ what: 'a' }, { what: null }],
  })
})
