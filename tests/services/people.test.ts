import { beforeEach, describe, expect, it } from 'vitest'
import { NotFound, NotPermitted, UnknownPerson } from '../../src/errors.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { linkDirectory } from '../../src/services/people/link-directory.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
import { type PlatformUser, resolveActor } from '../../src/services/people/resolve-actor.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

const platform = 'slack'
const workspace = 'T0FIELD001'
const user = (platformUserId: string, email?: string): PlatformUser => ({
  platform,
  workspace,
  platformUserId,
  profile: { displayName: '方晴', ...(email ? { email } : {}) },
})

describe.each(databases)('people on %s', (provider) => {
  const opened = useTestOffice(provider)
  const db = () => opened().office.store.db
  beforeEach(async () => {
    opened().clock.set(start)
    await db().delegate.deleteMany()
    await db().identity.deleteMany({ where: { platformUserId: { startsWith: 'U1' } } })
    await db().person.updateMany({ data: { isActive: true } })
    await db().outbox.deleteMany()
  })
  const identityOf = (platformUserId: string) =>
    db().identity.findUnique({
      where: { platform_workspace_platformUserId: { platform, workspace, platformUserId } },
    })

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
    })
  })

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
  })

  describe('somebody who stands in', () => {
    const standIn = async (fromDay: string, toDay: string) => {
      const { actors } = opened()
      await db().delegate.create({
        data: {
          id: crypto.randomUUID(),
          personId: actors.supervisor.personId,
          delegateId: actors.otherSupervisor.personId,
          fromDay,
          toDay,
        },
      })
    }
    const mayAct = async () => {
      const { office, actors, teamIds } = opened()
      const actor = await findActor(office, actors.otherSupervisor.personId)
      return actor?.grants.some((g) => g.onBehalfOf !== undefined && g.teamIds.includes(teamIds.nanwan))
    }

    it('holds the roles of the other within the days named, as the policy’s zone counts them', async () => {
      const { clock } = opened()
      await standIn('2026-11-18', '2026-11-19')
      const seen: [string, boolean | undefined][] = []
      // Midnight in Shanghai is 16:00 the day before in UTC.
      for (const now of [
        '2026-11-17T15:59:59Z',
        '2026-11-17T16:00:00Z',
        '2026-11-19T15:59:59Z',
        '2026-11-19T16:00:00Z',
      ]) {
        clock.set(now)
        seen.push([now, await mayAct()])
      }
      expect(seen.map(([, may]) => may)).toEqual([false, true, true, false])
    })

    it('holds nothing for somebody who has left', async () => {
      const { actors } = opened()
      await standIn('2026-11-18', '2026-11-19')
      const setActive = (isActive: boolean) =>
        db().person.update({ where: { id: actors.supervisor.personId }, data: { isActive } })
      expect(await mayAct()).toBe(true)
      await setActive(false)
      expect(await mayAct()).toBe(false)
      await setActive(true)
    })

    it('is told as well, and may decide', async () => {
      const { office, actors } = opened()
      await standIn('2026-11-18', '2026-11-18')
      const plan = await fileRecord(office, actors.colleague, {
        type: 'weekly-plan',
        answers: { goals: '回访' },
        submissionKey: 'stand-in',
        platform,
      })
      const told = await db().outbox.findMany({ where: { slotKey: `record:${plan.id}` } })
      expect(told.map((m) => m.target).toSorted()).toEqual(
        [actors.colleague, actors.supervisor, actors.otherSupervisor]
          .map((a) => `person:${a.personId}`)
          .toSorted(),
      )
      const actor = await findActor(office, actors.otherSupervisor.personId)
      if (!actor) throw new Error('gone')
      const approval = { recordId: plan.id, revision: 1, action: 'approve', answers: {}, platform }
      expect((await changeRecord(office, actor, approval)).status).toBe('approved')
    })
  })
})
