import { describe, expect, it } from 'vitest'
import { useSlackWorld } from './slack-world.ts'

const world = useSlackWorld({ mode: 'socket' })
const as = (handle: string) => world().slack.as(handle)

describe('the bot in Socket Mode', () => {
  it('keeps, acknowledges and works deliveries as over HTTP', async () => {
    await as('rep').command('/fieldpost', 'leave')
    const modal = await as('rep').modal()
    await modal.fill({ kind: 'annual', fromDay: '2026-11-25', toDay: '2026-11-24' })
    expect((await modal.submit()).outcome).toBe('errors')
    await (await as('rep').modal()).fill({ toDay: '2026-11-26' })
    expect((await (await as('rep').modal()).submit()).outcome).toBe('closed')
    const { db } = world().office.store
    expect(await db.record.count({ where: { type: 'leave' } })).toBe(1)
    expect(await db.inbox.count()).toBeGreaterThanOrEqual(3)
  })
})
