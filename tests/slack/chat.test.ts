import { beforeEach, describe, expect, it } from 'vitest'
import { useSlackWorld } from './slack-world.ts'

const world = useSlackWorld()
const as = (handle: string) => world().slack.as(handle)
const inbox = () => world().office.store.db.inbox.findMany({ where: { kind: 'message' } })
const settle = async () => {
  await world().slack.idle()
  await world().deliver()
  await world().slack.idle()
}

describe('what people write to the bot', () => {
  beforeEach(async () => void (await world().office.store.db.inbox.deleteMany()))

  it('is read as a line of their log where it is one', async () => {
    await as('rep').say('今天拜访了康民诊所 新客户 30分钟')
    await settle()
    const card = await as('rep').message({ contains: '请确认日志' })
    expect(card.words).toContain('康民诊所')
    await card.press('确认')
    await as('rep').message({ contains: '已记录 1 条' })
    expect(await world().office.store.db.activity.count()).toBe(1)
  })

  it('is answered kindly where it is something else, with where to look', async () => {
    const answers: string[] = []
    for (const text of ['你好', '怎么拜访南湾一院？', '周报', 'x'.repeat(3500)]) {
      await as('colleague').say(text)
      await settle()
      answers.push((await as('colleague').messages()).at(-1)?.words ?? '')
    }
    for (const words of answers) expect(words).toContain('直接写一句就能记日志')
    for (const words of answers) expect(words).toContain('/fieldpost help')
    // A command's word gets its button besides.
    expect(answers.map((words) => words.includes('周报'))).toEqual([false, false, true, false])
    expect(await as('colleague').messages()).toHaveLength(8)
  })

  it('is no log line of somebody who logs nothing', async () => {
    await as('finance').say('今天拜访了康民诊所 新客户 30分钟')
    await settle()
    expect((await as('finance').messages()).at(-1)?.words).toContain('/fieldpost help')
  })

  it('is answered once, and never by answering its own answer', async () => {
    await as('outsider').say('hello')
    await settle()
    await settle()
    const said = await as('outsider').messages()
    expect(said.map((m) => m.words.includes('/fieldpost help'))).toEqual([false, true])
    expect(await inbox()).toHaveLength(1)
  })
})
