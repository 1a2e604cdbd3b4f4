import { afterAll, afterEach, expect } from 'vitest'
import { forgetSealed, takeLeaks } from './log-watch.ts'

/** After each test of the whole suite: nothing that it made the product log holds a secret or what was sealed. */
const check = () => expect(takeLeaks(), 'lines of the log that hold what no log may hold').toEqual([])

afterEach(check)
afterAll(() => {
  check()
  forgetSealed()
})
