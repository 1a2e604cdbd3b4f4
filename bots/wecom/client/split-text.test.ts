import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitText } from './split-text.ts'

test('a text is split at lines, within the bytes allowed, in order and without loss', () => {
  const line = fc.string({ unit: fc.constantFrom('周', 'a', '👨‍👩‍👧', 'é', ' ', '，'), maxLength: 60 })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const text = lines.join('\n')
      const pieces = splitText(text, 100)
      for (const piece of pieces) {
        expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(100)
        expect(piece.isWellFormed()).toBe(true)
      }
      const bare = (each: string) => each.replaceAll(/\s/g, '')
      expect(bare(pieces.join(''))).toBe(bare(text))
    }),
  )
})

test('a short text stays as it is, an empty one is none', () => {
  expect(splitText('a\nb', 2048)).toEqual(['a\nb'])
  expect(splitText('', 2048)).toEqual([])
  expect(splitText('一二\n三四', 6)).toEqual(['一二', '三四'])
})

test('a letter under more marks than fit is cut between them', () => {
  const pieces = splitText(`a${'\u0301'.repeat(3000)}`, 2048)
  expect(Math.max(...pieces.map((each) => Buffer.byteLength(each)))).toBeLessThanOrEqual(2048)
  expect(pieces.join('')).toHaveLength(3001)
})
