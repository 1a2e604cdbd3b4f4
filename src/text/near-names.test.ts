import { describe, expect, it } from 'vitest'
import { nearNames } from './near-names.ts'

const people = ['许嘉木', '林知夏', '陈小满', '李明', '王红', 'Lucy Gray'].map((label) => ({ label }))
const near = (typed: string) => nearNames(typed, people).map(({ label }) => label)

describe('names near one that is misspelt', () => {
  it.each([
    ['许家木', ['许嘉木']],
    ['许木嘉', ['许嘉木']],
    ['嘉木', []],
    ['许嘉', ['许嘉木']],
    ['李鸣', ['李明']],
    ['王明', ['王红']],
    ['Lucie Gray', ['Lucy Gray']],
    ['', []],
    ['某', []],
    ['张'.repeat(500), []],
  ])('%s', (typed, names) => expect(near(typed)).toEqual(names))
})
