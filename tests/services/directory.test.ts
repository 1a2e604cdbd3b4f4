import { beforeEach, describe, expect, it } from 'vitest'
import { NotPermitted } from '../../src/errors.ts'
import type { Card } from '../../src/forms/card.ts'
import { linkDirectory } from '../../src/services/people/link-directory.ts'
import { linkNamesakes } from '../../src/services/people/link-namesakes.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
import { type PlatformUser, resolveActor } from '../../src/services/people/resolve-actor.ts'
import { databases } from '../support/databases.ts'
import { platform, usePeopleOffice, user, workspace } from './people-office.ts'

describe.each(databases)('people on %s', (provider) => {
  const { opened, db, identityOf } = usePeopleOffice(provider)

  describe('a directory', () => {
    it('links those whose e-mail one colleague has, once, and leaves the others alone', async () => {
      const { office, actors } = opened()
      const users = [
        user('U1CLERK', 'CLERK@fieldpost.example'),
        user('U1ELSE', 'else@elsewhere.example'),
        user('U1MUTE'),
      ]
      expect(await linkDirectory(office, users)).toBe(1)
      expect(await linkDirectory(office, users)).toBe(0)
      expect((await identityOf('U1CLERK'))?.personId).toBe(actors.clerk.personId)
      expect([await identityOf('U1ELSE'), await identityOf('U1MUTE')]).toEqual([null, null])
      expect(await db().outbox.count()).toBe(0)
    })

    it('does not undo what an administrator has linked', async () => {
      const { office, actors } = opened()
      await resolveActor(office, user('U1SHARED')).catch(() => undefined)
      const link = { platform, workspace, platformUserId: 'U1SHARED', personId: actors.finance.personId }
      await linkPerson(office, actors.admin, link)
      expect(await linkDirectory(office, [user('U1SHARED', 'clerk@fieldpost.example')])).toBe(0)
      expect((await identityOf('U1SHARED'))?.personId).toBe(actors.finance.personId)
    })

    it('links whose account is their employee number', async () => {
      const { office, actors } = opened()
      await db().person.update({ where: { id: actors.clerk.personId }, data: { employeeNo: 's003' } })
      await db().identity.deleteMany({ where: { platformUserId: 'S003' } })
      expect(await linkDirectory(office, [user('S003')])).toBe(1)
      expect((await identityOf('S003'))?.personId).toBe(actors.clerk.personId)
    })

    describe('that tells but names', () => {
      const elsewhere = { platform: 'quiet', workspace: 'corp' }
      const named = (platformUserId: string, displayName: string): PlatformUser => ({
        ...elsewhere,
        platformUserId,
        profile: { displayName, department: '销售部' },
      })
      const proposals = async () =>
        (await db().outbox.findMany({ where: { dedupeKey: { startsWith: 'namesakes:' } } })).map(
          (m) => m.card as unknown as Card,
        )
      const seenOf = (card: Card | undefined) => {
        const [button] = card?.buttons ?? []
        if (!button || !('press' in button) || button.press.do !== 'link-namesakes')
          throw new Error('no press')
        return button.press
      }
      const nameOf = async (personId: string) =>
        (await db().person.findUniqueOrThrow({ where: { id: personId } })).name
      beforeEach(() => db().identity.deleteMany({ where: { platform: 'quiet' } }))

      it('proposes the pairs to the administrators once, and links nobody by itself', async () => {
        const { office, actors } = opened()
        const users = [named('a1', await nameOf(actors.rep.personId)), named('a2', '某位同事')]
        for (let times = 0; times < 2; times += 1) expect(await linkDirectory(office, users)).toBe(0)
        const [card, ...more] = await proposals()
        expect(more).toEqual([])
        expect(JSON.stringify(card)).toContain('a1')
        expect(JSON.stringify(card)).not.toContain('a2')
        expect(
          await db().identity.findMany({ where: { platform: 'quiet', personId: { not: null } } }),
        ).toEqual([])
        expect(await db().identity.count({ where: { platform: 'quiet' } })).toBe(1)
      })

      it('links what the administrator saw, welcomes them, and refuses everybody else', async () => {
        const { office, actors } = opened()
        const users = [
          named('a1', await nameOf(actors.rep.personId)),
          named('a3', await nameOf(actors.clerk.personId)),
        ]
        await linkDirectory(office, users)
        const press = seenOf((await proposals())[0])
        await expect(linkNamesakes(office, actors.director, press)).rejects.toThrow(NotPermitted)
        const card = await linkNamesakes(office, actors.admin, press)
        expect(card.title).toContain('2')
        const linked = await db().identity.findMany({
          where: { platform: 'quiet' },
          orderBy: { platformUserId: 'asc' },
        })
        expect(linked.map(({ personId }) => personId)).toEqual([actors.rep.personId, actors.clerk.personId])
        expect(await db().outbox.count({ where: { dedupeKey: { startsWith: 'welcome:quiet' } } })).toBe(2)
        // Pressed again there is nothing left of it.
        expect((await linkNamesakes(office, actors.admin, press)).sections).toBeUndefined()
      })

      it('is looked at again as soon as an administrator can be told', async () => {
        const { office, actors } = opened()
        const linked: string[] = []
        const heard = { ...office, adminLinked: () => void linked.push('again') }
        const emailOf = async (personId: string) =>
          (await db().person.findUniqueOrThrow({ where: { id: personId } })).email ?? ''
        await resolveActor(heard, user('U1REP', await emailOf(actors.rep.personId)))
        expect(linked).toEqual([])
        await resolveActor(heard, user('U1ADMIN', await emailOf(actors.admin.personId)))
        expect(linked).toEqual(['again'])
        await linkDirectory(heard, [user('U1ADMIN2', await emailOf(actors.admin.personId))])
        expect(linked).toEqual(['again', 'again'])
      })

      it('links nobody when the list is no longer the one that was seen', async () => {
        const { office, actors } = opened()
        await linkDirectory(office, [named('a1', await nameOf(actors.rep.personId))])
        const press = seenOf((await proposals())[0])
        await linkDirectory(office, [named('a3', await nameOf(actors.clerk.personId))])
        await linkNamesakes(office, actors.admin, press)
        expect(await db().identity.count({ where: { platform: 'quiet', personId: { not: null } } })).toBe(0)
        expect(await proposals()).toHaveLength(2)
      })

      it('proposes nobody whose name two bear', async () => {
        const { office, actors } = opened()
        const name = await nameOf(actors.rep.personId)
        await linkDirectory(office, [named('a1', name), named('a4', ` ${name}`)])
        expect(await proposals()).toEqual([])
      })
    })
  })
})
