import { expect, test } from 'vitest'
import { liveStates } from './record-type.ts'
import { getRecordType } from './registry.ts'

test('a record counts until it is over or set aside', () => {
  expect(liveStates(getRecordType('weekly-plan'))).toEqual(['submitted', 'returned', 'approved'])
  expect(liveStates(getRecordType('leave'))).toEqual(['submitted', 'returned', 'approved'])
  expect(liveStates(getRecordType('customer'))).toEqual(['active'])
})
