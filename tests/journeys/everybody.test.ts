import { describe, expect, it } from 'vitest'
import { patience } from '../support/patience.ts'
import { everywhere } from './support/settings.ts'
import { useWorld } from './world.ts'

describe.each(everywhere)('everybody ($team, $provider)', ({ provider, team }) => {
  const world = useWorld(provider, { team, without: ['清溪二组'] })
  const person = (handle: string) => world().person(handle)

  it('who is new is greeted kindly, and at work as soon as the administrator says who they are', async () => {
    const [wei, song] = [await world().arrive('wei', '小韦'), person('song')]
    await wei.ask('帮助')
    // Slack says it where it was asked, to them alone.
    if (wei.platform === 'slack')
      await world().slack.as('wei').message({ contains: '已通知管理员', ephemeral: true })
    else await wei.awaits('已通知管理员')
    await world().importPeople(
      '姓名,邮箱,工号,团队,角色\n韦青禾,wei.qinghe@fieldpost.example,S105,南湾一组,销售代表',
    )
    const who = await (await song.awaitsButton('对应到同事', '小韦')).asks('对应到同事')
    await (await who.fill({ 同事: '韦青禾' })).send()
    await wei.awaits('韦青禾，您好')
    const form = await wei.begin('计划')
    expect(form.words).toContain('本周目标')
    await form.leave()
    // However often somebody unknown writes, the administrator is asked once.
    expect(await song.told('小韦', '对应到同事')).toHaveLength(1)
  })

  it('finds again what was typed before something else came up, every line of it', async () => {
    const chen = person('chen')
    const form = await chen.begin('计划')
    const typed = {
      本周目标: '写到一半就放下了',
      计划拜访: { 0: { 客户: '康民', 目的: '送样品' } },
      '电话（个）': '12',
    }
    await (await form.fill(typed)).leave()
    await world().calm()
    await chen.home('未提交的草稿')
    const again = await chen.begin('计划')
    for (const part of ['写到一半就放下了', '霞湾康民诊所', '送样品', '12'])
      expect(again.words).toContain(part)
    await again.send()
    await person('lin').awaits('写到一半就放下了', '霞湾康民诊所 · 送样品')
    await expect.poll(async () => (await chen.home()).words, patience).not.toContain('未提交的草稿')
  })

  it('who answers nobody gets nothing to answer, and is refused what is not theirs to ask for', async () => {
    expect((await person('lin').awaits('写到一半就放下了')).buttons).toContain('批准')
    expect(await person('xu').told('写到一半就放下了')).toEqual([])
    const own = await person('chen').awaits('写到一半就放下了', '待审批')
    expect(own.buttons).not.toContain('批准')
  })

  it('decides once however often they press', async () => {
    const card = await person('lin').awaitsButton('批准', '写到一半就放下了')
    await Promise.all([card.press('批准'), card.press('批准')])
    await person('chen').awaits('写到一半就放下了', '已批准')
    expect(await person('lin').told('出了点问题')).toEqual([])
  })
})
