import { beforeEach, describe, expect, it } from 'vitest'
import { patience } from '../support/patience.ts'
import { awaitMessage, findMessages } from './support/slack/find-messages.ts'
import { logLine } from './support/slack/log-line.ts'
import { fillAndSend, send } from './support/slack/windows.ts'
import { useWorld } from './world.ts'

describe('when Slack is in trouble', () => {
  const world = useWorld('sqlite')
  const as = (handle: string) => world().slack.as(handle)
  const later = (seconds: number) => world().slack.clock.advance(seconds * 1000)
  beforeEach(() => world().slack.faults.clear())

  it('a card that Slack refuses for a while comes in the end, and once', async () => {
    const { slack } = world()
    await slack.faults.add({ on: 'api', method: 'chat.postMessage', effect: 'http-500', times: 4 })
    const chen = as('chen')
    await chen.command('/plan')
    await fillAndSend(chen, { 本周目标: '风浪里的计划' })
    const arrived = async () => {
      await later(5)
      return (await findMessages(as('lin'), ['风浪里的计划'])).length
    }
    await expect.poll(arrived, { ...patience, interval: 300 }).toBe(1)
    await awaitMessage(chen, ['风浪里的计划'])
    expect(await findMessages(chen, ['风浪里的计划'])).toHaveLength(1)
  })

  it('a card whose receipt is lost is found again, not sent twice', async () => {
    const { slack } = world()
    await slack.faults.add({ on: 'api', method: 'chat.postMessage', effect: 'drop-after', times: 2 })
    const xu = as('xu')
    await xu.command('/plan')
    await fillAndSend(xu, { 本周目标: '只来一次' })
    await awaitMessage(as('lin'), ['只来一次'])
    await later(5)
    await world().calm()
    // What was found again is still edited in place.
    await (await awaitMessage(as('lin'), ['只来一次'])).press('批准')
    const approved = async () => {
      await later(5)
      return (await findMessages(xu, ['只来一次', '已批准'])).length
    }
    await expect.poll(approved, { ...patience, interval: 300 }).toBe(1)
    for (const handle of ['lin', 'xu']) {
      expect(await findMessages(as(handle), ['只来一次'])).toHaveLength(1)
    }
  })

  it('a form that cannot be opened is offered again', async () => {
    const { slack } = world()
    const fang = as('fang')
    await slack.faults.add({ on: 'api', method: 'views.open', effect: 'error', error: 'expired_trigger_id' })
    await fang.command('/plan')
    await (await awaitMessage(fang, ['刚才没来得及打开'])).press('周计划')
    expect((await fang.modal()).words).toContain('本周目标')
    await (await fang.modal()).close()
  })

  it('a line that Slack delivers twice is one card and one activity', async () => {
    const { slack } = world()
    await slack.faults.add({ on: 'delivery', kind: 'command', effect: 'duplicate' })
    const tang = as('tang')
    const line = await logLine(tang, '电话 附院 10分钟')
    await slack.faults.add({ on: 'delivery', kind: 'block_actions', effect: 'duplicate' })
    await line.press('确认')
    await awaitMessage(tang, ['电话 1/4'])
    await world().calm()
    expect(await findMessages(tang, ['电话 附院 10分钟'])).toEqual([])
    expect(await findMessages(tang, ['已记录 1 条'])).toHaveLength(1)
    await tang.openHome()
    expect((await tang.home({ contains: '我的进度' })).words).toContain('电话 1/4')
  })

  it('a form sent into a void stays as it was typed, and is saved once when sent again', async () => {
    const gu = as('gu')
    await gu.command('/plan')
    const form = await (await gu.modal()).fill({ 本周目标: '停机也不怕' })
    await world().stop()
    expect((await form.submit()).outcome).toBe('trouble')
    await world().start()
    const kept = await gu.modal()
    expect(kept.values.goals?.text?.value).toBe('停机也不怕')
    await send(gu)
    await awaitMessage(gu, ['周计划', '停机也不怕', '待审批'])
    await awaitMessage(as('zhou'), ['停机也不怕'])
    await world().calm()
    expect(await findMessages(as('zhou'), ['停机也不怕'])).toHaveLength(1)
  })

  it('a product that starts anew takes up a form half filled in before', async () => {
    const tang = as('tang')
    await tang.command('/plan')
    await (await tang.modal()).press('＋ 添加：计划拜访')
    const form = await tang.modal({ contains: '计划拜访 1' })
    await form.fill({ 本周目标: '半路重启', 'visits:0:customer': { search: '附院' } })
    await world().restart()
    await (await tang.modal()).press('＋ 添加：计划拜访')
    const longer = await tang.modal({ contains: '计划拜访 2' })
    expect(longer.values.goals?.text?.value).toBe('半路重启')
    await longer.press({ actionId: 'remove-line', blockId: 'visits:1' })
    await expect.poll(async () => (await tang.modal()).words, patience).not.toContain('计划拜访 2')
    await fillAndSend(tang, { 'visits:0:purpose': '续约' })
    await awaitMessage(as('zhou'), ['半路重启', '南湾医科大学附属医院 · 续约'])
  })
})
