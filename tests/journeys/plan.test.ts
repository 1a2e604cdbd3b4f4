import { describe, expect, it } from 'vitest'
import { fileRecord } from './support/file-record.ts'
import { tellPlanStory } from './support/plan-story.ts'
import { whereWritesMeet } from './support/settings.ts'
import { useWorld } from './world.ts'

const settings = [
  ...whereWritesMeet,
  { team: 'mixed, the other way round', provider: 'sqlite' },
  { team: 'smart-bot', provider: 'sqlite' },
] as const

describe.each(settings)('the weekly plan ($team, $provider)', ({ provider, team }) => {
  const world = useWorld(provider, { team })
  const person = (handle: string) => world().person(handle)

  it('is filed by the rep, returned with a reason, mended with the text kept, and approved', () =>
    tellPlanStory(person('chen'), person('lin')))

  it('goes to the reviewer again when it is changed after its approval', async () => {
    const [chen, lin] = [person('chen'), person('lin')]
    const approved = await chen.awaitsButton('修改', '周计划', '已批准')
    const form = await approved.asks('修改')
    await (await form.fill({ '新客户拜访（个）': '5' })).send()
    await (await lin.awaitsButton('批准', '周计划', '待审批')).press('批准')
    await chen.awaits('周计划', '已批准')
  })

  it('shows both versions to whose edit was overtaken by the approval, and takes the second try', async () => {
    const [xu, lin] = [person('xu'), person('lin')]
    await fileRecord(xu, '计划', { 本周目标: '第一稿' })
    const asked = await lin.awaitsButton('批准', '第一稿', '待审批')
    const form = await (await xu.awaitsButton('修改', '第一稿')).asks('修改')
    const typed = await form.fill({ 本周目标: '第二稿' })
    await asked.press('批准')
    await xu.awaits('第一稿', '已批准')
    const both = await typed.sendOvertaken()
    expect(both.words).toContain('您填的：第二稿')
    expect(both.words).toContain('现在是：第一稿')
    await both.send()
    await lin.awaitsButton('批准', '第二稿', '待审批')
  })

  it('is approved by one of two supervisors who press at the same moment', async () => {
    await world().importPeople(
      '姓名,邮箱,工号,团队,角色\n周以宁,zhou.yining@fieldpost.example,S201,清溪二组,主管、主管@南湾一组',
    )
    const fang = person('fang')
    await fileRecord(fang, '计划', { 本周目标: '同时批准' })
    const cards = await Promise.all(
      ['lin', 'zhou'].map((handle) => person(handle).awaitsButton('批准', '同时批准', '待审批')),
    )
    await Promise.all(cards.map((card) => card.press('批准')))
    await fang.awaits('同时批准', '已批准')
    for (const handle of ['lin', 'zhou']) {
      await person(handle).awaits('同时批准', '已批准')
      expect(await person(handle).told('同时批准', '出了点问题')).toEqual([])
    }
  })
})
