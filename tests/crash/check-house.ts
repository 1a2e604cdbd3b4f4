import type { SandboxClient } from '../../sandbox/client.ts'
import { verifyEvents } from '../../src/store/events.ts'
import type { Store } from '../../src/store/open-store.ts'
import { checkTold } from './check-told.ts'
import type { Deed } from './do-deeds.ts'
import { patient } from './refer-patient.ts'

export interface Checked {
  /** In words; none in a house that is whole. */
  problems: string[]
  records: number
  /** Told by Slack and by WeCom, as the platforms have them. */
  messages: number
  events: number
}

/** Holds what people did and saw against what the database has, once nothing waits any more. */
export async function checkHouse(
  slack: SandboxClient,
  store: Store,
  deeds: readonly Deed[],
): Promise<Checked> {
  const audit = await verifyEvents(store)
  const told = await checkTold(slack, store, deeds)
  const problems = [
    ...audit.faults.map(({ kind, seq }) => `the chain of events is ${kind} at ${seq}`),
    ...(await checkRecords(store, deeds)),
    ...(await checkEvents(store)),
    ...(await checkInbox(store)),
    ...(await checkDuties(store)),
    ...told.problems,
  ]
  return {
    problems,
    records: await store.db.record.count(),
    messages: told.messages,
    events: audit.count,
  }
}

/** Every submission that was acknowledged stands once, and none twice. */
async function checkRecords({ db }: Store, deeds: readonly Deed[]): Promise<string[]> {
  const [leaves, plans, activities, referrals] = await Promise.all([
    db.leave.findMany({ select: { reason: true, record: { select: { status: true } } } }),
    db.weeklyPlan.findMany({ select: { goals: true, record: { select: { status: true } } } }),
    db.activity.findMany({ select: { note: true, record: { select: { status: true } } } }),
    db.referral.findMany({
      select: {
        department: true,
        record: { select: { status: true, sensitive: { select: { field: true } } } },
      },
    }),
  ])
  const sealed = referrals.filter(({ record }) =>
    Object.keys(patient).every((name) => record.sensitive.some(({ field }) => field === name)),
  )
  const found = {
    leave: leaves.map(({ reason, record }) => ({ text: reason, ...record })),
    plan: plans.map(({ goals, record }) => ({ text: goals, ...record })),
    confirm: activities.map(({ note, record }) => ({ text: note, ...record })),
    refer: referrals.map(({ department, record }) => ({ text: department, ...record })),
    identify: sealed.map(({ department, record }) => ({ text: department, ...record })),
  }
  const all = Object.values(found).flat()
  return deeds.flatMap(({ kind, by, text, isAcknowledged }) => {
    const what = `${kind} ${text} of ${by}`
    if (kind === 'line') return []
    if (kind === 'approve') {
      const statuses = all.filter((each) => each.text === text).map(({ status }) => status)
      // A plan that its owner changed meanwhile has other words: the press on the old card was told so.
      return isAcknowledged && statuses.length > 0 && !statuses.includes('approved')
        ? [`${what}: pressed and acknowledged, and stands as ${statuses}`]
        : []
    }
    const times = found[kind].filter((each) => each.text === text).length
    if (times > 1 || (isAcknowledged && times === 0))
      return [`${what}: ${isAcknowledged ? '' : 'not '}acknowledged, and stands ${times} times`]
    return []
  })
}

const approval = 'record.act.approve'

/** A record has one beginning, and no step of it is taken twice at one revision. */
async function checkEvents({ db }: Store): Promise<string[]> {
  const records = await db.record.findMany({ select: { id: true, number: true, revision: true } })
  const events = await db.event.findMany({
    where: { recordId: { not: null } },
    orderBy: { seq: 'asc' },
    select: { recordId: true, kind: true },
  })
  return records.flatMap(({ id, number, revision }) => {
    const kinds = events.filter(({ recordId }) => recordId === id).map(({ kind }) => kind)
    const begun = kinds.filter((kind) =>
      ['record.filed', 'record.proposed', 'record.imported'].includes(kind),
    )
    // Who changes what was approved has it approved again.
    const again = kinds.filter((kind, at) => kind === approval && kinds[at - 1] === approval)
    return [
      ...(begun.length === 1
        ? []
        : [`${number} at revision ${revision} begins ${begun.length} times: ${kinds}`]),
      ...(again.length > 0 ? [`${number} is approved ${again.length + 1} times: ${kinds}`] : []),
    ]
  })
}

async function checkInbox({ db }: Store): Promise<string[]> {
  const failed = await db.inbox.findMany({ where: { error: { not: null } } })
  return failed.map(({ platform, kind, error }) => `a delivery was given up: ${platform} ${kind} ${error}`)
}

/** What is saved waits for the ladder that looks at the same duty, and has its time from before. */
const waitsMs = 5_000

/** Nobody is reminded or warned of what they have done. */
async function checkDuties({ db }: Store): Promise<string[]> {
  const rungs = await db.dutyRung.findMany({ include: { duty: true } })
  return rungs.flatMap(({ rung, at, duty }) =>
    duty.closedAt !== null && duty.recordId !== null && at.getTime() > duty.closedAt.getTime() + waitsMs
      ? [
          `${duty.kind} ${duty.periodKey}: ${rung} at ${at.toISOString()}, done at ${duty.closedAt.toISOString()}`,
        ]
      : [],
  )
}
