import { describe, expect, it } from 'vitest'
import type { Actor, ActorMessage } from '../../sandbox/client.ts'
import { fillAndSend, send } from './support/file-records.ts'
import { awaitMessage, findMessages } from './support/find-messages.ts'
import { patience } from './support/patience.ts'
import { useWorld } from './world.ts'

describe('everybody', () => {
  const world = useWorld('sqlite')
  const as = (handle: string) => world().slack.as(handle)

  it('who is new is greeted kindly, and at work as soon as the administrator says who they are', async () => {
    const { slack, importPeople } = world()
    await slack.addUser({ handle: 'wei', real_name: '小韦', email: 'wei@home.example', tz: 'Asia/Shanghai' })
    await as('wei').command('/log', '拜访康民诊所 新客户')
    const greeting = await as('wei').message({ ephemeral: true })
    expect(greeting.words).toContain('已通知管理员')
    await importPeople('姓名,邮箱,工号,团队,角色\n韦青禾,wei.qinghe@fieldpost.example,S105,南湾一组,销售代表')
    const asked = await awaitMessage(as('song'), ['小韦', 'wei@home.example'])
    await asked.press('对应到同事')
    await fillAndSend(as('song'), { answer: { search: '韦青禾' } })
    await awaitMessage(as('wei'), ['韦青禾，您好'])
    await as('wei').command('/plan')
    expect((await as('wei').modal()).words).toContain('本周目标')
    await (await as('wei').modal()).close()
    // However often somebody unknown writes, the administrator is asked once.
    expect(await findMessages(as('song'), ['小韦'])).toHaveLength(1)
  })

  it('finds again what was typed before the window was closed, every line of it', async () => {
    const chen = as('chen')
    await chen.command('/plan')
    await (await chen.modal()).press('＋ 添加：计划拜访')
    const form = await chen.modal({ contains: '计划拜访 1' })
    await form.fill({
      本周目标: '写到一半就关了',
      'visits:0:customer': { search: '康民' },
      'visits:0:purpose': '送样品',
      '电话（个）': '12',
    })
    await (await chen.modal()).close()
    await world().slack.idle()
    await chen.openHome()
    const home = await chen.home({ contains: '未提交的草稿' })
    await home.press('继续填写')
    const again = await chen.modal()
    const values = JSON.stringify(again.values)
    for (const typed of ['写到一半就关了', '霞湾康民诊所', '送样品', '12']) expect(values).toContain(typed)
    await send(chen)
    await awaitMessage(as('lin'), ['写到一半就关了', '霞湾康民诊所 · 送样品'])
    await chen.openHome()
    await expect.poll(async () => (await chen.home()).words, patience).not.toContain('未提交的草稿')
  })

  it('may write 3,000 characters, emoji and right-to-left; the card shows the whole on request', async () => {
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

  it('turns the pages of Home, and stays on the page when it is drawn again', async () => {
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
