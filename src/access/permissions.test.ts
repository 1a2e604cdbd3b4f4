import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { recordTypes } from '../records/registry.ts'
import { type Actor, type Grant, holdsRole, roles, type Subject } from './actor.ts'
import {
  anyOf,
  decider,
  everyone,
  nobody,
  owner,
  type Permission,
  type RowFilter,
  role,
  roleOtherThan,
  supervisor,
} from './permissions.ts'

const people = ['lin', 'chen', 'xu', 'zhou']
const teams = ['company', 'nanwan', 'qingxi']

const arbitraryGrant: fc.Arbitrary<Grant> = fc.record(
  {
    role: fc.constantFrom(...roles),
    teamIds: fc.subarray(teams),
    onBehalfOf: fc.constantFrom(...people),
  },
  { requiredKeys: ['role', 'teamIds'] },
)
const arbitraryActor: fc.Arbitrary<Actor> = fc.record({
  personId: fc.constantFrom(...people),
  name: fc.constant('陈小满'),
  language: fc.constant('zh-CN' as const),
  zone: fc.constant('Asia/Shanghai'),
  teamId: fc.constantFrom(...teams),
  grants: fc.array(arbitraryGrant, { maxLength: 4 }),
})
const arbitrarySubject: fc.Arbitrary<Subject> = fc.record({
  ownerId: fc.constantFrom(...people),
  teamId: fc.constantFrom(...teams),
  doneBy: fc.dictionary(fc.constantFrom('cost', 'release'), fc.constantFrom(...people)),
})

/** What the store makes of a filter. */
const includes = (filter: RowFilter, { ownerId, teamId }: Subject): boolean =>
  filter.anyOf.some(
    (f) =>
      (f.ownerId === undefined || f.ownerId === ownerId) &&
      (f.teamIds === undefined || f.teamIds.includes(teamId)) &&
      !f.exceptOwnerIds?.includes(ownerId),
  )

const named: readonly Permission[] = [
  everyone,
  nobody,
  owner,
  supervisor,
  ...roles.map(role),
  ...roles.map(decider),
  anyOf(owner, supervisor, role('director')),
  anyOf(),
]
const declared = recordTypes.flatMap(({ id, access }) =>
  Object.entries(access).map(([what, permission]) => ({ ...permission, name: `${id} ${what}` })),
)

describe('one record and the rows agree', () => {
  it.each([...named, ...declared].map((p) => [p.name, p] as const))('for %s', (_name, permission) => {
    fc.assert(
      fc.property(arbitraryActor, arbitrarySubject, (actor, subject) => {
        expect(includes(permission.rows(actor), subject)).toBe(permission.allows(actor, subject))
      }),
    )
  })

  it('where four eyes are wanted, but for who did the earlier step', () => {
    const permission = roleOtherThan('finance', 'cost')
    fc.assert(
      fc.property(arbitraryActor, arbitrarySubject, (actor, subject) => {
        const isSecond = subject.doneBy?.cost !== actor.personId
        expect(permission.allows(actor, subject)).toBe(isSecond && includes(permission.rows(actor), subject))
      }),
    )
  })
})

const actor = (personId: string, ...grants: Grant[]): Actor => ({
  personId,
  name: personId,
  language: 'en',
  zone: 'UTC',
  teamId: 'nanwan',
  grants,
})
const inNanwan: Grant = { role: 'supervisor', teamIds: ['nanwan'] }

test('nobody approves their own, not even as a supervisor', () => {
  expect(supervisor.allows(actor('lin', inNanwan), { ownerId: 'chen', teamId: 'nanwan' })).toBe(true)
  expect(supervisor.allows(actor('lin', inNanwan), { ownerId: 'lin', teamId: 'nanwan' })).toBe(false)
})

test('who stands in decides for the team, but not about the one they stand in for', () => {
  const standIn = actor('xu', { ...inNanwan, onBehalfOf: 'lin' })
  expect(supervisor.allows(standIn, { ownerId: 'chen', teamId: 'nanwan' })).toBe(true)
  expect(supervisor.allows(standIn, { ownerId: 'lin', teamId: 'nanwan' })).toBe(false)
  expect(supervisor.allows(standIn, { ownerId: 'xu', teamId: 'nanwan' })).toBe(false)
})

test('a role counts within its teams', () => {
  const finance = actor('deng', { role: 'finance', teamIds: ['nanwan'] })
  expect(holdsRole(finance, 'finance')).toBe(true)
  expect(holdsRole(finance, 'finance', 'nanwan')).toBe(true)
  expect(holdsRole(finance, 'finance', 'qingxi')).toBe(false)
  expect(holdsRole(finance, 'clerk')).toBe(false)
})

test('a permission of none lets nobody through and has no rows', () => {
  expect(anyOf().allows(actor('lin', inNanwan), { ownerId: 'lin', teamId: 'nanwan' })).toBe(false)
  expect(anyOf().rows(actor('lin', inNanwan))).toEqual({ anyOf: [] })
})

test('names say what a permission is composed of', () => {
  expect(anyOf(owner, supervisor, roleOtherThan('finance', 'cost')).name).toBe(
    'owner or supervisor or finance of others, but not who did cost',
  )
})
