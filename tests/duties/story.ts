/** A week as the clock plays it: jobs run as they come due, and what each step told is written down. */
import { jobs } from '../../cron/jobs/index.ts'
import { runDueJobs } from '../../cron/run-due-jobs.ts'
import type { Actor } from '../../src/access/actor.ts'
import { instantOf, localOf, parseTime } from '../../src/calendar/zones.ts'
import type { Answers } from '../../src/fields/field.ts'
import type { Card } from '../../src/forms/card.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import type { StoredRecord } from '../../src/store/records/records.ts'
import type { Office } from '../../src/services/office.ts'
import type { DatabaseName } from '../support/databases.ts'
import { type MemberKey, openTestOffice, type TestOffice } from '../support/office.ts'

const chasing = ['make-duties', 'close-period', 'climb-ladder', 'post-warnings', 'chase-referrals']
const zone = 'Asia/Shanghai'
const msPerMinute = 60_000

export interface Story extends TestOffice {
  /** Sets the clock to a local time of Shanghai, such as `11-20 18:00`, and lets whatever is due happen. */
  goTo(local: string): Promise<string[]>
  /** Goes there in steps, as a process that is never down; each line begins with the step's local time. */
  playTo(local: string, stepMinutes?: number): Promise<string[]>
  /** What was told since the last look, as `who: title [badge]`. */
  told(): Promise<string[]>
  file(who: MemberKey, type: string, answers: Answers, periodKey?: string): Promise<StoredRecord>
  act(who: MemberKey, record: StoredRecord, action: string, answers?: Answers): Promise<StoredRecord>
  /** States of a person's duties, such as `weekly-plan 2026-W48 pending`. */
  duties(who: MemberKey): Promise<string[]>
  dutyOf(who: MemberKey, kind: string, periodKey: string): Promise<{ id: string; state: string; dueAt: Date }>
}

export async function openStory(
  provider: DatabaseName,
  start = '2026-11-18 16:00',
  change: (office: Office) => Office = (office) => office,
): Promise<Story> {
  const opened = await openTestOffice(provider)
  const { clock, actors } = opened
  const office = change(opened.office)
  clock.set(toInstant(start))
  const runner = { office, jobs: jobs.filter(({ id }) => chasing.includes(id)), owner: 'story' }
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
      return `${nameOf(row.target)}: ${card.title}${card.badge ? ` [${card.badge.text}]` : ''}${text}`
    })
  }
  const goTo: Story['goTo'] = async (local) => {
    clock.set(toInstant(`${year}-${local}`))
    await runDueJobs(runner)
    return told()
  }
  return {
    ...opened,
    office,
    told,
    goTo,
    async playTo(local, stepMinutes = 30) {
      const end = toInstant(`${year}-${local}`)
      const lines: string[] = []
      while (clock.now() < end) {
        clock.advance(Math.min(stepMinutes * msPerMinute, end.getTime() - clock.now().getTime()))
        await runDueJobs(runner)
        for (const line of await told()) lines.push(`${showLocal(clock.now())} ${line}`)
      }
      return lines
    },
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

/** The registered actor, for use-cases called by hand. */
export const actorOf = (story: Story, who: MemberKey): Actor => story.actors[who]

export const toInstant = (local: string): Date =>
  instantOf(local.slice(0, 10), parseTime(local.slice(11)), zone)

export const showLocal = (instant: Date): string => {
  const { day, minutes } = localOf(instant, zone)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${day.slice(5)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
