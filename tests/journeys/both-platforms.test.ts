import { describe, expect, it } from 'vitest'
import { patience } from '../support/patience.ts'
import { fileRecord } from './support/file-record.ts'
import { useWorld } from './world.ts'

describe('somebody with an account on both platforms', () => {
  const world = useWorld('sqlite', { team: 'mixed', onBoth: ['xu'], without: ['清溪二组'] })
  const inSlack = () => world().person('xu', 'slack')
  const inWecom = () => world().person('xu', 'wecom')
  const lin = () => world().person('lin')

  it('is told what happens where they acted last', async () => {
    await fileRecord(inWecom(), '计划', { 本周目标: '两边都用' })
    await inWecom().awaits('两边都用', '待审批')
    const why = await (await lin().awaitsButton('退回', '两边都用')).asks('退回')
    await (await why.fill({ 退回原因: '写具体一点' })).send()
    await inWecom().awaits('两边都用', '已退回')
    expect(await inSlack().told('两边都用')).toEqual([])
  })

  it('goes on with the same record on the other, and is told there from then on', async () => {
    const form = await inSlack().begin('计划')
    expect(form.words).toContain('两边都用')
    await (await form.fill({ 本周目标: '回访三家' })).send()
    await inSlack().awaits('回访三家', '待审批')
    await (await lin().awaitsButton('批准', '回访三家')).press('批准')
    await inSlack().awaits('回访三家', '已批准')
    expect(await inWecom().told('已批准')).toEqual([])
  })

  it('has nothing left on the first that says otherwise', async () => {
    const left = async () => (await inWecom().told()).filter(({ buttons }) => buttons.includes('修改'))
    await expect.poll(left, patience).toEqual([])
    const form = await (await inSlack().awaitsButton('修改', '回访三家')).asks('修改')
    await (await form.fill({ 本周目标: '回访四家' })).send()
    await inSlack().awaits('回访四家', '待审批')
    expect(await inWecom().told('回访四家')).toEqual([])
  })

  it('is wished a good morning once', async () => {
    await world().goTo('2026-11-19T01:15:10Z')
    const mornings = [...(await inSlack().told('早上好')), ...(await inWecom().told('早上好'))]
    expect(mornings).toHaveLength(1)
  })
})
