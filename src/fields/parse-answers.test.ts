import { expect, test } from 'vitest'
import { reading } from '../../tests/support/field-samples.ts'
import { date, rows, text, wholeNumber } from './kinds/index.ts'
import { parseAnswers } from './parse-answers.ts'

test('a group that has grown by blank rows keeps the places of the others', () => {
  const fields = { visits: rows({ what: text({ required: true }), day: date() }) }
  const blank = { what: ' ', day: null }
  expect(parseAnswers(fields, { visits: [{ what: 'a' }, blank, blank] }, reading)).toEqual({
    ok: true,
    values: { visits: [{ what: 'a', day: null }] },
  })
  const within = parseAnswers(fields, { visits: [blank, { what: 'a', day: '32' }] }, reading)
  expect(within).toEqual({
    ok: false,
    problems: [
      { path: 'visits.0.what', key: 'fields.required' },
      { path: 'visits.1.day', key: 'fields.notDate' },
    ],
  })
})

test('an answer under a name that no field has is refused, not dropped', () => {
  const parsed = parseAnswers({ goals: text() }, { goals: 'a', gaols: 'b', toString: 'c' }, reading)
  expect(parsed.ok ? [] : parsed.problems.map((p) => p.path)).toEqual(['gaols', 'toString'])
})

test('all problems are told together', () => {
  const fields = { a: text({ required: true }), b: wholeNumber(), c: date() }
  const parsed = parseAnswers(fields, { b: 'x', c: 'y' }, reading)
  expect(parsed.ok ? [] : parsed.problems.map((p) => [p.path, p.key])).toEqual([
    ['a', 'fields.required'],
    ['b', 'fields.notWholeNumber'],
    ['c', 'fields.notDate'],
  ])
})
