import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import type { Actor, Role } from '../../src/access/actor.ts'
import { type Clock, fixedClock } from '../../src/clock.ts'
import { parsePolicy } from '../../src/policy/parse-policy.ts'
import { createPolicyBook, type PolicyBook } from '../../src/policy/policy-book.ts'
import type { Office } from '../../src/services/office.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { createVault } from '../../src/vault/vault.ts'
import { type DatabaseName, openTestStore, type TestStore } from './databases.ts'

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
  const office: Office = {
    store: database.store,
    clock,
    policies: defaultPolicies(clock),
    vault: createVault([{ id: 'test', key: new Uint8Array(32).fill(7) }], new Uint8Array(32).fill(9)),
    publicUrl: 'https://fieldpost.example',
    log: pino({ level: 'trace', timestamp: false }, { write: (line: string) => void logged.push(line) }),
  }
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

function defaultPolicies(clock: Clock): PolicyBook {
  const parsed = parsePolicy(readFileSync(new URL('../../policies/default.yaml', import.meta.url), 'utf8'))
  if (!parsed.policy) throw new Error(JSON.stringify(parsed.problems))
  return createPolicyBook([parsed], clock)
}

/** Ids are the same in every run, so that a failing test can be read. */
const idOf = (kind: number, index: number) =>
  `00000000-0000-7000-8000-${String(kind).padStart(4, '0')}${String(index + 1).padStart(8, '0')}`
const personId = (key: MemberKey) => idOf(1, Object.keys(members).indexOf(key))
const teamId = (key: keyof typeof teams) => idOf(2, Object.keys(teams).indexOf(key))

async function seedTeam(office: Office): Promise<void> {
  const at = office.clock.now()
  await office.store.transaction(async (tx) => {
    for (const [key, name] of Object.entries(teams) as [keyof typeof teams, string][]) {
      await tx.team.create({
        data: { id: teamId(key), key, name, parentId: key === 'company' ? null : teamId('company') },
      })
    }
    for (const [key, member] of Object.entries(members) as [MemberKey, Member][]) {
      const { name, team, role, language = 'zh-CN', zone = 'Asia/Shanghai' } = member
      const id = personId(key)
      const email = `${key.toLowerCase()}@fieldpost.example`
      await tx.person.create({
        data: { id, name, email, teamId: teamId(team), language, zone, createdAt: at, updatedAt: at },
      })
      await tx.roleGrant.create({ data: { personId: id, role, teamId: teamId(team) } })
      await tx.identity.create({
        data: {
          platform: 'slack',
          workspace: 'T0FIELD001',
          platformUserId: `U0${key.toUpperCase()}`,
          displayName: name,
          email,
          personId: id,
          createdAt: at,
          updatedAt: at,
        },
      })
    }
  })
}
