import type { Card } from '../../src/forms/card.ts'
import { writePress } from '../../src/forms/press-value.ts'
import { rungSlot } from '../../src/services/duties/duty-subject.ts'
import type { Store } from '../../src/store/open-store.ts'
import type { Deed } from './do-deeds.ts'
import type { AllTold, SlackCall } from './read-told.ts'

const planKind = 'weekly-plan'

/**
 * Nobody hears from us that a plan is missing after they were told that it had arrived: neither its owner, nor those who
 * answer for them, nor the team's channel. A message about several duties may come for the others' sake, and does not
 * ask for the plan.
 */
export async function checkPrompts(store: Store, told: AllTold, deeds: readonly Deed[]): Promise<string[]> {
  const plans = await readPlans(store, deeds)
  const rows = await store.db.outbox.findMany({
    where: { platform: 'slack' },
    select: { dedupeKey: true, slotKey: true, target: true },
  })
  const rowOf = new Map(rows.map((row) => [row.dedupeKey, row]))
  const posts = told.slackCalls.filter(({ isPost }) => isPost)
  const late = plans.flatMap(({ deed, duty, own, shared }) => {
    const asks = asksFor(duty)
    const isAbout = ({ key, presses }: SlackCall): boolean => {
      const { slotKey = null, target = '' } = rowOf.get(key) ?? {}
      if (slotKey !== null && own.has(slotKey)) return true
      return presses.some((press) => asks(press, target))
    }
    const since = deed.answeredAt.toISOString()
    const stale = told.slack.filter(({ key, presses }) => {
      const { slotKey = null, target = '' } = rowOf.get(key) ?? {}
      const isOfDuty = slotKey !== null && (own.has(slotKey) || shared.has(slotKey))
      return isOfDuty && presses.some((press) => asks(press, target))
    })
    return [
      ...posts
        .filter((post) => post.atMs > deed.answeredAt.getTime() && isAbout(post))
        .map(({ key, ts }) => `${deed.by} sent ${deed.text} by ${since}, and ${key} was told at ${ts}`),
      ...stale.map(({ key }) => `${deed.by} sent ${deed.text} by ${since}, and ${key} still asks for it`),
    ]
  })
  return [...late, ...(await checkLines(store, posts, plans))]
}

interface AcknowledgedPlan {
  deed: Deed
  duty: { id: string; kind: string; periodKey: string; personId: string; teamId: string }
  /** Slots of messages about this duty alone, and of those about others as well. */
  own: ReadonlySet<string>
  shared: ReadonlySet<string>
}

async function readPlans({ db }: Store, deeds: readonly Deed[]): Promise<AcknowledgedPlan[]> {
  const plans = await db.weeklyPlan.findMany({ select: { goals: true, recordId: true } })
  const duties = await db.duty.findMany({ where: { kind: planKind }, include: { rungs: true } })
  return deeds.flatMap((deed) => {
    const recordId = plans.find(({ goals }) => goals === deed.text)?.recordId
    const duty = duties.find((each) => recordId !== undefined && each.recordId === recordId)
    if (deed.kind !== 'plan' || !deed.isAcknowledged || !duty) return []
    const slots = duty.rungs.map(({ rung, slotKey }) => ({ slotKey, own: rungSlot(duty, rung) }))
    return [
      {
        deed,
        duty,
        own: new Set(slots.flatMap(({ slotKey, own }) => (slotKey === null ? own : []))),
        shared: new Set(slots.flatMap(({ slotKey }) => slotKey ?? [])),
      },
    ]
  })
}

/** What only a message carries that calls the plan missing: its owner is to write it, others to open the duty. */
function asksFor({ id, kind, periodKey, personId }: AcknowledgedPlan['duty']) {
  const write = writePress({ do: 'file', type: kind, periodKey }, 2_000)
  const open = writePress({ do: 'duty', dutyId: id, decision: 'show' }, 2_000).replace(/,"show"\]$/, ',')
  return (press: string, target: string): boolean =>
    (press === write && target === `person:${personId}`) || press.startsWith(open)
}

/** A team's line counts nobody whose plan was acknowledged before it was told. */
async function checkLines(
  { db }: Store,
  posts: readonly SlackCall[],
  plans: readonly AcknowledgedPlan[],
): Promise<string[]> {
  const rows = await db.outbox.findMany({
    where: { platform: 'slack', slotKey: { startsWith: `line:${planKind}:` } },
  })
  const duties = await db.duty.findMany({ where: { kind: planKind, state: { not: 'cancelled' } } })
  return posts.flatMap(({ key, ts, atMs }) => {
    const row = rows.find(({ dedupeKey }) => dedupeKey === key)
    if (!row) return []
    const [, , periodKey, teamId] = (row.slotKey ?? '').split(':')
    const isOfTeam = (duty: { periodKey: string; teamId: string }) =>
      duty.periodKey === periodKey && duty.teamId === teamId
    const done = plans.filter(({ deed, duty }) => isOfTeam(duty) && deed.answeredAt.getTime() < atMs).length
    const most = duties.filter(isOfTeam).length - done
    const counted = countOf(row.card as unknown as Card)
    return counted > most
      ? [`${key} was told at ${ts} of ${counted} who have not sent their plan, and it can be ${most} at most`]
      : []
  })
}

/** How many a line says have not filed; none where it thanks. */
const countOf = ({ sections }: Card): number =>
  Number(/还有 (\d+) 人没有提交/.exec(sections?.[0]?.text ?? '')?.[1] ?? 0)
