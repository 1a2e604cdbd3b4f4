import { describe, expect, it } from 'vitest'
import type { Actor, ActorMessage } from '../../sandbox/client.ts'
import { awaitMessage } from './support/slack/find-messages.ts'
import { fillAndSend } from './support/slack/windows.ts'
import { useWorld } from './world.ts'

describe('in Slack’s windows', () => {
  const world = useWorld('sqlite')
  const as = (handle: string) => world().slack.as(handle)

  it('a draft waits at home for whoever closed the window', async () => {
    const chen = as('chen')
    await chen.command('/plan')
    await (await chen.modal()).fill({ 本周目标: '写到一半就关了' })
    await (await chen.modal()).close()
    await world().calm()
    await chen.openHome()
    await (await chen.home({ contains: '未提交的草稿' })).press('继续填写')
    expect(JSON.stringify((await chen.modal()).values)).toContain('写到一半就关了')
    await (await chen.modal()).close()
  })

  it('one may write 3,000 characters, emoji and right-to-left; the card shows the whole on request', async () => {
    const [xu, lin] = [as('xu'), as('lin')]
    const tail = '最后一行 🚑 مرحبا <!channel>'
    const long = '长'.repeat(3000 - tail.length) + tail
    await xu.command('/plan')
    const form = await xu.modal()
    await fillAndSend(xu, { 本周目标: long })
    expect(form.title).toContain('周计划')
    const card = await awaitMessage(lin, ['周计划', '长长长', '许嘉木'])
    const shown = card.words.includes(tail) ? card : await showAll(lin, card)
    expect(shown.words).toContain(tail)
    // Nobody is called by what a rep typed.
    expect(card.text).not.toContain('<!channel>')
  })

  it('the pages of Home are turned, and stay where they are when it is drawn again', async () => {
    const [fang, lin] = [as('fang'), as('lin')]
    for (let day = 1; day <= 11; day++) {
      await fang.command('/fieldpost', '请假')
      const date = `2026-12-${String(day).padStart(2, '0')}`
      await fillAndSend(fang, { 类型: '事假', 开始日期: date, 结束日期: date })
    }
    await lin.openHome()
    const first = await lin.home({ contains: '第 1 / 2 页' })
    await first.press('下一页')
    const second = await lin.home({ contains: '第 2 / 2 页' })
    expect(second.words).toContain('请假 LV-')
    await lin.openHome()
    const still = await lin.home({ contains: '第 2 / 2 页' })
    await still.press({ blockId: 'approvals:0', text: '打开' })
    const card = await lin.modal({ contains: '请假 LV-' })
    await card.press('批准')
    await lin.modal({ contains: '已批准' })
  })
})

async function showAll(person: Actor, card: ActorMessage) {
  await card.press('显示全文')
  return person.modal({ contains: '长长长' })
}
