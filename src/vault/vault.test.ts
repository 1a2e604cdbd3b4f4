import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createVault } from './vault.ts'

const key = (n: number) => new Uint8Array(32).fill(n)
const vault = createVault([{ id: 'k1', key: key(1) }], key(9))

test('opens what it sealed, at the place it was sealed for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
      expect(vault.open(vault.seal(plain, 'a:b'), 'a:b')).toBe(plain)
    }),
  )
})

test('refuses a seal moved to another record', () => {
  expect(() => vault.open(vault.seal('林', 'r1:patientName'), 'r2:patientName')).toThrow()
})

test('refuses a seal in which any byte changed', () => {
  const { keyId, sealed } = vault.seal('13800138000', 'p')
  for (let i = 0; i < sealed.length; i++) {
    const changed = Uint8Array.from(sealed, (byte, at) => (at === i ? byte ^ 1 : byte))
    expect(() => vault.open({ keyId, sealed: changed }, 'p')).toThrow()
  }
})

test('opens old seals after a key was put in front, and says which key is missing when it is gone', () => {
  const old = vault.seal('x', 'p')
  const rotated = createVault(
    [
      { id: 'k2', key: key(2) },
      { id: 'k1', key: key(1) },
    ],
    key(9),
  )
  expect(rotated.open(old, 'p')).toBe('x')
  expect(rotated.seal('x', 'p').keyId).toBe('k2')
  expect(() => createVault([{ id: 'k2', key: key(2) }], key(9)).open(old, 'p')).toThrow('k1')
})

test('finds equal texts and does not show them', () => {
  expect(vault.lookup('１３８')).toBe(vault.lookup('138'))
  expect(vault.lookup('138')).not.toBe(vault.lookup('139'))
  expect(vault.lookup('138')).not.toContain('138')
})
