import { expect, it } from 'vitest'
import { en } from './en.ts'
import { type TextKey, translate } from './translate.ts'
import { zh } from './zh.ts'

const gaps = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort()

it('has the same gaps to fill in both languages', () => {
  const differing = (Object.keys(zh) as TextKey[]).filter(
    (key) => String(gaps(zh[key])) !== String(gaps(en[key])),
  )
  expect(differing).toEqual([])
})

it('fills gaps and leaves what it was not given', () => {
  expect(translate('zh', 'replies', { n: 3 })).toBe('3 条回复')
  expect(translate('en', 'replies')).toBe('{n} replies')
})
