import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { awaitMessage, findMessages } from '../journeys/support/slack/find-messages.ts'
import { send } from '../journeys/support/slack/windows.ts'
import { useWorld } from '../journeys/world.ts'
import { createTestDatabase } from '../support/databases.ts'
import { patience } from '../support/patience.ts'
import { openSilentProxy, type SilentProxy } from '../support/silent-proxy.ts'

/** As in earnest, in their order, and short enough to be waited for. */
const waits = { connectMs: 1_500, statementMs: 2_500, silentMs: 3_000, idleMs: 2_000, deliveryMs: 1_200 }

/** The whole product on a PostgreSQL that answers nothing for a while and says so to nobody. */
describe('a PostgreSQL that falls silent', () => {
  let network: SilentProxy
  let direct = ''
  const world = useWorld('postgresql', {
    without: ['清溪二组'],
    databaseWaits: waits,
    database: async () => {
      const { url, drop } = await createTestDatabase('postgresql')
      direct = url
      const address = new URL(url)
      network = await openSilentProxy(Number(address.port))
      address.port = String(network.port)
      return {
        url: address.href,
        drop: async () => {
          await network.close()
          await drop()
        },
      }
    },
  })
  const as = (handle: string) => world().slack.as(handle)
  const isReady = async () => (await fetch(`${world().url}/readyz`)).status
  const planOf = async (goals: string) => {
    await as('chen').command('/plan')
    return (await as('chen').modal()).fill({ 本周目标: goals })
  }
  /** What the window says when it was not saved, be it at once or after "still working". */
  const awaitKept = () =>
    expect.poll(async () => (await as('chen').modal()).words, patience).toContain('您填写的内容已保留')
  const said = async (line: string) => (await as('xu').command('/log', line)).userSees ?? ''

  it('refuses what is delivered in time, keeps the form open, and goes on over new connections', async () => {
    const form = await planOf('网络沉默也不怕')
    network.fallSilent()
    expect(await isReady()).toBe(503)
    const began = performance.now()
    const refusals = await Promise.all(['10', '11', '12'].map((minutes) => said(`电话 附院 ${minutes}分钟`)))
    for (const refusal of refusals) expect(refusal).toContain('失败')
    // One batch that was under way, and theirs, each over a connection that hangs.
    expect(performance.now() - began).toBeLessThan(patience.timeout / 2)
    expect((await form.submit()).outcome).toBe('updated')
    await awaitKept()
    network.recover()
    await expect.poll(isReady, patience).toBe(200)
    await send(as('chen'))
    await awaitMessage(as('lin'), ['周计划', '网络沉默也不怕'])
    await expect.poll(() => said('电话 附院 13分钟'), patience).not.toContain('失败')
    await awaitMessage(as('xu'), ['13'])
    // Scheduler and delivery beat on as well.
    await world().goTo('2026-11-19T10:05:10Z')
    await awaitMessage(as('xu'), ['周计划 2026年第48周'])
    expect(await findMessages(as('lin'), ['周计划', '网络沉默也不怕'])).toHaveLength(1)
    for (const minutes of ['10', '11', '12'])
      expect((await findMessages(as('xu'), [`${minutes}分钟`])).length).toBeLessThanOrEqual(1)
  })

  it('refuses as well while somebody else holds a table, and saves once when it is free', async () => {
    const other = new pg.Client({ connectionString: direct })
    await other.connect()
    const hold = (table: string) => other.query(`BEGIN; LOCK TABLE "${table}"`)
    const release = () => other.query('COMMIT')

    await hold('Inbox')
    expect(await said('电话 附院 21分钟')).toContain('失败')
    await release()
    await expect.poll(() => said('电话 附院 22分钟'), patience).not.toContain('失败')
    await awaitMessage(as('xu'), ['22分钟'])

    const form = await planOf('表被锁住也不怕')
    await hold('Record')
    expect((await form.submit()).outcome).toBe('updated')
    await awaitKept()
    await release()
    await other.end()
    await send(as('chen'))
    await awaitMessage(as('lin'), ['周计划', '表被锁住也不怕'])
    expect(await findMessages(as('lin'), ['周计划', '表被锁住也不怕'])).toHaveLength(1)
  })
})
