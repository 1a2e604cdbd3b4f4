import { describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { useWorld } from './world.ts'

describe.each(databases)('the weekly plan on %s', (provider) => {
  const world = useWorld(provider)

  it('is filed by the rep, returned with a reason, mended with the text kept, and approved', async () => {
    const { slack } = world()
    const [chen, lin] = [slack.as('chen'), slack.as('lin')]

    await chen.command('/plan')
    const form = await chen.modal()
    expect(form.words).toContain('2026年第48周')
    await form.fill({ 本周目标: '回访南湾一院骨科\n新开发两家诊所', '新客户拜访（个）': '4' })
    const closed = await (await chen.modal()).submit()
    expect(closed.outcome).toBe('closed')

    const asked = await lin.message({ contains: '待审批' })
    expect(asked.words).toContain('回访南湾一院骨科')
    await asked.press('退回')
    const why = await lin.modal()
    await why.fill({ 退回原因: '请写清拜访哪几家' })
    expect((await why.submit()).outcome).toBe('closed')

    const returned = await chen.message({ contains: '请写清拜访哪几家' })
    expect(returned.words).toContain('已退回')
    await returned.press('修改')
    const again = await chen.modal()
    expect(JSON.stringify(again.values)).toContain('新开发两家诊所')
    await again.fill({ 本周目标: '回访南湾一院骨科\n新开发：康民诊所、和平诊所' })
    expect((await (await chen.modal()).submit()).outcome).toBe('closed')

    const mended = await lin.message({ contains: '和平诊所' })
    expect(mended.ts).toBe(asked.ts)
    await mended.press('批准')
    const approved = await chen.message({ contains: '已批准' })
    expect(approved.ts).toBe(returned.ts)
    expect((await lin.message({ contains: '已批准' })).ts).toBe(asked.ts)
  })
})
