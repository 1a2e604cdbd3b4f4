import { anyOf, owner, role, supervisor } from '../../access/permissions.ts'
import { date, longText, reference, rows, text, wholeNumber } from '../../fields/kinds/index.ts'
import { answeredWorkflow } from '../answered-workflow.ts'
import { defineRecordType } from '../record-type.ts'
import { texts } from './texts.ts'

const count = () => wholeNumber({ min: 0, max: 200 })

/** What a rep sets out to do next week, approved by the supervisor (mission row 1.51). */
export default defineRecordType({
  id: 'weekly-plan',
  prefix: 'WP',
  table: 'weeklyPlan',
  period: 'week',
  isSingle: true,
  duty: 'weekly-plan',
  texts,
  fields: {
    goals: longText({ required: true }),
    visits: rows(
      {
        customer: reference('customer', { required: true }),
        purpose: text({ required: true }),
        day: date(),
      },
      { maxRows: 15 },
    ),
    newVisitTarget: count(),
    oldVisitTarget: count(),
    callTarget: count(),
    referralTarget: count(),
    notes: longText({ max: 1000 }),
  },
  check: ({ visits }, { week }) => {
    if (!week) return []
    const { start, end } = week
    return (visits ?? []).flatMap(({ day }, index) =>
      typeof day === 'string' && (day < start || day > end)
        ? [
            {
              path: `visits.${index}.day`,
              key: 'records.dayOutsideWeek',
              params: { from: start, to: end },
            } as const,
          ]
        : [],
    )
  },
  workflow: answeredWorkflow({
    answer: { id: 'approve', to: 'approved' },
    drop: { id: 'withdraw', to: 'withdrawn' },
  }),
  access: {
    create: role('rep'),
    read: anyOf(owner, supervisor, role('director'), role('admin')),
    export: anyOf(owner, supervisor, role('director')),
  },
  audience: ['owner', 'supervisor'],
  list: ['goals', 'newVisitTarget', 'oldVisitTarget', 'callTarget'],
})
