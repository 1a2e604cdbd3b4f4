import { anyOf, decider, everyone, owner, role, superior, supervisor } from '../../access/permissions.ts'
import { choice, date, longText, person } from '../../fields/kinds/index.ts'
import { answeredWorkflow } from '../answered-workflow.ts'
import { defineRecordType } from '../record-type.ts'
import { texts } from './texts.ts'

const half = () => choice(['am', 'pm'])

/** Days away. Approved leave cancels obligations and reminders of the days it covers. */
export default defineRecordType({
  id: 'leave',
  prefix: 'LV',
  table: 'leave',
  dayField: 'fromDay',
  texts,
  fields: {
    kind: choice(['annual', 'personal', 'sick', 'marriage', 'maternity', 'bereavement', 'other'], {
      required: true,
    }),
    fromDay: date({ required: true }),
    fromHalf: half(),
    toDay: date({ required: true }),
    toHalf: half(),
    standIn: person(),
    reason: longText({ max: 500 }),
  },
  check: (values) => {
    const { fromDay, toDay } = values
    if (fromDay === null || toDay === null) return []
    if (toDay < fromDay) return [{ path: 'toDay', key: 'records.leaveEndsBeforeStart' }]
    const isBackwards = fromDay === toDay && values.fromHalf === 'pm' && values.toHalf === 'am'
    return isBackwards ? [{ path: 'toHalf', key: 'records.leaveEndsBeforeStart' }] : []
  },
  workflow: answeredWorkflow({
    // A director's own leave, too, has somebody to approve it.
    answer: { id: 'approve', to: 'approved', by: anyOf(superior, decider('admin')) },
    drop: { id: 'cancel', to: 'cancelled', fromAnswered: true },
  }),
  access: {
    create: everyone,
    read: anyOf(owner, supervisor, role('director'), role('admin')),
    export: anyOf(owner, supervisor, role('admin')),
  },
  span: { from: 'fromDay', fromHalf: 'fromHalf', to: 'toDay', toHalf: 'toHalf' },
  audience: ['owner', 'supervisor'],
  list: ['kind', 'fromDay', 'toDay'],
})
