import { describe, expect, it } from 'vitest'
import { findActor } from '../../src/services/people/find-actor.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { databases } from '../support/databases.ts'
import { platform, usePeopleOffice } from './people-office.ts'

describe.each(databases)('people on %s', (provider) => {
  const { opened, db } = usePeopleOffice(provider)

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
