import { describe, expect, it } from 'vitest'
import { useSlackWorld } from './slack-world.ts'

/** Nothing is ever noted as done, as when the process dies: what was kept stays there to be read. */
const world = useSlackWorld({ wrapInbox: (inbox) => ({ ...inbox, done: async () => undefined }) })
const as = (handle: string) => world().slack.as(handle)

const hold = async (count: number) => {
  const { office, slack, deliver } = world()
  await slack.idle()
  expect(await office.store.db.inbox.count()).toBe(count)
  await deliver()
  await slack.idle()
}

/** All that the database and the log hold of it. */
async function readEverything(): Promise<string> {
  const { office, logged } = world()
  const { inbox, draft, outbox, event } = office.store.db
  const rows = await Promise.all([inbox.findMany(), draft.findMany(), outbox.findMany(), event.findMany()])
  return JSON.stringify(rows) + logged.join('')
}

describe('who a patient is, written to the bot', () => {
  it.each([
    ['患者：王小花\n电话随访'],
    ['今天拜访了康民诊所 老客户 20分钟\n患者姓名：王小花 <女>'],
    ['王小花 138 1234 5678 下周来'],
    ['今天拜访了康民诊所 王小花 13812345678'],
  ])('is told where it belongs, and neither kept nor logged: %s', async (text) => {
    const { db } = world().office.store
    await db.inbox.deleteMany()
    await as('rep').say(text)
    await hold(1)
    await as('rep').message({ contains: '没有保留' })
    expect(await readEverything()).not.toMatch(/王小花|1381234|138 1234/)
  })

  it('is left out of what is logged, said behind a command or without', async () => {
    const { db } = world().office.store
    await db.inbox.deleteMany()
    await as('colleague').say('今天拜访了康民诊所 老客户 25分钟\n患者：王小花')
    await hold(1)
    await as('colleague').message({ contains: '康民诊所' })
    await as('colleague').command('/log', '拜访同和药房 老客户 35分钟，患者：王小花')
    await as('colleague').message({ ephemeral: true, contains: '安全页面' })
    await hold(2)
    await as('colleague').message({ contains: '同和药房' })
    expect(await db.inbox.count()).toBe(2)
    expect(await readEverything()).not.toContain('王小花')
  })
})
