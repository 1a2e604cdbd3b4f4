import { describe, expect, it } from 'vitest'
import type { FieldError } from '../../../src/errors.ts'
import type { Form, FormField } from '../../../src/forms/form.ts'
import { readNote } from './form-note.ts'
import { placeErrors } from './place-errors.ts'
import { renderForm } from './render-form.ts'

const line = (name: string, label: string): FormField => ({
  name,
  label,
  required: true,
  input: { shape: 'line', maxLength: 100 },
  answer: null,
})
const visit = () => [line('customer', '客户'), line('purpose', '目的')]

/** A form with a goal and as many visits; the first two lines were removed, so keys and places differ. */
function view(visits: number, fields: FormField[] = [line('goals', '目标')]) {
  const rows = Array.from({ length: visits }, visit)
  const form: Form = {
    purpose: { kind: 'file', type: 'weekly-plan' },
    title: '周计划',
    submitLabel: '提交',
    fields: [
      ...fields,
      {
        name: 'visits',
        label: '计划拜访',
        required: false,
        input: { shape: 'rows', rows, maxRows: 15, blank: visit() },
        answer: null,
      },
    ],
  }
  const keys = Array.from({ length: visits }, (_, index) => index + 2)
  const note = { lines: { visits: { keys, next: visits + 2 } }, version: 0 }
  return renderForm(form, { language: 'zh-CN', note })
}

function place(rendered: ReturnType<typeof view>, ...fields: string[]) {
  const errors: FieldError[] = fields.map((field) => ({ field, say: { key: 'fields.required' } }))
  const note = readNote(rendered.private_metadata ?? '')
  return placeErrors(rendered as never, note, errors, 'zh-CN')
}

describe('errors beside their fields', () => {
  it('go under the input of their own line, by its place and not its key', () => {
    expect(place(view(3), 'goals', 'visits.2.purpose')).toEqual({
      goals: '请填写此项。',
      'visits:4:purpose': '请填写此项。',
    })
  })

  it('about a whole group go to its first input with the label before them', () => {
    expect(place(view(2), 'visits')).toEqual({ 'visits:2:customer': '计划拜访：请填写此项。' })
  })

  it('about a group without lines, or a field not shown, go to the first input of all', () => {
    expect(place(view(0), 'visits', 'patientName')).toEqual({
      goals: '计划拜访：请填写此项。\n请填写此项。',
    })
  })

  it('cannot be placed where nothing is asked', () => {
    expect(place(view(0, []), 'visits')).toBeUndefined()
  })
})
