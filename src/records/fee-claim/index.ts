import { anyOf, decider, owner, role, roleOtherThan, supervisor } from '../../access/permissions.ts'
import { choice, money, reference, text } from '../../fields/kinds/index.ts'
import { defineWorkflow } from '../../workflow/workflow.ts'
import { defineRecordType } from '../record-type.ts'
import { texts } from './texts.ts'

/**
 * A claim that somebody be paid for a referral (mission rows 1.41 and 1.50). Refused by default, with the law and
 * what is allowed instead; only a policy entry naming a signed legal opinion opens the gate, and then two people
 * release it (mission M30). A refused claim is kept, and nothing becomes payable from it.
 */
export default defineRecordType({
  id: 'fee-claim',
  prefix: 'FC',
  table: 'feeClaim',
  texts,
  fields: {
    referral: reference('referral', { required: true }),
    payeeKind: choice(['outside', 'clinician', 'employee'], { required: true }),
    amount: money({ required: true, max: 1_000_000 }),
    note: text({ refuses: 'identity' }),
  },
  workflow: defineWorkflow({
    initial: 'claimed',
    states: { claimed: {}, refused: { isFinal: true }, half_released: {}, released: { isFinal: true } },
    actions: {
      refuse: {
        from: ['claimed', 'half_released'],
        to: 'refused',
        by: anyOf(decider('finance'), decider('director')),
        tone: 'danger',
      },
      release: {
        from: ['claimed'],
        to: 'half_released',
        by: decider('finance'),
        tone: 'primary',
        marks: 'release',
      },
      'release-second': {
        from: ['half_released'],
        to: 'released',
        by: roleOtherThan('director', 'release'),
        tone: 'primary',
      },
    },
  }),
  access: {
    create: anyOf(role('rep'), role('clerk')),
    read: anyOf(owner, supervisor, role('finance'), role('director')),
    export: anyOf(role('finance'), role('director')),
  },
  audience: ['owner', 'finance'],
  list: ['referral', 'payeeKind', 'amount'],
})
