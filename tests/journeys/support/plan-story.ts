import { expect } from 'vitest'
import type { SandboxClient } from '../../../sandbox/client.ts'
import { fillAndSend, pressAndSay } from './file-records.ts'
import { awaitMessage, awaitReply } from './find-messages.ts'

/** Filed by the rep, returned with a reason, mended with the text kept, approved. */
export async function tellPlanStory(slack: SandboxClient): Promise<void> {
  const [chen, lin] = [slack.as('chen'), slack.as('lin')]

  await chen.command('/plan')
  const form = await chen.modal()
  expect(form.words).toContain('2026年第48周')
  await fillAndSend(chen, { 本周目标: '回访南湾一院骨科\n新开发两家诊所', '新客户拜访（个）': '4' })

  const asked = await awaitMessage(lin, ['待审批', '回访南湾一院骨科'])
  await pressAndSay(lin, asked, '退回', { 退回原因: '请写清拜访哪几家' })

  const returned = await awaitMessage(chen, ['已退回', '请写清拜访哪几家'])
  // An edited card rings for nobody: a line in its thread does.
  await awaitReply(returned, ['林知夏：退回', '请写清拜访哪几家'])
  await returned.press('修改')
  const again = await chen.modal()
  expect(JSON.stringify(again.values)).toContain('新开发两家诊所')
  await fillAndSend(chen, { 本周目标: '回访南湾一院骨科\n新开发：康民诊所、和平诊所' })

  const mended = await awaitMessage(lin, ['待审批', '和平诊所'])
  expect(mended.ts).toBe(asked.ts)
  await awaitReply(mended, ['陈小满：修改', '轮到您：批准'])
  await mended.press('批准')
  const approved = await awaitMessage(chen, ['周计划', '已批准'])
  expect(approved.ts).toBe(returned.ts)
  expect((await awaitMessage(lin, ['周计划', '已批准'])).ts).toBe(asked.ts)
}
