import { describe, expect, it, test } from 'vitest'
import type { Subject } from '../../src/access/actor.ts'
import type { Permission } from '../../src/access/permissions.ts'
import type { RecordType } from '../../src/records/record-type.ts'
import { recordTypes } from '../../src/records/registry.ts'
import { actorOf, askAll, type Relation, relationsOf, tidy } from './holders.ts'
import { recordRows } from './verdicts.ts'

const subjects: Record<Relation, Subject> = {
  own: { ownerId: 'me', teamId: 'mine' },
  team: { ownerId: 'colleague', teamId: 'mine' },
  elsewhere: { ownerId: 'stranger', teamId: 'theirs' },
}

const permissionsOf = (type: RecordType): [what: string, permission: Permission][] => [
  ...Object.entries(type.access),
  ...Object.entries(type.workflow.actions).map(([id, action]): [string, Permission] => [
    `do ${id}`,
    action.by,
  ]),
]

describe.each(recordTypes.map((type) => [type.id, type] as const))('%s', (id, type) => {
  const rows = recordRows[id] ?? {}
  const permissions = permissionsOf(type)

  test('has a row for everything that can be done with it, and none too many', () => {
    expect(Object.keys(rows).toSorted()).toEqual(permissions.map(([what]) => what).toSorted())
  })

  it.each(permissions)('%s', async (what, permission) => {
    const row = rows[what] ?? ''
    const asked = await askAll(relationsOf(row), (holder, relation) =>
      permission.allows(actorOf(holder, 'me', 'mine'), subjects[relation]),
    )
    expect(asked).toBe(tidy(row))
  })

  it('lets nobody act on what they may not read', () => {
    const { read } = type.access
    for (const [what, { name, allows }] of permissions.filter(([is]) => is !== 'create')) {
      for (const relation of ['own', 'team', 'elsewhere'] as const) {
        for (const holder of [
          'rep',
          'supervisor',
          'clerk',
          'reception',
          'finance',
          'director',
          'admin',
        ] as const) {
          const actor = actorOf(holder, 'me', 'mine')
          const subject = subjects[relation]
          const isSound = !allows(actor, subject) || read.allows(actor, subject)
          expect(isSound, `${what} by ${name}: ${holder}, ${relation}`).toBe(true)
        }
      }
    }
  })
})

test('every record type of the table exists', () => {
  expect(Object.keys(recordRows).toSorted()).toEqual(recordTypes.map((t) => t.id).toSorted())
})

test('what takes four eyes is refused to whoever did the step before', () => {
  const pairs = [
    ['referral', 'confirm-cost', 'finance', 'cost'],
    ['fee-claim', 'release-second', 'director', 'release'],
  ] as const
  for (const [id, action, role, step] of pairs) {
    const by = recordTypes.find((t) => t.id === id)?.workflow.actions[action]?.by
    const may = (who: string) =>
      by?.allows(actorOf(role, 'me', 'mine'), { ...subjects.team, doneBy: { [step]: who } })
    expect([may('colleague'), may('me')]).toEqual([true, false])
  }
})
