import { describe, expect, it } from 'vitest'
import { NotFound, NotPermitted, UnknownPerson } from '../../src/errors.ts'
import { closeAccount, renameAccount } from '../../src/services/people/change-account.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
import { resolveActor } from '../../src/services/people/resolve-actor.ts'
import { findReachableIdentities } from '../../src/store/people.ts'
import { databases } from '../support/databases.ts'
import { platform, usePeopleOffice, user, workspace } from './people-office.ts'

describe.each(databases)('people on %s', (provider) => {
  const { opened, db, identityOf } = usePeopleOffice(provider)

  describe('a platform’s user', () => {
    it('is the person that the identity is linked to, with their roles and the teams below', async () => {
      const { office, actors, teamIds } = opened()
      const actor = await resolveActor(office, { platform, workspace, platformUserId: 'U0DIRECTOR' })
      expect(actor).toEqual(actors.director)
      expect(actor.grants[0]?.teamIds.toSorted()).toEqual(Object.values(teamIds).toSorted())
    })

    it('is linked at first sight by an e-mail that one colleague has, in whatever case', async () => {
      const { office, actors } = opened()
      const actor = await resolveActor(office, user('U1NEW', ' Rep@Fieldpost.Example '))
      expect(actor.personId).toBe(actors.rep.personId)
      expect((await identityOf('U1NEW'))?.personId).toBe(actors.rep.personId)
      expect(await db().outbox.count()).toBe(0)
    })

    it('is reached by the account that they acted with last, though both were linked in one moment', async () => {
      const { office, actors, clock } = opened()
      const { personId } = actors.rep
      const ids = ['U1FIRST', 'U1SECOND']
      for (const id of ids) await resolveActor(office, user(id, 'rep@fieldpost.example'))
      const reached = async () =>
        (await findReachableIdentities(db(), [personId])).get(personId)?.platformUserId
      for (const id of [...ids, ...ids.toReversed(), ...ids]) {
        await resolveActor(office, user(id))
        expect(await reached()).toBe(id)
        clock.advance(-1_000)
      }
    })

    it('whom nobody knows is refused, and the administrators hear of them once', async () => {
      const { office, actors } = opened()
      for (let i = 0; i < 3; i += 1) {
        await expect(resolveActor(office, user('U1WHO', 'who@elsewhere.example'))).rejects.toThrow(
          UnknownPerson,
        )
      }
      const told = await db().outbox.findMany()
      expect(told.map((m) => m.target)).toEqual([`person:${actors.admin.personId}`])
      expect(JSON.stringify(told[0]?.card)).toContain('who@elsewhere.example')
      expect(await identityOf('U1WHO')).toMatchObject({ personId: null, displayName: '方晴' })
    })

    it('of a workspace with the same id in another is somebody else', async () => {
      const stranger = { ...user('U0REP'), workspace: 'T0OTHER' }
      await expect(resolveActor(opened().office, stranger)).rejects.toThrow(UnknownPerson)
    })

    it('who has left is refused', async () => {
      const { office, actors } = opened()
      await db().person.update({ where: { id: actors.rep.personId }, data: { isActive: false } })
      await expect(resolveActor(office, user('U0REP'))).rejects.toThrow(UnknownPerson)
      await expect(resolveActor(office, user('U1BACK', 'rep@fieldpost.example'))).rejects.toThrow(
        UnknownPerson,
      )
      expect(await findActor(office, actors.rep.personId)).toBeUndefined()
    })

    it('comes in once an administrator has said who it is, and is welcomed', async () => {
      const { office, actors } = opened()
      await resolveActor(office, user('U1WHO')).catch(() => undefined)
      const link = { platform, workspace, platformUserId: 'U1WHO', personId: actors.outsider.personId }
      await expect(linkPerson(office, actors.director, link)).rejects.toThrow(NotPermitted)
      const elsewhere = { role: 'admin', teamIds: [opened().teamIds.nanwan] } as const
      const ofNanwan = { ...actors.rep, grants: [elsewhere] }
      await expect(linkPerson(office, ofNanwan, link)).rejects.toThrow(NotPermitted)
      const nobody = '0192f0c1-0000-7000-8000-000000000000'
      await expect(linkPerson(office, actors.admin, { ...link, personId: nobody })).rejects.toThrow(NotFound)
      await expect(linkPerson(office, actors.admin, { ...link, platformUserId: 'U1NONE' })).rejects.toThrow(
        NotFound,
      )
      await linkPerson(office, actors.admin, { ...link, helpWord: '/here help' })
      expect((await resolveActor(office, user('U1WHO'))).personId).toBe(actors.outsider.personId)
      const welcome = await db().outbox.findMany({ where: { target: `person:${actors.outsider.personId}` } })
      expect(welcome.map((m) => (m.card as { title: string }).title)).toEqual([
        expect.stringMatching(/^[ -~]+陆思远/),
      ])
      expect(JSON.stringify(welcome[0]?.card)).toContain('Type /here help to see')
      expect(JSON.stringify(welcome[0]?.card)).toContain('You can file: Weekly plan, Weekly report,')
      // Of somebody who files no plans only what they may.
      await linkPerson(office, actors.admin, { ...link, personId: actors.director.personId })
      const target = `person:${actors.director.personId}`
      const { card } = await db().outbox.findFirstOrThrow({ where: { target } })
      expect(JSON.stringify(card)).toContain('现在可以提交：请假。需要您处理的')
    })
  })

  describe('an account', () => {
    const account = (platformUserId: string) => ({ platform, workspace, platformUserId })
    const linkAs = async (platformUserId: string) => {
      const { office, actors } = opened()
      await resolveActor(office, user(platformUserId)).catch(() => undefined)
      await linkPerson(office, actors.admin, {
        ...account(platformUserId),
        personId: actors.outsider.personId,
      })
    }

    it('that is gone lets nobody in, not even whoever is given its name', async () => {
      await linkAs('U1GONE')
      await closeAccount(opened().office, account('U1GONE'))
      await closeAccount(opened().office, account('U1GONE'))
      await expect(resolveActor(opened().office, user('U1GONE'))).rejects.toThrow(UnknownPerson)
    })

    it('that is renamed stays its person’s, and never takes another’s', async () => {
      const { office, actors } = opened()
      await linkAs('U1OLD')
      await renameAccount(office, account('U1OLD'), 'U1YOUNG')
      expect((await resolveActor(office, user('U1YOUNG'))).personId).toBe(actors.outsider.personId)
      await renameAccount(office, account('U1YOUNG'), 'U0REP')
      expect((await identityOf('U0REP'))?.personId).toBe(actors.rep.personId)
      expect((await identityOf('U1YOUNG'))?.personId).toBe(actors.outsider.personId)
    })
  })
})
