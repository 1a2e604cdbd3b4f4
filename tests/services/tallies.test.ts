import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activityKinds } from '../../src/records/activity/index.ts'
import customerType from '../../src/records/customer/index.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'

/** Days on both sides of a week's, a month's and a quarter's end. */
const days = ['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01', '2026-11-17', '2026-11-18'] as const

const step = fc.record({
  kind: fc.constantFrom(...activityKinds),
  day: fc.constantFrom(...days),
  next: fc.constantFrom('keep', 'move', 'withdraw'),
  kindAfter: fc.constantFrom(...activityKinds),
  dayAfter: fc.constantFrom(...days),
})

describe.each(databases)('running totals on %s', (provider) => {
  const opened = useTestOffice(provider)

  it('are what counting the activities anew would give, through edits and withdrawals', async () => {
    const { office, actors } = opened()
    const { rep } = actors
    const { db } = office.store
    const platform = 'test'
    const customer = await fileRecord(office, rep, {
      type: customerType.id,
      answers: { name: '南湾市第一人民医院', kind: 'hospital' },
      submissionKey: 'customer',
      platform,
    })
    const steps = fc.sample(step, { numRuns: 40, seed: 7 })
    for (const [index, { kind, day, next, kindAfter, dayAfter }] of steps.entries()) {
      const answers = { kind, day, customer: customer.id }
      const filed = await fileRecord(office, rep, {
        type: 'activity',
        answers,
        submissionKey: `a${index}`,
        platform,
      })
      const at = { recordId: filed.id, revision: filed.revision, platform }
      if (next === 'move') {
        await changeRecord(office, rep, {
          ...at,
          action: 'edit',
          answers: { ...answers, kind: kindAfter, day: dayAfter },
        })
      }
      if (next === 'withdraw') await changeRecord(office, rep, { ...at, action: 'withdraw', answers: {} })
    }
    const counted = await db.activity.findMany({
      where: { record: { status: 'logged', ownerId: rep.personId } },
    })
    for (const [key, isWithin] of [
      ['2026', () => true],
      ['2026-Q3', (day: string) => day < '2026-10-01'],
      ['2026-10', (day: string) => day.startsWith('2026-10')],
      ['2026-W44', (day: string) => day >= '2026-10-26' && day <= '2026-11-01'],
      ['2026-11-18', (day: string) => day === '2026-11-18'],
    ] as const) {
      const within = counted.filter(({ day }) => isWithin(day))
      const tallied = await db.tally.findMany({ where: { periodKey: key, personId: rep.personId } })
      const totalOf = (metric: string) => Number(tallied.find((row) => row.metric === metric)?.value ?? 0)
      for (const kind of activityKinds) {
        expect([key, kind, totalOf(kind)]).toEqual([key, kind, within.filter((a) => a.kind === kind).length])
      }
      const fieldDays = new Set(within.filter((a) => a.kind.startsWith('visit')).map((a) => a.day)).size
      expect([key, 'field_days', totalOf('field_days')]).toEqual([key, 'field_days', fieldDays])
    }
  })
})
