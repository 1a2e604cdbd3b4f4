import { z } from 'zod'
import { PERIOD_KINDS } from '../calendar/periods.ts'
import { id, time } from './schema-values.ts'

/** Must stay equal to the roles a person can be granted. */
export const role = z.enum(['rep', 'supervisor', 'clerk', 'reception', 'finance', 'director', 'admin'])

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const OFFSET_UNITS = ['hours', 'workingHours', 'workdays', 'periodClose'] as const

/** How far from the deadline: exactly one unit; only hours may lie before it. */
const offset = z
  .strictObject({
    hours: z.number().min(-720).max(720).optional(),
    workingHours: z.number().min(0).max(200).optional(),
    workdays: z.int().min(0).max(60).optional(),
    periodClose: z.literal(true).optional(),
  })
  .transform((value, context) => {
    const given = OFFSET_UNITS.filter((unit) => value[unit] !== undefined)
    const [unit] = given
    if (unit !== undefined && given.length === 1) {
      const count = value[unit]
      return { unit, count: typeof count === 'number' ? count : 0 }
    }
    const params = { code: 'one-of', expected: OFFSET_UNITS.join(', '), given: given.join(', ') }
    context.issues.push({ code: 'custom', input: value, message: 'one-of', params })
    return z.NEVER
  })

const rung = z.strictObject({
  id,
  at: offset,
  onlyIf: z.enum(['not-filed', 'not-started']),
  to: z.enum(['owner', 'channel', 'supervisor', 'department-head', 'decider']),
  /** What is sent; the words stand in the catalogs. */
  message: z.enum([
    'draft',
    'reminder',
    'overdue',
    'team-line',
    'supervisor-card',
    'escalation',
    'absence-proposal',
  ]),
  /** Whether the message names people to others; counts only, unless a company opts in. */
  names: z.boolean().default(false),
  /** What happens when the moment falls outside a workday, on leave or at night. */
  whenAway: z.enum(['defer', 'drop']),
})

export type Rung = z.output<typeof rung>

export const ladder = z.array(rung).superRefine((rungs, context) => {
  const seen = new Set<string>()
  const last = new Map<string, number>()
  let isClosed = false
  rungs.forEach(({ id: rungId, at }, index) => {
    const fail = (code: string, path: (string | number)[], expected: string) =>
      context.addIssue({ code: 'custom', path: [index, ...path], message: code, params: { code, expected } })
    if (seen.has(rungId)) fail('duplicate', ['id'], 'an id of its own for each rung')
    seen.add(rungId)
    const isBackwards = at.count < (last.get(at.unit) ?? Number.NEGATIVE_INFINITY)
    const isLateReminder = at.unit === 'hours' && at.count < 0 && last.size > (last.has('hours') ? 1 : 0)
    if (isBackwards || isLateReminder || isClosed)
      fail('not-increasing', ['at'], 'rungs in the order in which they fire')
    last.set(at.unit, at.count)
    isClosed ||= at.unit === 'periodClose'
  })
})

const due = z.strictObject({
  /** Which period the deadline lies in, seen from the one the duty is for. */
  in: z.enum(['previous', 'same', 'next']),
  weekday: z
    .enum(WEEKDAYS)
    .transform((name) => WEEKDAYS.indexOf(name) + 1)
    .optional(),
  /** 1 is the period's first day, -1 its last; farther than the period is long means its edge. */
  dayOfPeriod: z.int().min(-366).max(366).optional(),
  at: time,
})

export const duty = z
  .strictObject({
    record: id,
    period: z.enum(PERIOD_KINDS),
    /** Whose clocks its times are read on: the policy's zone or the person's own, as is usual for days. */
    zone: z.enum(['policy', 'person']).optional(),
    who: z.array(role).min(1),
    due,
    onHoliday: z.enum(['previous-workday', 'next-workday', 'stay']),
    onLeave: z.enum(['previous-workday', 'next-workday', 'stay']),
    opens: z.strictObject({ workdaysBefore: z.int().min(0).max(30), at: time }),
    makeUp: z.strictObject({ atLeastWorkdays: z.int().min(0).max(30) }),
    graceMinutes: z.int().min(0).max(1_440),
    ladder: ladder.optional(),
  })
  .superRefine(({ period, due, opens }, context) => {
    const fail = (code: string, path: string[], expected: string) =>
      context.addIssue({ code: 'custom', path, message: code, params: { code, expected } })
    if (due.weekday !== undefined && period !== 'week')
      fail('only-for-weeks', ['due', 'weekday'], 'period: week')
    if (due.weekday !== undefined && due.dayOfPeriod !== undefined) {
      fail('one-of', ['due'], 'weekday, dayOfPeriod')
    }
    if (due.weekday === undefined && due.dayOfPeriod === undefined && period !== 'day') {
      fail('one-of', ['due'], 'weekday, dayOfPeriod')
    }
    if (due.dayOfPeriod === 0) fail('bad-day-of-period', ['due', 'dayOfPeriod'], '1 or more, or -1 or less')
    if (opens.workdaysBefore === 0 && opens.at >= due.at)
      fail('opens-after-due', ['opens', 'at'], 'before due.at')
  })

export type DutyPolicy = z.output<typeof duty>
