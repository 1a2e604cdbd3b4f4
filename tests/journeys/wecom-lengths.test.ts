import { describe, expect, it } from 'vitest'
import { openBrowser } from './support/browser.ts'
import { fileRecord } from './support/file-record.ts'
import { useWorld } from './world.ts'

const wxwork =
  'Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile MicroMessenger/7.0.1 wxwork/4.1.30 Language/zh'

/** What Slack's windows hold and turn (slack-windows.test.ts), where a message has 2,048 bytes and a card six buttons. */
describe('what is long, in WeCom', () => {
  const world = useWorld('sqlite', { team: 'wecom', without: ['清溪二组'] })
  const person = (handle: string) => world().person(handle)

  it('is read back whole by the supervisor: 3,000 characters, emoji and right-to-left', async () => {
    const tail = '最后一行 🚑 مرحبا @all'
    // Pieces of it read alike, which WeCom takes for repetitions.
    const long = '长'.repeat(3000 - tail.length) + tail
    await fileRecord(person('xu'), '周计划', { 本周目标: long })
    const lin = world().wecom.as('lin')
    const card = await lin.message({ withTarget: '批准' })
    expect(card.words).toContain('WP-2026-0001')
    const texts = (await lin.messages()).filter(({ msgtype }) => msgtype === 'text')
    expect(texts.map(({ words }) => words).join('')).toContain(long)
  })

  it('is refused with its length where one character is too many', async () => {
    const chen = world().wecom.as('chen')
    await chen.say('周计划')
    await chen.message({ contains: '本周目标：' })
    await chen.say(`本周目标：${'长'.repeat(3001)}`)
    await (await chen.message({ withTarget: '提交' })).press('提交')
    await chen.message({ contains: '最多 3000 个字，现在有 3001 个' })
    const afterSeq = await world().wecom.seq()
    await chen.say('谈试用')
    await (await chen.message({ afterSeq, withTarget: '提交' })).press('提交')
    await person('chen').awaits('WP-2026-0002', '谈试用', '待审批')
  })

  it('is turned page by page: what waits for a supervisor, in chat and on the page', async () => {
    for (let day = 1; day <= 11; day++) {
      const date = `2026-12-${String(day).padStart(2, '0')}`
      await fileRecord(person('fang'), '请假', { 类型: '事假', 开始日期: date, 结束日期: date })
    }
    const first = await person('lin').home('待我处理', '13 项')
    expect(first.words).not.toContain('LV-2026-0009')
    const turning = await person('lin').awaitsButton('更多：待我处理')
    const second = await turning.opens('更多：待我处理', 'LV-2026-0009', 'LV-2026-0011')
    expect(second.words).not.toContain('LV-2026-0008')
    // Thirteen of one person and kind: the button says which day.
    const open = '打开 请假 LV-2026-0011 · 方晴 12/11'
    await (await person('lin').awaitsButton(open)).opens(open, '请假 LV-2026-0011')
    await (await person('lin').awaitsButton('批准', '请假 LV-2026-0011')).press('批准')
    await person('fang').awaits('请假 LV-2026-0011', '已批准')

    await world().wecom.holdPhone('lin')
    const { openUrl } = await world().wecom.as('lin').pressMenu('我的')
    const browser = openBrowser(world().url, wxwork)
    const home = await browser.open(openUrl ?? '')
    expect(home.body).toContain('12 项')
    const [, next] = /href="([^"]+)"[^>]*>下一页/.exec(home.body) ?? []
    const turned = await browser.get((next ?? '').replaceAll('&amp;', '&'))
    expect(turned.body).toContain('LV-2026-0009')
    expect(turned.body).not.toContain('LV-2026-0008')
    expect(turned.body).toContain('上一页')
  })
})
