import { expect } from 'vitest'
import type { Person } from './person.ts'

/** Filed by the rep, returned with a reason, mended with the text kept, approved. */
export async function tellPlanStory(chen: Person, lin: Person): Promise<void> {
  const form = await chen.begin('计划')
  expect(form.words).toContain('2026年第48周')
  const filled = await form.fill({
    本周目标: '回访南湾一院骨科\n新开发两家诊所',
    '新客户拜访（个）': '4',
  })
  await filled.send()

  const asked = await lin.awaitsButton('批准', '待审批', '回访南湾一院骨科')
  const why = await asked.asks('退回')
  await (await why.fill({ 退回原因: '请写清拜访哪几家' })).send()

  const returned = await chen.awaitsButton('修改', '已退回', '请写清拜访哪几家')
  // An edited card rings for nobody: a line of its own does.
  await returned.rings('林知夏：退回', '请写清拜访哪几家')
  const again = await returned.asks('修改')
  expect(again.words).toContain('新开发两家诊所')
  const changed = await again.fill({ 本周目标: '回访南湾一院骨科\n新开发：康民诊所、和平诊所' })
  await changed.send()

  const mended = await lin.awaitsButton('批准', '待审批', '和平诊所')
  await mended.rings('陈小满：修改', '轮到您：批准')
  await mended.press('批准')
  await chen.awaits('周计划', '已批准')
  const approved = await lin.awaits('周计划', '已批准')
  expect(approved.buttons).not.toContain('批准')
  if (lin.platform === 'slack') expect(new Set([asked.id, mended.id, approved.id]).size).toBe(1)
}
