import { describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { fillAndSend, send } from './support/file-records.ts'
import { awaitMessage, findMessages } from './support/find-messages.ts'
import { tellPlanStory } from './support/plan-story.ts'
import { useWorld } from './world.ts'

describe.each(databases)('the weekly plan on %s', (provider) => {
  const world = useWorld(provider)
  const as = (handle: string) => world().slack.as(handle)

  it('is filed by the rep, returned with a reason, mended with the text kept, and approved', () =>
    tellPlanStory(world().slack))

  it('goes to the reviewer again when it is changed after its approval', async () => {
    const [chen, lin] = [as('chen'), as('lin')]
    await (await awaitMessage(chen, ['周计划', '已批准'])).press('修改')
    await fillAndSend(chen, { '新客户拜访（个）': '5' })
    await awaitMessage(lin, ['周计划', '待审批'])
    await (await awaitMessage(lin, ['周计划', '待审批'])).press('批准')
    await awaitMessage(chen, ['周计划', '已批准'])
  })

  it('shows both versions to whose edit was overtaken by the approval, and takes the second try', async () => {
    const [xu, lin] = [as('xu'), as('lin')]
    await xu.command('/plan')
    await fillAndSend(xu, { 本周目标: '第一稿' })
    const asked = await awaitMessage(lin, ['第一稿', '待审批'])
    await (await awaitMessage(xu, ['第一稿'])).press('修改')
    await (await xu.modal()).fill({ 本周目标: '第二稿' })
    await asked.press('批准')
    await awaitMessage(xu, ['第一稿', '已批准'])
    expect((await (await xu.modal()).submit()).outcome).toBe('updated')
    const both = await xu.modal({ contains: '您填的：第二稿' })
    expect(both.words).toContain('现在是：第一稿')
    await send(xu)
    await awaitMessage(lin, ['第二稿', '待审批'])
  })

  it('is approved by one of two supervisors who press at the same moment', async () => {
    await world().importPeople(
      '姓名,邮箱,工号,团队,角色\n周以宁,zhou.yining@fieldpost.example,S201,清溪二组,主管、主管@南湾一组',
    )
    const fang = as('fang')
    await fang.command('/plan')
    await fillAndSend(fang, { 本周目标: '同时批准' })
    const cards = await Promise.all(
      ['lin', 'zhou'].map((handle) => awaitMessage(as(handle), ['同时批准', '待审批'])),
    )
    await Promise.all(cards.map((card) => card.press('批准')))
    await awaitMessage(fang, ['同时批准', '已批准', '第 2 版'])
    for (const handle of ['lin', 'zhou']) {
      await awaitMessage(as(handle), ['同时批准', '已批准', '第 2 版'])
      expect(await findMessages(as(handle), ['出了点问题'])).toEqual([])
    }
  })
})
