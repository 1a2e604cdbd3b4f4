import type { Actor } from '../../access/actor.ts'
import { type Period, periodOf, previousPeriod } from '../../calendar/periods.ts'
import { msPerDay } from '../../clock.ts'
import { proratedQuota } from '../../policy/quotas.ts'
import { countCarried } from '../../store/metrics/digest-reads.ts'
import { readTalliesOf } from '../../store/metrics/score-reads.ts'
import { readPersonNames } from '../../store/people.ts'
import { type Awaited, readAwaited } from '../home/read-awaited.ts'
import type { BoardPerson } from '../metrics/board-people.ts'
import { measureAt, type PersonScore, readScores } from '../metrics/read-scores.ts'
import type { Office } from '../office.ts'
import { inTimeShareOf, type Participation, readParticipation, weeksUntil } from './participation.ts'
import { weeksIn } from './team-numbers.ts'

export interface ManagerNumbers {
  period: Period
  participation: Participation
  plan: { planned: number; kept: number }
  /** Sums of the formula's inputs over everybody who has a quota; undefined where nobody has. */
  activity: Readonly<Record<string, number>> | undefined
  carried: number
  fieldDays: { done: number; wanted: number } | undefined
  /** Records that have waited for this manager for more than a day. */
  waiting: readonly (Awaited & { ownerName: string })[]
  overdue: readonly { kind: string; people: readonly BoardPerson[] }[]
  /** Basis points filed in time, this week and the week before. */
  trend: { now: number; before: number } | undefined
}

/** What a supervisor or director wants to know of their people on a Friday evening. */
export async function readManagerNumbers(
  office: Office,
  manager: Actor,
  people: readonly BoardPerson[],
  teamIds: readonly string[],
  period: Period,
  at: Date,
): Promise<ManagerNumbers> {
  const { policy } = office.policies.now()
  const { db } = office.store
  const { lastDay } = measureAt(period, at, policy.zone)
  const weeks = weeksUntil(lastDay, policy.digests.manager.heatmapWeeks)
  const participation = await readParticipation(db, people, weeks, policy, at)
  const scores = await readScores(office, db, people, period, at)
  const awaited = await readAwaited(db, manager)
  const waiting = awaited.filter(
    ({ statusAt, ownerId }) => ownerId !== manager.personId && at.getTime() - statusAt.getTime() > msPerDay,
  )
  const names = await readPersonNames(
    db,
    waiting.map(({ ownerId }) => ownerId),
  )
  const plans = scores.map(({ facts }) => facts.plan)
  return {
    period,
    participation,
    plan: {
      planned: plans.reduce((sum, plan) => sum + plan.planned, 0),
      kept: plans.reduce((sum, plan) => sum + plan.kept, 0),
    },
    activity: sumInputs(scores, 'activity-attainment'),
    carried: await countCarried(db, teamIds, weeksIn(period)),
    fieldDays: await readFieldDays(office, people, lastDay),
    waiting: waiting.map((record) => ({ ...record, ownerName: names.get(record.ownerId) ?? '' })),
    overdue: listOverdue(people, participation),
    trend: readTrend(participation, lastDay, policy.zone),
  }
}

function sumInputs(scores: readonly PersonScore[], formula: string): Record<string, number> | undefined {
  const parts = scores.flatMap(({ score }) => score.parts.filter((part) => part.formula === formula))
  if (parts.length === 0) return undefined
  const sums: Record<string, number> = {}
  for (const { inputs } of parts) {
    for (const [name, value] of Object.entries(inputs)) sums[name] = (sums[name] ?? 0) + value
  }
  return sums
}

/** The mean of the year so far beside what the days gone by make of the yearly quota (mission row 1.18). */
async function readFieldDays(office: Office, people: readonly BoardPerson[], lastDay: string) {
  const asked = people.filter((person) => !person.isRegisteredRep)
  if (asked.length === 0) return undefined
  const { policy, calendar } = office.policies.now()
  const year = periodOf(lastDay, 'year')
  const tallies = await readTalliesOf(
    office.store.db,
    asked.map((person) => person.personId),
    year.key,
    ['field_days'],
  )
  const done = [...tallies.values()].reduce((sum, own) => sum + (own.get('field_days') ?? 0), 0)
  const days = calendar.withPlainYears()
  const all = days.workFractionBetween(year.start, year.end)
  // Nobody owes the days before they joined; most of a team joined on the same few days.
  const wantedSince = new Map<string, number>()
  const wanted = asked.reduce((sum, { sinceDay }) => {
    const from = sinceDay > year.start ? sinceDay : year.start
    const known = wantedSince.get(from)
    const own =
      known ?? proratedQuota(policy.quotas.fieldDaysPerYear, days.workFractionBetween(from, lastDay), all)
    wantedSince.set(from, own)
    return sum + own
  }, 0)
  return { done: Math.round(done / asked.length), wanted: Math.round(wanted / asked.length) }
}

function listOverdue(people: readonly BoardPerson[], { duties }: Participation) {
  const byId = new Map(people.map((person) => [person.personId, person]))
  const kinds = new Map<string, Set<BoardPerson>>()
  for (const { kind, standing, personId, state } of duties) {
    const person = byId.get(personId)
    // Missed is over; what can still be filed is what a manager can still do something about.
    if (!person || standing !== 'missed' || state === 'missed') continue
    kinds.set(kind, (kinds.get(kind) ?? new Set()).add(person))
  }
  return [...kinds].map(([kind, late]) => ({ kind, people: [...late] }))
}

function readTrend({ duties }: Participation, lastDay: string, zone: string) {
  const week = periodOf(lastDay, 'week')
  const now = inTimeShareOf(duties, week, zone)
  const before = inTimeShareOf(duties, previousPeriod(week), zone)
  return now === null || before === null ? undefined : { now, before }
}
