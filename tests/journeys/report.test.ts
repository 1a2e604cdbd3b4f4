import { describe, expect, it } from 'vitest'
import { onEachPlatform } from './support/settings.ts'
import { useWorld } from './world.ts'

describe.each(onEachPlatform)('the weekly report ($team, $provider)', ({ provider, team }) => {
  const world = useWorld(provider, { team, start: '2026-11-13T02:06:00Z', without: ['清溪二组'] })
  const person = (handle: string) => world().person(handle)

  it('begins with a plan that is approved on Friday', async () => {
    const [chen, lin] = [person('chen'), person('lin')]
    const form = await chen.begin('计划')
    const filled = await form.fill({
      本周目标: '签下两家诊所',
      计划拜访: {
        0: { 客户: '康民', 目的: '送合同' },
        1: { 客户: '同和', 目的: '盘点' },
        2: { 客户: '仁爱门诊', 目的: '介绍新品' },
      },
      '新客户拜访（个）': '4',
    })
    await filled.send()
    await (await lin.awaitsButton('批准', '周计划', '待审批', '盘点')).press('批准')
    await chen.awaits('周计划', '已批准')
  })

  it('is filled in from that plan and from the log of the week', async () => {
    const chen = person('chen')
    await world().goTo('2026-11-18T08:06:00Z')
    await (await chen.log('拜访康民诊所 老客户 30分钟')).press('确认')
    await chen.awaits('已记录 1 条')
    await (await chen.log('电话 附院 10分钟')).press('确认')
    await chen.awaits('电话 1/4')
    await world().goTo('2026-11-20T06:06:00Z')
    const form = await chen.begin('周报')
    for (const part of ['周报', '2026年第47周']) expect(form.words).toContain(part)
    const [contract, stock, product] = form.lines('计划完成情况')
    expect(contract).toMatch(/送合同.*完成/)
    expect(contract).not.toContain('未完成')
    expect(stock).toMatch(/盘点/)
    expect(stock).not.toMatch(/(?<!未)完成/)
    expect(product).toMatch(/介绍新品/)
    expect(form.words).toContain('本周拜访新客户 0 次、老客户 1 次，电话 1 个，外勤 1 天。')
    const filled = await form.fill({
      计划完成情况: { 1: { 结果: '结转' }, 2: { 结果: '未完成' } },
      下周重点: '同和的盘点',
    })
    await filled.send()
    await person('lin').awaits('周报', '待批阅', '结转')
  })

  it('is sent back, mended with the text kept, and reviewed with a comment', async () => {
    const [chen, lin] = [person('chen'), person('lin')]
    const asked = await lin.awaitsButton('退回', '周报', '待批阅')
    await (await (await asked.asks('退回')).fill({ 退回原因: '仁爱为什么没去？' })).send()
    const returned = await chen.awaitsButton('修改', '周报', '已退回', '仁爱为什么没去？')
    const again = await returned.asks('修改')
    expect(again.lines('计划完成情况')[1]).toContain('结转')
    await (await again.fill({ 计划完成情况: { 2: { 说明: '对方停诊' } } })).send()
    const mended = await lin.awaitsButton('批阅', '周报', '待批阅', '对方停诊')
    if (lin.platform === 'slack') expect(mended.id).toBe(asked.id)
    await (await (await mended.asks('批阅')).fill({ 批语: '下周先把同和做完' })).send()
    await chen.awaits('周报', '已批阅')
    await chen.awaits('周报', '下周先把同和做完')
  })

  it('sends what is carried over into the next plan', async () => {
    const form = await person('chen').begin('计划')
    expect(form.words).toContain('2026年第48周')
    const [stock, ...more] = form.lines('计划拜访')
    expect(stock).toContain('赤岭同和大药房')
    expect(stock).toContain('盘点')
    expect(more).toEqual([])
    expect(form.words).toContain('同和的盘点')
    await form.leave()
  })
})
