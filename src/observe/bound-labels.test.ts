import { expect, it } from 'vitest'
import { createBoundLabels } from './bound-labels.ts'

it('counts what comes after so many values of a label together', () => {
  const bound = createBoundLabels(2)
  const kinds = ['a', 'b', 'c', 'a', 'd'].map((kind) => bound('deliveries', { platform: 'p', kind }))
  expect(kinds.map(({ kind }) => kind)).toEqual(['a', 'b', 'other', 'a', 'other'])
  expect(new Set(kinds.map(({ platform }) => platform))).toEqual(new Set(['p']))
  expect(bound('sending', { kind: 'c' })).toEqual({ kind: 'c' })
})
