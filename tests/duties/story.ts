/** A week as the clock plays it: jobs run as they come due, and what each step told is written down. */
import { vi } from 'vitest'
import { jobs } from '../../cron/jobs/index.ts'
import { runDueJobs } from '../../cron/run-due-jobs.ts'
import { instantOf, parseTime } from '../../src/calendar/zones.ts'
import { type Clock, msPerDay } from '../../src/clock.ts'
import type { Answers } from '../../src/fields/field.ts'
import type { Card } from '../../src/forms/card.ts'
import { createPolicyBook, type PolicyBook } from '../../src/policy/policy-book.ts'
import type { Office } from '../../src/services/office.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import type { DutyRow } from '../../src/store/duties/duties.ts'
import type { StoredRecord } from '../../src/store/records/records.ts'
import type { DatabaseName } from '../support/databases.ts'
import { defaultPolicy } from '../support/default-policy.ts'
import { type MemberKey, openTestOffice, type TestOffice } from '../support/office.ts'

// A story is hundreds of transactions, each of them safe from a power cut.
vi.setConfig({ testTimeout: 90_000 })

const chasing = ['make-duties', 'close-period', 'climb-ladder', 'post-warnings', 'chase-referrals']
const zone = 'Asia/Shanghai'

export interface Story extends TestOffice {
  /** Sets the clock to a local time of Shanghai, such as `11-20 18:00` or `2027-01-04 09:00`, and lets whatever is due happen. */
  goTo(local: string): Promise<string[]>
  /** A second process on the same database, by the same clock. */
  openAnother(): Promise<Office>
  /** What was told since the last look, as `who: title [badge]`. */
  told(): Promise<string[]>
  file(who: MemberKey, type: string, answers: Answers, periodKey?: string): Promise<StoredRecord>
  act(who: MemberKey, record: { id: string }, action: string, answers?: Answers): Promise<StoredRecord>
  /** States of a person's duties, such as `weekly-plan 2026-W48 pending`. */
  duties(who: MemberKey): Promise<string[]>
  dutyOf(who: MemberKey, kind: string, periodKey: string): Promise<DutyRow>
}

export interface StoryOptions {
  /** Local time of Shanghai; a Wednesday afternoon unless told. */
  start?: string
  /** Stories of plans and reports do without the day's log, which everybody owes every day. */
  withDailyLog?: boolean
  /** Changes to the text of the default policy, each made exactly once. */
  policy?: readonly (readonly [from: string, to: string])[]
  /** What jobs say is a prompt, as the product has it: one that may be left out while it waits. */
  hasPrompts?: boolean
}

export async function openStory(
  provider: DatabaseName,
  { start = '2026-11-18 16:00', withDailyLog = false, policy = [], hasPrompts = false }: StoryOptions = {},
): Promise<Story> {
  const opened = await openTestOffice(provider)
  const { clock, actors } = opened
  const office = { ...opened.office, policies: readPolicies(clock, policy, withDailyLog) }
  clock.set(toInstant(start))
  await comeBefore(office)
  const unhurried = hasPrompts ? { unhurried: (_: unknown, at: Date) => at } : {}
  const runner = {
    office: { ...office, ...unhurried },
    jobs: jobs.filter(({ id }) => chasing.includes(id)),
    owner: 'story',
  }
  const { db } = office.store
  let seen = 0
  let filings = 0
  const year = start.slice(0, 4)

  const nameOf = (target: string) => {
    const [kind, ...rest] = target.split(':')
    const id = rest.join(':')
    if (kind === 'channel') return `#${id}`
    return (Object.keys(actors) as MemberKey[]).find((key) => actors[key].personId === id) ?? id
  }
  const told = async () => {
    const rows = await db.outbox.findMany({ where: { id: { gt: seen } }, orderBy: { id: 'asc' } })
    seen = rows.at(-1)?.id ?? seen
    return rows.map((row) => {
      const card = row.card as unknown as Card
      const text = row.target.startsWith('channel:') ? ` · ${card.sections?.[0]?.text}` : ''
      // A card about several duties: each with its state.
      if (row.slotKey?.startsWith('duties:')) {
        const each = card.sections?.flatMap((s) =>
          s.heading ? [`${s.heading} [${s.text.split(' · ')[0]}]`] : [],
        )
        return [`${nameOf(row.target)}: ${card.title}`, ...(each ?? [])].join(' · ')
      }
      return `${nameOf(row.target)}: ${card.title}${card.badge ? ` [${card.badge.text}]` : ''}${text}`
    })
  }
  const goTo: Story['goTo'] = async (local) => {
    clock.set(toInstant(local.length > '11-20 18:00'.length ? local : `${year}-${local}`))
    await runDueJobs(runner)
    return told()
  }
  return {
    ...opened,
    office,
    told,
    goTo,
    openAnother: async () => ({ ...office, store: await opened.database.openAnother() }),
    async file(who, type, answers, periodKey) {
      filings += 1
      return fileRecord(office, actors[who], {
        type,
        answers,
        ...(periodKey ? { periodKey } : {}),
        submissionKey: `filing-${filings}`,
        platform: 'slack',
      })
    },
    async act(who, record, action, answers = {}) {
      const { revision } = await db.record.findUniqueOrThrow({ where: { id: record.id } })
      const input = { recordId: record.id, revision, action, answers, platform: 'slack' }
      return changeRecord(office, actors[who], input)
    },
    async duties(who) {
      const rows = await db.duty.findMany({
        where: { personId: actors[who].personId },
        orderBy: [{ kind: 'asc' }, { periodKey: 'asc' }],
      })
      return rows.map((d) => `${d.kind} ${d.periodKey} ${d.state}`)
    },
    async dutyOf(who, kind, periodKey) {
      const personId = actors[who].personId
      return db.duty.findUniqueOrThrow({ where: { personId_kind_periodKey: { personId, kind, periodKey } } })
    },
  }
}

function readPolicies(clock: Clock, changes: StoryOptions['policy'], withDailyLog: boolean): PolicyBook {
  const { policy, hash } = defaultPolicy(...(changes ?? []))
  const { 'daily-log': dailyLog, ...others } = policy.duties
  const duties = withDailyLog && dailyLog ? { ...others, 'daily-log': dailyLog } : others
  return createPolicyBook([{ policy: { ...policy, duties }, hash }], clock)
}

/** Everybody has been there for a while when a story begins. */
async function comeBefore({ store, clock }: Office): Promise<void> {
  const createdAt = new Date(clock.now().getTime() - 90 * msPerDay)
  await store.db.person.updateMany({ data: { createdAt } })
}

export const toInstant = (local: string): Date =>
  instantOf(local.slice(0, 10), parseTime(local.slice(11)), zone)
