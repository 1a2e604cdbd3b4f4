import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'
import { startTemporaryPostgres, type TemporaryPostgres } from '../../tools/database/temporary-postgres.ts'
import { awaitMessage, findMessages } from '../journeys/support/slack/find-messages.ts'
import { send } from '../journeys/support/slack/windows.ts'
import { useWorld } from '../journeys/world.ts'
import { patience } from '../support/patience.ts'

/** The whole product on a PostgreSQL that is restarted, or cuts every connection as a fail-over does. */
describe('a PostgreSQL that goes away', () => {
  let server: TemporaryPostgres
  const world = useWorld('postgresql', {
    without: ['清溪二组'],
    database: async () => {
      server = await startTemporaryPostgres()
      const url = server.urlOf('postgres')
      await migrate(url)
      return { url, drop: server.stop }
    },
  })
  const as = (handle: string) => world().slack.as(handle)
  const isReady = async () => (await fetch(`${world().url}/readyz`)).status

  it('keeps nothing meanwhile and acknowledges nothing, and goes on by itself', async () => {
    const chen = as('chen')
    await chen.command('/plan')
    const form = await (await chen.modal()).fill({ 本周目标: '重启也不怕' })
    await server.shutDown()
    expect(await isReady()).toBe(503)
    expect((await form.submit()).outcome).toBe('updated')
    const kept = await chen.modal()
    expect(kept.words).toContain('您填写的内容已保留')
    expect((await as('xu').command('/log', '电话 附院 10分钟')).userSees).toContain('失败')
    await server.startAgain()
    await expect.poll(isReady, patience).toBe(200)
    await send(chen)
    await awaitMessage(as('lin'), ['周计划', '重启也不怕'])
    // Scheduler and delivery beat on as well.
    await world().goTo('2026-11-19T10:05:10Z')
    await awaitMessage(as('xu'), ['周计划 2026年第48周'])
    expect(await findMessages(as('lin'), ['周计划', '重启也不怕'])).toHaveLength(1)
  })

  it('cuts every connection again and again: what was acknowledged is there once, and the process lives', async () => {
    const admin = new pg.Client({ connectionString: server.urlOf('template1') })
    await admin.connect()
    let cuts = 0
    const cutAll = async () => {
      const cut = await admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fieldpost'",
      )
      cuts += cut.rowCount ?? 0
    }
    const lines = Array.from({ length: 8 }, (_, n) => `电话 附院 ${n + 20}分钟`)
    const acknowledged: string[] = []
    const isOver = new AbortController()
    const cutting = (async () => {
      while (!isOver.signal.aborted) {
        await cutAll()
        await new Promise((resolve) => setTimeout(resolve, 60))
      }
    })()
    for (const line of lines) {
      if ((await as('xu').command('/log', line)).outcome === 'acked') acknowledged.push(line)
    }
    isOver.abort()
    await cutting
    await admin.end()
    expect(cuts).toBeGreaterThan(10)
    expect(acknowledged.length).toBeGreaterThan(0)
    // What could not be worked is tried again by the clock; turned faster than the work it would end each claim.
    const cardsOf = async (line: string) => (await findMessages(as('xu'), [line.slice(-4)])).length
    for (const line of acknowledged) {
      const come = async () => {
        const count = await cardsOf(line)
        if (count === 0) await world().slack.clock.advance(61_000)
        return count
      }
      await expect.poll(come, { timeout: 60_000, interval: 4_000 }).toBe(1)
    }
    await world().slack.idle()
    // What was kept although the answer of the database was lost comes as well, and once.
    for (const line of lines) expect(await cardsOf(line)).toBeLessThanOrEqual(1)
  })
})
