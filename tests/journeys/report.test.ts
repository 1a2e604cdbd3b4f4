import { describe, expect, it } from 'vitest'
import type { ActorModal } from '../../sandbox/client.ts'
import { fillAndSend, pressAndSay, send } from './support/file-records.ts'
import { awaitMessage } from './support/find-messages.ts'
import { logLine } from './support/log-line.ts'
import { useWorld } from './world.ts'

describe('the weekly report', () => {
  const world = useWorld('sqlite', { start: '2026-11-13T02:00:00Z', without: ['清溪二组'] })
  const as = (handle: string) => world().slack.as(handle)

  it('begins with a plan that is approved on Friday', async () => {
    const [chen, lin] = [as('chen'), as('lin')]
    await chen.command('/plan')
    await (await chen.modal()).fill({ 本周目标: '签下两家诊所' })
    for (const [index, customer, purpose] of [
      [0, '康民', '送合同'],
      [1, '同和', '盘点'],
      [2, '仁爱', '介绍新品'],
    ] as const) {
      await (await chen.modal()).press('＋ 添加：计划拜访')
      const modal = await chen.modal({ contains: `计划拜访 ${index + 1}` })
      await modal.fill({
        [`visits:${index}:customer`]: { search: customer },
        [`visits:${index}:purpose`]: purpose,
      })
    }
    await fillAndSend(chen, { '新客户拜访（个）': '4' })
    await (await awaitMessage(lin, ['周计划', '待审批', '盘点'])).press('批准')
    await awaitMessage(chen, ['周计划', '已批准'])
  })

  it('is filled in from that plan and from the log of the week', async () => {
    const chen = as('chen')
    await world().goTo('2026-11-18T08:00:00Z')
    await (await logLine(chen, '拜访康民诊所 老客户 30分钟')).press('确认')
    await awaitMessage(chen, ['已记录 1 条'])
    await (await logLine(chen, '电话 附院 10分钟')).press('确认')
    await awaitMessage(chen, ['电话 1/4'])
    await world().goTo('2026-11-20T06:00:00Z')
    await chen.command('/report')
    const form = await chen.modal()
    expect(form.title).toContain('周报')
    expect(form.words).toContain('2026年第47周')
    const values = JSON.stringify(form.values)
    for (const planned of ['送合同', '盘点', '介绍新品']) expect(values).toContain(planned)
    expect(chosen(form, 'items:0:outcome')).toBe('done')
    expect(chosen(form, 'items:1:outcome')).not.toBe('done')
    expect(form.values.summary?.text?.value).toMatch(/1/)
    await form.fill({ 'items:1:outcome': '结转', 'items:2:outcome': '未完成', 下周重点: '同和的盘点' })
    await send(chen)
    await awaitMessage(as('lin'), ['周报', '待批阅', '结转'])
  })

  it('is sent back, mended with the text kept, and reviewed with a comment', async () => {
    const [chen, lin] = [as('chen'), as('lin')]
    const asked = await awaitMessage(lin, ['周报', '待批阅'])
    await pressAndSay(lin, asked, '退回', { 退回原因: '仁爱为什么没去？' })
    const returned = await awaitMessage(chen, ['周报', '已退回', '仁爱为什么没去？'])
    await returned.press('修改')
    const again = await chen.modal()
    expect(chosen(again, 'items:1:outcome')).toBe('carried')
    await again.fill({ 'items:2:note': '对方停诊' })
    await send(chen)
    const mended = await awaitMessage(lin, ['周报', '待批阅', '对方停诊'])
    expect(mended.ts).toBe(asked.ts)
    await pressAndSay(lin, mended, '批阅', { 批语: '下周先把同和做完' })
    await awaitMessage(chen, ['周报', '已批阅', '下周先把同和做完'])
  })

  it('sends what is carried over into the next plan', async () => {
    const chen = as('chen')
    await chen.command('/plan')
    const form = await chen.modal()
    expect(form.words).toContain('2026年第48周')
    const values = JSON.stringify(form.values)
    expect(values).toContain('赤岭同和大药房')
    expect(values).toContain('盘点')
    expect(values).not.toContain('送合同')
    expect(values).not.toContain('介绍新品')
    expect(form.values.goals?.text?.value).toContain('同和的盘点')
    await form.close()
  })
})

const chosen = (form: ActorModal, block: string): unknown => {
  const [state] = Object.values(form.values[block] ?? {})
  return (state?.selected_option as { value?: string } | undefined)?.value
}
