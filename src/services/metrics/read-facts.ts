import { addDays } from '../../calendar/days.ts'
import type { LeaveInterval } from '../../calendar/leave.ts'
import { nextPeriod, type Period, periodOf } from '../../calendar/periods.ts'
import { instantOf } from '../../calendar/zones.ts'
import type { MetricFacts, Target } from '../../metrics/metric.ts'
import type { PolicyInForce } from '../../policy/policy-book.ts'
import { proratedQuota } from '../../policy/quotas.ts'
import { readLeaves } from '../../store/duties/leaves.ts'
import {
  countUnfiled,
  type PlanKept,
  readDutiesOf,
  readPlansKept,
  readTalliesOf,
} from '../../store/metrics/score-reads.ts'
import type { Tx } from '../../store/open-store.ts'
import type { BoardPerson } from './board-people.ts'
import { earlierDay, laterDay } from './day-order.ts'
import { dutyPeriodsDueIn, dutyStandingAt, filedKinds } from './due-duties.ts'

const countedMetrics = ['visit_new', 'visit_old', 'call', 'field_days'] as const
type Counts = Record<(typeof countedMetrics)[number], number>

export interface PersonFacts extends MetricFacts {
  /** Workdays the company had in the same days. */
  companyWorkdays: number
  /** Works on the last day counted: whoever is away is left in peace. */
  worksOnLastDay: boolean
}

/** The days of a period that have come by the company's day `today`. */
export interface MeasuredDays {
  period: Period
  /** The last day counted. */
  lastDay: string
  /** By when a deadline must have passed for an empty place to be a miss. */
  at: Date
}

/** Everything that the formulas ask for, of many people in a handful of queries. */
export async function readFacts(
  db: Tx,
  people: readonly BoardPerson[],
  measured: MeasuredDays,
  inForce: PolicyInForce,
): Promise<Map<string, PersonFacts>> {
  const { period, lastDay } = measured
  const ids = people.map((person) => person.personId)
  const tallies = await readTalliesOf(db, ids, period.key, countedMetrics)
  const [leaves, filing, unplanned, plans] = await Promise.all([
    readLeaves(db, ids, period.start, lastDay),
    readFiling(db, ids, measured, inForce),
    readUnplanned(db, ids, measured, inForce),
    readPlans(db, ids, measured, inForce, tallies),
  ])
  const daysOf = countWorkdays(measured, inForce)
  return new Map(
    people.map((person) => {
      const filed = filing.get(person.personId)
      const plan = plans.get(person.personId)
      return [
        person.personId,
        {
          ...daysOf(person.sinceDay, leaves.get(person.personId) ?? []),
          counts: toCounts(tallies.get(person.personId)),
          filing: { inTime: filed?.filed ?? 0, late: filed?.late ?? 0, missed: filed?.missed ?? 0 },
          plan: {
            planned: plan?.planned ?? 0,
            kept: plan?.kept ?? 0,
            // What a registered representative plans is no sales target (mission row 0.19).
            targets: person.isRegisteredRep ? [] : (plan?.targets ?? []),
            weeksWithout: unplanned.get(person.personId) ?? 0,
          },
        },
      ]
    }),
  )
}

const toCounts = (own: ReadonlyMap<string, number> | undefined): Counts => ({
  visit_new: own?.get('visit_new') ?? 0,
  visit_old: own?.get('visit_old') ?? 0,
  call: own?.get('call') ?? 0,
  field_days: own?.get('field_days') ?? 0,
})

/** Most people have neither joined nor been away in the period: their days are counted once. */
function countWorkdays({ period, lastDay }: MeasuredDays, inForce: PolicyInForce) {
  const calendar = inForce.calendar.withPlainYears()
  const year = periodOf(lastDay, 'year')
  const yearWorkdays = calendar.workFractionBetween(year.start, year.end)
  const companyWorkdays = calendar.workFractionBetween(period.start, lastDay)
  const company = { yearWorkdays, companyWorkdays }
  return (sinceDay: string, leaves: readonly LeaveInterval[]) => ({
    ...company,
    worksOnLastDay: calendar.isWorkday(lastDay, leaves),
    workdays:
      leaves.length === 0 && sinceDay <= period.start
        ? companyWorkdays
        : calendar.workFractionBetween(laterDay(sinceDay, period.start), lastDay, leaves),
  })
}

interface Filing {
  filed: number
  late: number
  missed: number
}

async function readFiling(
  db: Tx,
  ids: readonly string[],
  { period, at }: MeasuredDays,
  { policy }: PolicyInForce,
): Promise<Map<string, Filing>> {
  const kinds = filedKinds(policy)
  const keys = new Set(
    kinds.flatMap((kind) => {
      const duty = policy.duties[kind]
      return duty ? dutyPeriodsDueIn(duty, period) : []
    }),
  )
  const from = instantOf(period.start, 0, policy.zone)
  const to = instantOf(addDays(period.end, 1), 0, policy.zone)
  const filing = new Map<string, Filing>()
  for (const duty of await readDutiesOf(db, ids, { kinds, periodKeys: [...keys], from, to })) {
    const standing = dutyStandingAt(duty, policy, at)
    if (standing !== 'filed' && standing !== 'late' && standing !== 'missed') continue
    const own = filing.get(duty.personId) ?? { filed: 0, late: 0, missed: 0 }
    own[standing] += 1
    filing.set(duty.personId, own)
  }
  return filing
}

/** Weeks for which a plan was owed and none came, by person. */
function readUnplanned(
  db: Tx,
  ids: readonly string[],
  measured: MeasuredDays,
  { policy }: PolicyInForce,
): Promise<Map<string, number>> {
  const kinds = filedKinds(policy).filter((kind) => policy.duties[kind]?.record === 'weekly-plan')
  const weekKeys = planWeeksOf(measured).map((week) => week.key)
  const graceMs = Math.max(0, ...kinds.map((kind) => policy.duties[kind]?.graceMinutes ?? 0)) * 60_000
  return countUnfiled(db, ids, kinds, weekKeys, new Date(measured.at.getTime() - graceMs))
}

/** A week belongs where its Thursday lies, as ISO has it; the week itself when the period is one. */
function planWeeksOf({ period, lastDay }: MeasuredDays): Period[] {
  const weeks: Period[] = []
  for (let week = periodOf(period.start, 'week'); week.start <= lastDay; week = nextPeriod(week)) {
    const thursday = addDays(week.start, 3)
    if (thursday >= period.start && thursday <= period.end) weeks.push(week)
  }
  return weeks
}

interface PlanTotals {
  planned: number
  kept: number
  targets: Target[]
}

async function readPlans(
  db: Tx,
  ids: readonly string[],
  measured: MeasuredDays,
  { calendar }: PolicyInForce,
  ofPeriod: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Promise<Map<string, PlanTotals>> {
  const { lastDay, period } = measured
  const totals = new Map<string, PlanTotals>()
  for (const week of planWeeksOf(measured)) {
    const workdays = calendar.withPlainYears().workdaysBetween(week.start, week.end)
    const dueDay = earlierDay(lastDay, week.end)
    const gone = workdays.filter((day) => day <= dueDay).length
    const plans = await readPlansKept(db, ids, {
      weekKey: week.key,
      fromDay: week.start,
      toDay: week.end,
      dueDay,
      isOver: gone === workdays.length,
    })
    const tallies =
      week.key === period.key ? ofPeriod : await readTalliesOf(db, ids, week.key, countedMetrics)
    for (const plan of plans) {
      const own = totals.get(plan.personId) ?? { planned: 0, kept: 0, targets: [] }
      totals.set(plan.personId, own)
      own.planned += plan.planned
      own.kept += plan.kept
      const share = (target: number) => proratedQuota(target, gone, workdays.length)
      own.targets.push(...toTargets(plan, tallies.get(plan.personId), share))
    }
  }
  return totals
}

function toTargets(
  plan: PlanKept,
  done: ReadonlyMap<string, number> | undefined,
  share: (target: number) => number,
): Target[] {
  const pairs = [
    ['visit_new', plan.newVisitTarget],
    ['visit_old', plan.oldVisitTarget],
    ['call', plan.callTarget],
  ] as const
  return pairs.flatMap(([metric, target]) =>
    target ? [{ done: done?.get(metric) ?? 0, wanted: share(target) }] : [],
  )
}
