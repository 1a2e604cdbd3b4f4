import { describe, expect, it } from 'vitest'
import { useSlackWorld } from '../slack/slack-world.ts'
import { databases } from '../support/databases.ts'
import { patience } from '../support/patience.ts'

/** SQLite is allowed not one page more than it has; PostgreSQL says for two tables what it says of a full disk. */
describe.each(databases)('a disk that is full, on %s', (database) => {
  const world = useSlackWorld({ database })
  const as = (handle: string) => world().slack.as(handle)
  const db = () => world().office.store.db
  const allowPages = async (pages: (has: number) => number) => {
    const { store } = world().office
    if (store.provider !== 'sqlite') throw new Error('of SQLite alone')
    await store.write((writer) => {
      writer.pragma(`max_page_count = ${pages(Number(writer.pragma('page_count', { simple: true })))}`)
    })
  }
  const onPostgres = async (statementsFor: (table: string) => string) => {
    const { store } = world().office
    if (store.provider !== 'postgresql') throw new Error('of PostgreSQL alone')
    for (const table of ['Inbox', 'Record']) await store.pool.query(statementsFor(table))
  }
  const fill = () =>
    database === 'sqlite'
      ? allowPages((has) => has)
      : onPostgres(
          (table) => `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER "full" BEFORE INSERT ON "${table}" EXECUTE FUNCTION refuse()`,
        )
  const makeRoom = () =>
    database === 'sqlite'
      ? allowPages(() => 1_000_000)
      : onPostgres((table) => `DROP TRIGGER "full" ON "${table}"`)
  /** More than what is left of any page that is half full. */
  const long = (words: string) => `${words}${'，还有很多要说的'.repeat(250)}`

  it('keeps no delivery and acknowledges none, and takes the same one once there is room', async () => {
    const { slack } = world()
    const event = {
      type: 'message',
      channel_type: 'im',
      channel: 'D1',
      user: 'U0REP',
      text: long('拜访康民诊所'),
      ts: '1763452800.000100',
      event_ts: '1763452800.000100',
    }
    const answers = async () => (await slack.traffic.find({ kind: 'event' })).map((each) => each.httpStatus)
    const taken = (where: object) => db().inbox.count({ where: { kind: 'message', ...where } })
    await fill()
    await slack.app.sendEvent(event)
    // Slack tries again at once, after a minute and after five.
    await expect.poll(answers, patience).toEqual([500, 500])
    expect(await taken({})).toBe(0)
    await makeRoom()
    await slack.clock.advance(61_000)
    await expect.poll(() => taken({ doneAt: { not: null } }), patience).toBe(1)
    expect(await answers()).toEqual([500, 500, 200])
  })

  it('saves no form and says so, with all that was typed; sent again when there is room it is saved once', async () => {
    await as('rep').command('/plan')
    const form = await (await as('rep').modal()).fill({ goals: long('本周三家医院') })
    await fill()
    expect((await form.submit()).outcome).toBe('updated')
    const kept = await as('rep').modal()
    expect(kept.words).toContain('您填写的内容已保留')
    expect(kept.values.goals?.text?.value).toBe(long('本周三家医院'))
    expect(await db().record.count()).toBe(0)
    await makeRoom()
    expect((await kept.submit()).outcome).toBe('closed')
    expect(await db().record.count()).toBe(1)
    await world().deliver()
    const cards = (await as('supervisor').messages()).filter(({ words }) => words.includes('本周三家医院'))
    expect(cards).toHaveLength(1)
  })
})
