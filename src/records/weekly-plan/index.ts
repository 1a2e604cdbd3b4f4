import { anyOf, owner, role, supervisor } from '../../access/permissions.ts'
import { date, longText, reference, rows, text, wholeNumber } from '../../fields/kinds/index.ts'
import { defineWorkflow } from '../../workflow/workflow.ts'
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
  workflow: defineWorkflow({
    initial: 'submitted',
    states: {
      submitted: {},
      returned: {},
      approved: {},
      withdrawn: { isFinal: true },
    },
    actions: {
      approve: { from: ['submitted'], to: 'approved', by: supervisor, tone: 'primary' },
      return: {
        from: ['submitted'],
        to: 'returned',
        by: supervisor,
        tone: 'danger',
        asks: { reason: longText({ required: true, max: 500 }) },
      },
      edit: { from: ['submitted', 'returned', 'approved'], to: 'submitted', by: owner, edits: true },
      withdraw: { from: ['submitted', 'returned'], to: 'withdrawn', by: owner },
    },
  }),
  access: {
    create: role('rep'),
    read: anyOf(owner, supervisor, role('director'), role('admin')),
    export: anyOf(owner, supervisor, role('director')),
  },
  audience: ['owner', 'supervisor'],
  list: ['goals', 'newVisitTarget', 'oldVisitTarget', 'callTarget'],
})
