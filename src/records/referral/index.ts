import { anyOf, decider, owner, role, roleOtherThan, supervisor } from '../../access/permissions.ts'
import { addDays } from '../../calendar/days.ts'
import type { Problem, Value, Values } from '../../fields/field.ts'
import { date, longText, money, phone, reference, sensitive, text, time } from '../../fields/kinds/index.ts'
import { defineWorkflow } from '../../workflow/workflow.ts'
import { type CheckContext, defineRecordType } from '../record-type.ts'
import { texts } from './texts.ts'

/** What chat, cards and exports show: nobody's number gets in. */
const openText = { refuses: 'identity' } as const
const reason = () => ({ reason: longText({ ...openText, required: true, max: 500 }) })

/** States in which no step is due: digests name them only when they come about. */
export const restingStates = ['ready', 'no_show', 'cancelled'] as const

/** A notice may be late, but an arrival long before it is a slip of the pen. */
const daysBeforeNotice = 30

/** What people write into a field that must not stay empty: no reference to a consent that somebody signed. */
const noConsent =
  /^(?:无|没有|暂无|未签|待签|待补|后补|口头|口头同意|none|no|n\/a|tbd|pending|verbal|[\s\p{P}\p{S}0]*)$/iu

/** PIPL art. 29: a patient's data is taken on a consent of their own only (mission rows 1.34, 1.45 to 1.47). */
function checkConsent({ consentRef }: Values, { before }: CheckContext): (Problem & { path: string })[] {
  if (typeof consentRef !== 'string' || before?.values.consentRef === consentRef) return []
  return noConsent.test(consentRef) ? [{ path: 'consentRef', key: 'records.noConsent' }] : []
}

/** Days follow one another: expected from today on, arrived by today, discharged after the arrival. */
function checkDays(values: Values, { today, before }: CheckContext): (Problem & { path: string })[] {
  const { expectedOn, arrivedOn, dischargedOn, patientBirthDate } = values
  const problems: (Problem & { path: string })[] = []
  const isNewDay =
    before === undefined || before.status === 'no_show' || before.values.expectedOn !== expectedOn
  // What was expected in the past may still be edited otherwise.
  if (isDay(expectedOn) && expectedOn < today && isNewDay)
    problems.push({ path: 'expectedOn', key: 'records.expectedInPast' })
  if (isDay(arrivedOn)) {
    if (arrivedOn > today) problems.push({ path: 'arrivedOn', key: 'records.arrivalInFuture' })
    else if (arrivedOn < addDays(before?.filedOn ?? today, -daysBeforeNotice))
      problems.push({ path: 'arrivedOn', key: 'records.arrivalTooOld', params: { days: daysBeforeNotice } })
  }
  if (isDay(patientBirthDate) && patientBirthDate > today)
    problems.push({ path: 'patientBirthDate', key: 'records.birthInFuture' })
  if (isDay(dischargedOn)) {
    if (dischargedOn > today) problems.push({ path: 'dischargedOn', key: 'records.dischargeInFuture' })
    else if (isDay(arrivedOn) && dischargedOn < arrivedOn)
      problems.push({ path: 'dischargedOn', key: 'records.dischargeBeforeArrival' })
  }
  return problems
}

const isDay = (value: Value | undefined): value is string => typeof value === 'string'

/**
 * A patient referred by a partner, in four steps: notice before arrival, arrival confirmed by reception, cost
 * entered after discharge and confirmed by a second person, ready for settlement (mission rows 1.45 to 1.48).
 * In chat the patient is the record's number; who it is stands sealed behind a login.
 */
export default defineRecordType({
  id: 'referral',
  prefix: 'RF',
  table: 'referral',
  dayField: 'expectedOn',
  texts,
  fields: {
    partner: reference('customer', { required: true }),
    department: text({ ...openText, required: true, max: 60 }),
    expectedOn: date({ required: true }),
    expectedAt: time(),
    consentRef: text({ ...openText, required: true, max: 60 }),
    note: text(openText),
    patientName: sensitive(text({ filledBy: 'identify', required: true, max: 60 }), { compared: true }),
    patientPhone: sensitive(phone({ filledBy: 'identify', required: true }), { compared: true }),
    patientBirthDate: sensitive(date({ filledBy: 'identify' }), { compared: true }),
    arrivedOn: date({ begins: 'today', filledBy: 'confirm-arrival', required: true }),
    disease: sensitive(text({ filledBy: 'confirm-arrival', required: true, max: 120 })),
    attendingDoctor: sensitive(text({ filledBy: 'confirm-arrival', required: true, max: 60 })),
    dischargedOn: date({ filledBy: 'enter-cost', required: true }),
    cost: money({ filledBy: 'enter-cost', required: true }),
  },
  check: (values, context) => [...checkConsent(values, context), ...checkDays(values, context)],
  workflow: defineWorkflow({
    initial: 'expected',
    states: {
      expected: { tone: 'neutral' },
      arrived: { tone: 'neutral' },
      costed: { tone: 'neutral' },
      ready: { tone: 'good' },
      disputed: { tone: 'warning' },
      no_show: { tone: 'warning' },
      cancelled: { isFinal: true },
    },
    actions: {
      identify: { from: ['expected'], to: 'expected', by: anyOf(owner, role('reception')), tone: 'primary' },
      'confirm-arrival': {
        from: ['expected'],
        to: 'arrived',
        by: decider('reception'),
        tone: 'primary',
        marks: 'arrival',
      },
      'correct-arrival': {
        from: ['arrived', 'costed'],
        to: 'arrived',
        by: decider('reception'),
        corrects: 'confirm-arrival',
        marks: 'arrival',
      },
      'no-show': {
        from: ['expected'],
        to: 'no_show',
        by: decider('reception'),
        tone: 'danger',
        notBefore: 'expectedOn',
      },
      'expect-again': {
        from: ['no_show'],
        to: 'expected',
        by: anyOf(owner, decider('reception')),
        edits: true,
      },
      'enter-cost': { from: ['arrived'], to: 'costed', by: decider('clerk'), tone: 'primary', marks: 'cost' },
      'confirm-cost': {
        from: ['costed'],
        to: 'ready',
        by: roleOtherThan('finance', 'cost'),
        tone: 'primary',
        marks: 'confirmation',
      },
      'reject-cost': {
        from: ['costed'],
        to: 'arrived',
        by: decider('finance'),
        tone: 'danger',
        asks: reason(),
      },
      dispute: {
        from: ['arrived', 'costed', 'ready'],
        to: 'disputed',
        by: anyOf(owner, role('clerk'), role('finance')),
        asks: reason(),
      },
      'settle-dispute': {
        from: ['disputed'],
        to: 'arrived',
        by: supervisor,
        tone: 'primary',
        asks: { answer: longText({ ...openText, required: true, max: 500 }) },
      },
      edit: { from: ['expected'], to: 'expected', by: owner, edits: true },
      cancel: { from: ['expected', 'no_show'], to: 'cancelled', by: owner, tone: 'danger', asks: reason() },
    },
  }),
  access: {
    create: role('rep'),
    read: anyOf(owner, supervisor, role('clerk'), role('reception'), role('finance'), role('director')),
    export: anyOf(supervisor, role('finance'), role('director')),
    reveal: anyOf(owner, role('reception'), role('clerk')),
  },
  audience: ['owner', 'supervisor', 'clerk', 'reception', 'finance'],
  toldFrom: { finance: ['costed', 'ready', 'disputed'] },
  list: ['partner', 'department', 'expectedOn', 'arrivedOn', 'cost'],
})
