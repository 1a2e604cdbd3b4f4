import { expect, test } from 'vitest'
import { person, reference, rows, text } from '../fields/kinds/index.ts'
import { walkLookups } from './walk-lookups.ts'

const fields = {
  title: text(),
  companion: person(),
  visits: rows({ customer: reference('customer'), purpose: text() }),
}

test('finds what lookups have chosen, in rows as well, by the path of their answers', () => {
  const values = {
    title: 't',
    companion: 'p1',
    visits: [
      { customer: null, purpose: null },
      { customer: 'c1', purpose: 'x' },
    ],
  }
  expect([...walkLookups(fields, values)]).toEqual([
    { path: 'companion', of: 'person', id: 'p1' },
    { path: 'visits.1.customer', of: 'customer', id: 'c1' },
  ])
})

test('finds nothing where nothing was chosen', () => {
  expect([...walkLookups(fields, { companion: '', visits: null })]).toEqual([])
  expect([...walkLookups(fields, {})]).toEqual([])
})
