import { expect, test } from 'vitest'
import { showing } from '../../../tests/support/field-samples.ts'
import { choice, rows, sensitive, text } from './index.ts'

test('rows are shown one a line, choices worded by their column and sealed cells never', () => {
  const field = rows({
    what: text({ required: true }),
    outcome: choice(['done', 'carried']),
    who: sensitive(text()),
  })
  const values = [
    { what: '拜访', outcome: 'done', who: '患者' },
    { what: '电话', outcome: null, who: null },
  ] as const
  expect(field.show(values, showing)).toBe('1. 拜访 · option outcome.done\n2. 电话')
})
