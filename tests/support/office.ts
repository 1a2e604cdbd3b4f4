import { pino } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import type { Actor, Role } from '../../src/access/actor.ts'
import { fixedClock } from '../../src/clock.ts'
import { createPolicyBook } from '../../src/policy/policy-book.ts'
import type { Office } from '../../src/services/office.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { createVault } from '../../src/vault/vault.ts'
import { type DatabaseName, openTestStore, type TestStore } from './databases.ts'
import { defaultPolicy } from './default-policy.ts'
import { watchedLog, watchSealing } from './log-watch.ts'

/** A Wednesday afternoon in Shanghai: the plan of week 48 is due on Friday. */
export const start = '2026-11-18T08:00:00Z'

interface Member {
  name: string
  team: 'company' | 'nanwan' | 'qingxi'
  role: Role
  language?: 'en'
  zone?: string
}

/** Two teams under one roof; who serves both stands at the top. */
const members = {
  director: { name: '沈若岚', team: 'company', role: 'director' },
  supervisor: { name: '林知夏', team: 'nanwan', role: 'supervisor' },
  rep: { name: '陈小满', team: 'nanwan', role: 'rep' },
  colleague: { name: '许嘉木', team: 'nanwan', role: 'rep' },
  otherSupervisor: { name: '周以宁', team: 'qingxi', role: 'supervisor' },
  outsider: { name: '陆思远', team: 'qingxi', role: 'rep', language: 'en', zone: 'Europe/London' },
  clerk: { name: '韩静', team: 'company', role: 'clerk' },
  reception: { name: '罗敏', team: 'company', role: 'reception' },
  finance: { name: '邓文博', team: 'company', role: 'finance' },
  admin: { name: '宋悦', team: 'company', role: 'admin' },
} as const satisfies Record<string, Member>
export type MemberKey = keyof typeof members

const teams = { company: '南湾医药', nanwan: '南湾一组', qingxi: '清溪二组' } as const

export interface TestOffice {
  office: Office
  clock: ReturnType<typeof fixedClock>
  database: TestStore
  /** Everybody by part; `outsider` is a rep of the other team and speaks English. */
  actors: Record<MemberKey, Actor>
  teamIds: Record<keyof typeof teams, string>
  /** Every line logged so far, as JSON text. */
  logged: string[]
  close(): Promise<void>
}

/** `const opened = useTestOffice(provider)`, then `opened().office`: one office for a test file. */
export function useTestOffice(provider: DatabaseName): () => TestOffice {
  let opened: TestOffice | undefined
  beforeAll(async () => {
    opened = await openTestOffice(provider)
  })
  afterAll(() => opened?.close())
  return () => {
    if (!opened) throw new Error('the test office opens in beforeAll')
    return opened
  }
}

/** A house at work on an empty database: a clock that stands still, the default policy, a small team with roles. */
export async function openTestOffice(provider: DatabaseName): Promise<TestOffice> {
  const database = await openTestStore(provider)
  const clock = fixedClock(start)
  const logged: string[] = []
  const write = (line: string) => {
    logged.push(line)
    watchedLog.write(line)
  }
  const office: Office = {
    store: database.store,
    clock,
    policies: createPolicyBook([defaultPolicy()], clock),
    vault: createVault([{ id: 'test', key: new Uint8Array(32).fill(7) }], new Uint8Array(32).fill(9)),
    publicUrl: 'https://fieldpost.example',
    log: pino({ level: 'trace', timestamp: false }, { write }),
  }
  watchSealing(office.vault)
  await seedTeam(office)
  const actors = {} as Record<MemberKey, Actor>
  for (const key of Object.keys(members) as MemberKey[]) {
    const actor = await findActor(office, personId(key))
    if (!actor) throw new Error(`no ${key}`)
    actors[key] = actor
  }
  const teamIds = { company: teamId('company'), nanwan: teamId('nanwan'), qingxi: teamId('qingxi') }
  return { office, clock, database, actors, teamIds, logged, close: database.close }
}

/** Ids are the same in every run, so that a failing test can be read. */
const idOf = (kind: number, index: number) =>
  `00000000-0000-7000-8000-${String(kind).padStart(4, '0')}${String(index + 1).padStart(8, '0')}`
const personId = (key: MemberKey) => idOf(1, Object.keys(members).indexOf(key))
const teamId = (key: keyof typeof teams) => idOf(2, Object.keys(teams).indexOf(key))

async function seedTeam(office: Office): Promise<void> {
  const at = office.clock.now()
  const dates = { createdAt: at, updatedAt: at }
  const everybody = (Object.entries(members) as [MemberKey, Member][]).map(([key, member]) => ({
    ...{ language: 'zh-CN', zone: 'Asia/Shanghai', ...member },
    key,
    personId: personId(key),
    teamId: teamId(member.team),
    email: `${key.toLowerCase()}@fieldpost.example`,
  }))
  await office.store.transaction(async (tx) => {
    await tx.team.createMany({
      data: (Object.entries(teams) as [keyof typeof teams, string][]).map(([key, name]) => ({
        id: teamId(key),
        key,
        name,
        parentId: key === 'company' ? null : teamId('company'),
      })),
    })
    await tx.person.createMany({
      data: everybody.map(({ personId: id, name, email, teamId, language, zone }) => ({
        ...{ id, name, email, teamId, language, zone },
        ...dates,
      })),
    })
    await tx.roleGrant.createMany({
      data: everybody.map(({ personId, role, teamId }) => ({ personId, role, teamId })),
    })
    await tx.identity.createMany({
      data: everybody.map(({ key, personId, name, email }) => ({
        platform: 'slack',
        workspace: 'T0FIELD001',
        platformUserId: `U0${key.toUpperCase()}`,
        displayName: name,
        email,
        personId,
        ...dates,
      })),
    })
  })
}
