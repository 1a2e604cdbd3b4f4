/** A sales team's week for the tests of boards and digests: people, filed records, and what was told. */
import type { Actor } from '../../src/access/actor.ts'
import { instantOf, parseTime } from '../../src/calendar/zones.ts'
import type { Answers } from '../../src/fields/field.ts'
import { type Card, cardToText } from '../../src/forms/card.ts'
import { createPolicyBook } from '../../src/policy/policy-book.ts'
import type { Office } from '../../src/services/office.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { newId } from '../../src/store/new-id.ts'
import type { StoredRecord } from '../../src/store/records/records.ts'
import type { DatabaseName } from '../support/databases.ts'
import { openTestOffice, type TestOffice } from '../support/office.ts'

export const friday = '2026-11-20'

/** An instant by the clocks of Shanghai. */
export const shanghai = (day: string, time: string): Date => instantOf(day, parseTime(time), 'Asia/Shanghai')

export interface Told {
  to: string
  card: Card
  text: string
  slotKey: string | null
  threadOf: string | null
  png: Uint8Array | undefined
}

export interface NewPerson {
  name: string
  teamId: string
  role?: string
  language?: 'en' | 'zh-CN'
  zone?: string
  joined?: Date
  isRegisteredRep?: boolean
}

export interface TeamWeek extends TestOffice {
  file(actor: Actor, type: string, answers: Answers, periodKey?: string): Promise<StoredRecord>
  act(actor: Actor, record: StoredRecord, action: string, answers?: Answers): Promise<StoredRecord>
  addCustomer(actor: Actor, name: string): Promise<string>
  /** So many activities of a kind, all on one day. */
  log(actor: Actor, day: string, counts: Record<string, number>, customer?: string): Promise<void>
  addPerson(person: NewPerson): Promise<Actor>
  /** A rep of the first team who is on leave on these days, both included. */
  addAbsent(name: string, fromDay: string, toDay: string): Promise<Actor>
  /** What was told since the last look. */
  told(): Promise<Told[]>
}

/** Everybody joined long ago and the clock stands at Friday, 17:00 in Shanghai. */
export async function openTeamWeek(provider: DatabaseName): Promise<TeamWeek> {
  const opened = await openTestOffice(provider)
  const { clock } = opened
  const office: Office = { ...opened.office, policies: withOneChannel(opened.office) }
  const { db } = office.store
  clock.set(shanghai(friday, '17:00'))
  await db.person.updateMany({ data: { createdAt: new Date('2025-01-06T00:00:00Z') } })
  let filings = 0
  let seen = 0

  const file: TeamWeek['file'] = (actor, type, answers, periodKey) =>
    fileRecord(office, actor, {
      type,
      answers,
      submissionKey: `filing-${++filings}`,
      platform: 'slack',
      ...(periodKey ? { periodKey } : {}),
    })
  let spare: string | undefined
  const addCustomer: TeamWeek['addCustomer'] = async (actor, name) =>
    (await file(actor, 'customer', { name, kind: 'hospital', contacts: [] })).id
  const week: TeamWeek = {
    ...opened,
    office,
    file,
    addCustomer,
    act: (actor, record, action, answers = {}) =>
      changeRecord(office, actor, {
        recordId: record.id,
        revision: record.revision,
        action,
        answers,
        platform: 'slack',
      }),
    async log(actor, day, counts, customer) {
      spare ??= await addCustomer(opened.actors.supervisor, '清溪县人民医院')
      for (const [kind, count] of Object.entries(counts)) {
        for (let index = 0; index < count; index++) {
          await file(actor, 'activity', { kind, customer: customer ?? spare, day })
        }
      }
    },
    async addPerson({ name, teamId, role = 'rep', language = 'zh-CN', zone = 'Asia/Shanghai', ...rest }) {
      const id = newId(clock.now())
      const createdAt = rest.joined ?? new Date('2025-01-06T00:00:00Z')
      const { isRegisteredRep = false } = rest
      await db.person.create({
        data: { id, name, teamId, language, zone, isRegisteredRep, createdAt, updatedAt: createdAt },
      })
      await db.roleGrant.create({ data: { personId: id, role, teamId } })
      const identity = { platform: 'slack', workspace: 'T0FIELD001', platformUserId: `U${id}` }
      await db.identity.create({
        data: { ...identity, displayName: name, personId: id, createdAt, updatedAt: createdAt },
      })
      const actor = await findActor(office, id)
      if (!actor) throw new Error(`no ${name}`)
      return actor
    },
    async addAbsent(name, fromDay, toDay) {
      const person = await week.addPerson({ name, teamId: opened.teamIds.nanwan })
      const leave = await file(person, 'leave', { kind: 'annual', fromDay, toDay })
      await week.act(opened.actors.supervisor, leave, 'approve')
      return person
    },
    async told() {
      const rows = await db.outbox.findMany({
        where: { id: { gt: seen } },
        orderBy: { id: 'asc' },
        include: { picture: true },
      })
      seen = rows.at(-1)?.id ?? seen
      const people = await db.person.findMany()
      const names = new Map(people.map((person) => [`person:${person.id}`, person.name]))
      return rows.map((row) => {
        const card = row.card as unknown as Card
        const to = names.get(row.target) ?? row.target.replace('channel:', '#')
        const { slotKey, threadOf, picture } = row
        return { to, card, text: cardToText(card), slotKey, threadOf, png: picture?.png }
      })
    },
  }
  return week
}

/** The default policy, but that both teams share a channel. */
function withOneChannel({ policies, clock }: Office) {
  const { policy, hash } = policies.now()
  const channels = { default: { slack: 'sales-team' } }
  return createPolicyBook([{ policy: { ...policy, channels }, hash }], clock)
}

/** True for the bytes of a picture 1080 pixels wide. */
export function isPicture(png: Uint8Array | undefined): boolean {
  if (!png) return false
  const bytes = Buffer.from(png)
  return bytes.subarray(1, 4).toString() === 'PNG' && bytes.readUInt32BE(16) === 1080
}
