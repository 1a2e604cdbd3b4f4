import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitJson } from './split-json.ts'

it('tells keys, strings, numbers and words apart', () => {
  expect(splitJson('{"a": "b: 1", "n": -1.5e3, "t": true}').filter(({ kind }) => kind !== 'other')).toEqual([
    { kind: 'key', text: '"a":' },
    { kind: 'string', text: '"b: 1"' },
    { kind: 'key', text: '"n":' },
    { kind: 'number', text: '-1.5e3' },
    { kind: 'key', text: '"t":' },
    { kind: 'word', text: 'true' },
  ])
})

it('gives every text back whole', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (source) => {
      expect(
        splitJson(source)
          .map(({ text }) => text)
          .join(''),
      ).toBe(source)
    }),
  )
})
