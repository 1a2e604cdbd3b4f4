import { expect, test } from 'vitest'
import { answersOf, type FormField, formKey } from './form.ts'

test('a draft is kept by what is being filled in, whatever the revision', () => {
  expect(formKey({ kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' })).toBe(
    'file:weekly-plan:2026-W48',
  )
  expect(formKey({ kind: 'file', type: 'leave' })).toBe('file:leave')
  const edit = { kind: 'edit', type: 'weekly-plan', recordId: 'r', action: 'edit' } as const
  expect(formKey({ ...edit, revision: 1 })).toBe(formKey({ ...edit, revision: 2 }))
  expect(formKey({ ...edit, revision: 1 })).not.toBe(formKey({ ...edit, kind: 'act', revision: 1 }))
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
