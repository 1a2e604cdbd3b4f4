import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { AppError } from '../../src/errors.ts'
import { resolveActor } from '../../src/services/people/resolve-actor.ts'
import { openTestOffice, type TestOffice } from '../support/office.ts'
import { listSourceFiles, readSource } from '../support/source-files.ts'
import { attempts } from './attempts.ts'
import { actorOf, askAll, type Holder, holders, type Relation, relationsOf, tidy } from './holders.ts'
import { innerSteps, useCases } from './verdicts.ts'

/** A use-case is an exported function of the services whose first two parameters are the office and who acts. */
const found = listSourceFiles(['src/services']).flatMap((file) =>
  [
    ...readSource(file).matchAll(
      /^export (?:async function\*? |function |const )(\w+)(?: = (?:async )?)?\(\s*office: Office,\s*actor: Actor\b/gm,
    ),
  ].map(([, name = '']) => name),
)

test('every use-case has its row and its attempt, and every row its use-case', () => {
  expect([...Object.keys(useCases), ...Object.keys(innerSteps)].toSorted()).toEqual(found.toSorted())
  expect(Object.keys(attempts).toSorted()).toEqual(Object.keys(useCases).toSorted())
})

describe('every use-case is open to those whom the table names, and to nobody else', () => {
  let world: TestOffice
  const actors = new Map<Holder, Actor>()

  beforeAll(async () => {
    world = await openTestOffice('sqlite')
    for (const [index, holder] of holders.entries()) {
      const actor = actorOf(holder, `00000000-0000-7000-8000-00090000000${index}`, world.teamIds.nanwan)
      actors.set(holder, actor)
      const { personId: id, name, language, zone, teamId } = actor
      const at = world.office.clock.now()
      await world.office.store.db.person.create({
        data: { id, name, teamId, language, zone, createdAt: at, updatedAt: at },
      })
    }
  })
  afterAll(() => world.close())

  const subjectOf = (actor: Actor, relation: Relation): Actor =>
    ({ own: actor, team: world.actors.colleague, elsewhere: world.actors.outsider })[relation]

  it.each(Object.entries(useCases))('%s', async (name, row) => {
    const asked = await askAll(relationsOf(row), async (holder, relation) => {
      const actor = actors.get(holder)
      const attempt = attempts[name]
      if (!actor || !attempt) throw new Error(`${name} is never tried`)
      try {
        return (await attempt({ office: world.office, actor, subject: subjectOf(actor, relation) })) !== false
      } catch (error) {
        // What may not be read is not there: both are a no.
        if (error instanceof AppError && ['not_permitted', 'not_found'].includes(error.code)) return false
        throw error
      }
    })
    expect(asked).toBe(tidy(row))
  })

  it('lets nobody in whom no person stands behind', async () => {
    const stranger = { platform: 'slack', workspace: 'T0FIELD001', platformUserId: 'U0STRANGER' }
    await expect(resolveActor(world.office, stranger)).rejects.toMatchObject({ code: 'unknown_person' })
  })
})
