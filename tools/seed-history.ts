import type { Actor } from '../src/access/actor.ts'
import { addDays, daysBetween } from '../src/calendar/days.ts'
import { periodOf } from '../src/calendar/periods.ts'
import { instantOf } from '../src/calendar/zones.ts'
import { makeDuties } from '../src/services/duties/sweep/make-duties.ts'
import type { Office } from '../src/services/office.ts'
import { findActor } from '../src/services/people/find-actor.ts'
import { changeRecord } from '../src/services/records/change-record.ts'
import { fileRecord } from '../src/services/records/file-record.ts'

interface Span {
  zone: string
  from: string
  to: string
  moveTo(at: Date): void
}

const kinds = [
  'visit_new',
  'visit_old',
  'call',
  'visit_old',
  'call',
  'visit_new',
  'visit_old',
  'call',
  'call',
] as const

/** Past work that looks like a team's: most do most of it, one is strong, one is often late. The same every time. */
export async function seedHistory(office: Office, span: Span): Promise<void> {
  const { calendar } = office.policies.now()
  const reps = await findActors(office, 'rep')
  const supervisors = await findActors(office, 'supervisor')
  const customers = await office.store.db.customer.findMany({ orderBy: { name: 'asc' } })
  for (const day of daysBetween(span.from, span.to)) {
    span.moveTo(instantOf(day, 9 * 60 + 5, span.zone))
    await makeDuties(office)
    if (!calendar.isWorkday(day)) continue
    for (const [index, rep] of reps.entries()) {
      span.moveTo(instantOf(day, 17 * 60 + index, span.zone))
      for (const [i, kind] of kinds.slice(0, 4 + ((index * 3 + Number(day.slice(-2))) % 5)).entries()) {
        const customer = customers[(index * 2 + i) % customers.length]
        const answers = { kind, customer: customer?.recordId ?? null, day, minutes: String(15 + i * 5) }
        await fileRecord(office, rep, {
          type: 'activity',
          answers,
          submissionKey: `seed:${day}:${i}`,
          platform: 'seed',
        })
      }
    }
    const isFriday = periodOf(day, 'week').start === addDays(day, -4)
    if (isFriday)
      await fileWeek(
        office,
        span,
        day,
        reps,
        supervisors,
        customers.map((c) => c.recordId),
      )
  }
}

async function fileWeek(
  office: Office,
  span: Span,
  friday: string,
  reps: readonly Actor[],
  supervisors: readonly Actor[],
  customers: readonly string[],
): Promise<void> {
  for (const [index, rep] of reps.entries()) {
    // One of them forgets every other week.
    if (index === 4 && Number(friday.slice(-2)) % 2 === 0) continue
    span.moveTo(instantOf(friday, (index === 2 ? 19 : 16) * 60 + index, span.zone))
    const plan = await fileRecord(office, rep, {
      type: 'weekly-plan',
      answers: {
        goals: '完成重点客户回访；新开发两家诊所',
        visits: [0, 1].map((i) => ({
          customer: customers[(index + i) % customers.length] ?? null,
          purpose: '回访需求',
          day: addDays(friday, 3 + i),
        })),
        newVisitTarget: '10',
        oldVisitTarget: '15',
        callTarget: '20',
      },
      submissionKey: `seed:plan:${friday}`,
      platform: 'seed',
    })
    const report = await fileRecord(office, rep, {
      type: 'weekly-report',
      answers: {
        summary: '按计划完成拜访，客户反馈良好。',
        blockers: index === 1 ? '样品不足' : null,
        items: [],
      },
      submissionKey: `seed:report:${friday}`,
      platform: 'seed',
    })
    const supervisor = supervisors.find((s) => s.grants.some((g) => g.teamIds.includes(rep.teamId)))
    if (!supervisor) continue
    for (const [record, action, answers] of [
      [plan, 'approve', {}],
      [report, 'review', { comment: '好' }],
    ] as const) {
      await changeRecord(office, supervisor, {
        recordId: record.id,
        revision: record.revision,
        action,
        answers,
        platform: 'seed',
      })
    }
  }
}

async function findActors(office: Office, role: string): Promise<Actor[]> {
  const grants = await office.store.db.roleGrant.findMany({ where: { role }, orderBy: { personId: 'asc' } })
  const actors = await Promise.all(grants.map((g) => findActor(office, g.personId)))
  return actors.filter((a) => a !== undefined)
}
