import { anyOf, owner, role, supervisor } from '../../access/permissions.ts'
import { choice, date, longText, reference, text, wholeNumber } from '../../fields/kinds/index.ts'
import { defineWorkflow } from '../../workflow/workflow.ts'
import { defineRecordType } from '../record-type.ts'
import { texts } from './texts.ts'

export const activityKinds = ['visit_new', 'visit_old', 'call', 'other'] as const

/** A meeting or a training is with nobody's customer. */
const needsCustomer = (kind: unknown) => kind !== 'other'

/** One visit, call or other piece of field work (mission row 1.28). */
export default defineRecordType({
  id: 'activity',
  prefix: 'AC',
  table: 'activity',
  dayField: 'day',
  duty: 'daily-log',
  texts,
  fields: {
    kind: choice(activityKinds, { required: true }),
    customer: reference('customer'),
    contact: text({ refuses: 'identity', max: 60 }),
    minutes: wholeNumber({ min: 1, max: 1440 }),
    day: date({ required: true }),
    note: longText({ refuses: 'identity', max: 1000 }),
  },
  needs: ({ kind }) => (needsCustomer(kind) ? ['customer'] : []),
  check: (values, { today }) => [
    ...(needsCustomer(values.kind) && values.customer === null
      ? [{ path: 'customer', key: 'records.activityNeedsCustomer' } as const]
      : []),
    ...(values.day !== null && values.day > today
      ? [{ path: 'day', key: 'records.dayInFuture' } as const]
      : []),
  ],
  workflow: defineWorkflow({
    initial: 'logged',
    states: { logged: {}, withdrawn: { isFinal: true } },
    actions: {
      edit: { from: ['logged'], to: 'logged', by: owner, edits: true },
      withdraw: { from: ['logged'], to: 'withdrawn', by: owner },
    },
  }),
  access: {
    create: role('rep'),
    read: anyOf(owner, supervisor, role('director'), role('admin')),
    export: anyOf(owner, supervisor, role('director')),
  },
  audience: [],
  list: ['day', 'kind', 'customer', 'contact', 'minutes'],
})
