import { anyOf, owner, role, supervisor } from '../../access/permissions.ts'
import { choice, longText, reference, rows, text } from '../../fields/kinds/index.ts'
import { answeredWorkflow } from '../answered-workflow.ts'
import { defineRecordType } from '../record-type.ts'
import { texts } from './texts.ts'

/** What came of the week, reviewed by the supervisor (mission row 1.52). Carried items arrive in the next plan. */
export default defineRecordType({
  id: 'weekly-report',
  prefix: 'WR',
  table: 'weeklyReport',
  period: 'week',
  isSingle: true,
  duty: 'weekly-report',
  texts,
  fields: {
    items: rows(
      {
        customer: reference('customer'),
        what: text({ required: true }),
        outcome: choice(['done', 'not_done', 'carried'], { required: true }),
        note: text(),
      },
      { maxRows: 15 },
    ),
    summary: longText({ required: true }),
    blockers: longText({ max: 1000 }),
    nextFocus: longText({ max: 1000 }),
  },
  workflow: answeredWorkflow({
    answer: { id: 'review', to: 'reviewed', asks: { comment: longText({ max: 500 }) } },
    drop: { id: 'withdraw', to: 'withdrawn' },
  }),
  access: {
    create: role('rep'),
    read: anyOf(owner, supervisor, role('director'), role('admin')),
    export: anyOf(owner, supervisor, role('director')),
  },
  audience: ['owner', 'supervisor'],
  list: ['summary', 'blockers'],
})
