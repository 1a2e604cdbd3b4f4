import { describe, expect, it } from 'vitest'
import { speak } from '../../../src/i18n/translate.ts'
import { splitTitle } from './split-title.ts'

describe('an English title that goes on below', () => {
  const t = speak('en')
  it('ends with a whole thought where one is over, and not with a colon', () => {
    const record = t('outcomes.own', { label: 'Weekly plan', number: 'WP-2026-0023' })
    expect(splitTitle(t('outcomes.filed', { record, state: 'Awaiting approval' }))).toEqual({
      head: 'Weekly plan WP-2026-0023 is in.',
      rest: 'Awaiting approval.',
    })
    const overdue = t('duties.overdueTitle', { what: 'Weekly plan Week 48 of 2026 (Nov 23–29)' })
    expect(splitTitle(overdue)).toEqual({
      head: 'Weekly plan Week 48 of 2026',
      rest: '(Nov 23–29). Past its deadline; sent now it is late, not missed',
    })
  })
})
