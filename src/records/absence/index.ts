import { anyOf, nobody, owner, role, roleOtherThan, superior, supervisor } from '../../access/permissions.ts'
import { choice, date, longText, text } from '../../fields/kinds/index.ts'
import { defineWorkflow } from '../../workflow/workflow.ts'
import { defineRecordType } from '../record-type.ts'
import { texts } from './texts.ts'

/** The duties of which a missed one may count as an absence, by the policy's names. */
export const absenceDuties = ['weekly-plan', 'weekly-report'] as const

/** Whether somebody has decided that it counts: then nobody decides about the duty beside it. */
export const isDecided = ({ status }: { status: string }): boolean =>
  status !== 'proposed' && status !== 'dismissed'

/** Somebody else than who confirmed the absence; an administrator where the only director did. */
const appealJudge = anyOf(roleOtherThan('director', 'decision'), roleOtherThan('admin', 'decision'))

/**
 * The proposal that a week without plan or report counts as absent (mission row 1.53). The clock only proposes;
 * a person decides, the rep may appeal, and a director answers the appeal.
 */
export default defineRecordType({
  id: 'absence',
  prefix: 'AB',
  table: 'absence',
  period: 'week',
  texts,
  fields: {
    dutyKind: choice(absenceDuties, { required: true }),
    dutyId: text({ required: true, filledBy: 'propose' }),
    appealBy: date({ filledBy: 'propose' }),
    reason: longText({ filledBy: 'confirm', required: true, max: 500 }),
    appeal: longText({ filledBy: 'appeal', required: true, max: 1000 }),
  },
  workflow: defineWorkflow({
    initial: 'proposed',
    states: {
      proposed: { awaits: 'supervisor' },
      confirmed: {},
      dismissed: { isFinal: true },
      appealed: { awaits: 'director', notBy: 'decision' },
      upheld: { isFinal: true },
    },
    actions: {
      confirm: { from: ['proposed'], to: 'confirmed', by: superior, tone: 'danger', marks: 'decision' },
      dismiss: {
        from: ['proposed'],
        to: 'dismissed',
        by: superior,
        tone: 'primary',
        asks: { why: longText({ required: true, max: 500 }) },
      },
      appeal: { from: ['proposed', 'confirmed'], to: 'appealed', by: owner },
      uphold: {
        from: ['appealed'],
        to: 'upheld',
        by: appealJudge,
        asks: { why: longText({ required: true, max: 500 }) },
      },
      grant: { from: ['appealed'], to: 'dismissed', by: appealJudge, tone: 'primary' },
    },
  }),
  access: {
    create: nobody,
    read: anyOf(owner, supervisor, role('director'), role('admin')),
    export: anyOf(supervisor, role('director'), role('admin')),
  },
  audience: ['owner', 'supervisor', 'director'],
  toldFrom: { director: ['appealed', 'upheld'] },
  // Until when is said in the state's hint, as long as it matters.
  offCard: ['dutyId', 'appealBy'],
  list: ['dutyKind'],
})
