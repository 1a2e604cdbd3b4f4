import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toOwnPath } from './own-path.ts'

it.each([
  '/',
  '/new/leave?period=2026-W48',
  '/records/0199-x/do/edit#visits.2',
  '/tables/weekly-plan?team=a%20b&owner=%E9%99%88',
])('keeps %s', (path) => expect(toOwnPath(path)).toBe(path))

it.each([
  undefined,
  '',
  'new',
  '//evil.example',
  '/\\evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/%2e%2e//evil.example',
  '/\n/evil.example',
  '/ü',
  'https://evil.example/',
  '/logout',
  '/login/x',
  '/forms',
])('makes the first page of %j', (path) => expect(toOwnPath(path)).toBe('/'))

it('never leaves the house, whatever is asked for', () => {
  const house = 'https://fieldpost.example'
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '%5c',
    '\t',
    'evil.example',
    'new',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      expect(new URL(toOwnPath(`/${pieces.join('')}`), house).origin).toBe(house)
    }),
  )
})
