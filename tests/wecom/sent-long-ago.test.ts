import { describe, expect, it } from 'vitest'
import { createSandboxClient } from '../../sandbox/client.ts'
import { msPerHour } from '../../src/clock.ts'
import type { Card } from '../../src/forms/card.ts'
import { databases } from '../support/databases.ts'
import { useWecomOffice } from './wecom-office.ts'

/** WeCom knows a message for the same for four hours at most (90236), and no task id may come twice (101032). */
describe.each(databases)('a card whose receipt was lost, on %s', (provider) => {
  const world = useWecomOffice(provider)
  const press = { do: 'act', recordId: 'r1', revision: 1, action: 'approve' } as const
  const card: Card = { title: '一稿', buttons: [{ label: '批准', tone: 'primary', press }] }
  const chat = async () => (await world().wecom.as('lin').messages()).map(({ words }) => words)
  const states = () => world().office.store.db.outbox.findMany({ select: { state: true, error: true } })
  const deliverAfter = async (ms: number) => {
    const { deliver, clock, config } = world()
    await createSandboxClient(new URL(config.apiUrl).origin).clock.advance(ms)
    clock.advance(ms)
    await deliver()
  }
  const sentAndSentAgainAfter = async (ms: number) => {
    const { say, actors, wecom } = world()
    await wecom.faults.add({ on: 'api', method: 'message/send', effect: 'drop-after' })
    await say({ to: { personId: actors.supervisor.personId }, slotKey: 'record:r1', card })
    await deliverAfter(ms)
    expect(await states()).toEqual([{ state: 'sent', error: null }])
  }

  it('comes once when it is sent again soon', async () => {
    await sentAndSentAgainAfter(msPerHour)
    expect(await chat()).toEqual(['一稿\n批准'])
  })

  it('is sent anew when nobody could for hours, and not given up for the id that it had', async () => {
    await sentAndSentAgainAfter(5 * msPerHour)
    expect(await chat()).toEqual(['一稿\n批准', '一稿\n批准'])
  })

  const diesBeforeNoting = async () => {
    const { office, clock } = world()
    const { db } = office.store
    await db.outbox.updateMany({ data: { state: 'claimed', nextAt: clock.now(), claimedBy: 'who is dead' } })
    await db.sentMessage.deleteMany()
  }

  it('is sent anew once, also when the process dies before it has noted that', async () => {
    await sentAndSentAgainAfter(5 * msPerHour)
    await diesBeforeNoting()
    await deliverAfter(msPerHour / 2)
    expect(await chat()).toEqual(['一稿\n批准', '一稿\n批准'])
    expect(await states()).toEqual([{ state: 'sent', error: null }])
  })

  it('is not given up however often that happens', async () => {
    await sentAndSentAgainAfter(5 * msPerHour)
    for (let time = 0; time < 6; time += 1) {
      await diesBeforeNoting()
      await deliverAfter(5 * msPerHour)
    }
    expect(await states()).toEqual([{ state: 'sent', error: null }])
  })
})
