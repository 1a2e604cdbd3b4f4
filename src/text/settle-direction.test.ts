import fc from 'fast-check'
import { expect, it } from 'vitest'
import { settleDirection } from './settle-direction.ts'

it.each([
  ['Hebrew that is closed', '拜访 \u202bשלום\u202c 医生', '拜访 \u202bשלום\u202c 医生'],
  ['isolates within one another', '\u2067a\u2066b\u2069c\u2069', '\u2067a\u2066b\u2069c\u2069'],
  ['an embedding that is left open', '\u202b已批准', '已批准'],
  ['one that its line ends', '\u202b一\n二\u202c', '一\n二'],
  ['an override, closed or not', '外科\u202egpj.\u202c \u202dx', '外科gpj. x'],
  ['an end without a beginning', 'a\u202cb\u2069', 'ab'],
  ['an end that crosses another', '\u2067a\u202bb\u2069c\u202c', '\u2067ab\u2069c'],
  ['single letters’ marks, which reach no further', 'a\u200eb\u200f', 'a\u200eb\u200f'],
])('of %s it keeps what ends within its line', (_, typed, settled) => {
  expect(settleDirection(typed)).toBe(settled)
})

const marks = [
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
  '\n',
  'a',
  '字',
]

it('leaves nothing open, changes nothing else, and does nothing the second time', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...marks), { maxLength: 30 }), (letters) => {
      const typed = letters.join('')
      const settled = settleDirection(typed)
      expect(settleDirection(settled)).toBe(settled)
      expect(settled).not.toMatch(/[\u202d\u202e]/)
      const withoutMarks = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
      expect(withoutMarks(settled)).toBe(withoutMarks(typed))
      for (const line of settled.split('\n')) {
        const count = (of: RegExp) => line.match(of)?.length ?? 0
        expect(count(/[\u202a\u202b]/g)).toBe(count(/\u202c/g))
        expect(count(/[\u2066-\u2068]/g)).toBe(count(/\u2069/g))
      }
    }),
  )
})
