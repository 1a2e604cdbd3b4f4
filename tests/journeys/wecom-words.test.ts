import { describe, expect, it } from 'vitest'
import type { MemberMessage } from '../../sandbox/client.ts'
import { fileRecord } from './support/file-record.ts'
import { overhear } from './support/wecom/overhear.ts'
import { useWorld } from './world.ts'

/** The plugin in personal WeChat shows no cards and no Markdown. */
describe('somebody whose client shows no cards', () => {
  const world = useWorld('postgresql', { team: 'wecom', without: ['清溪二组'] })
  const as = (user: string) => world().wecom.as(user)
  const { saying } = overhear(world)
  const codeFor = (message: MemberMessage, label: string) => {
    const [, code] = new RegExp(`回复 (#\\d{2})：${label}`).exec(message.words) ?? []
    if (!code) throw new Error(`no code for ${label} in ${message.words}`)
    return code
  }

  it('approves by typing what is offered, once, and has cards again when asked for', async () => {
    await saying('lin', '文字', '回复 # 加编号')
    await fileRecord(world().person('chen'), '周计划', { 本周目标: '谈试用' })
    const offered = await as('lin').message({ contains: '：批准' })
    expect(offered.msgtype).toBe('text')
    const approve = codeFor(offered, '批准')
    const short = await saying('lin', approve, '已批准')
    // One line of what came of it, not the whole plan again; that is a code away.
    expect(short.words).toMatch(
      /^陈小满的周计划 WP-2026-0001 已批准。\n陈小满会收到通知。\n回复 #\d{2}：打开$/,
    )
    await saying('lin', codeFor(short, '打开'), '谈试用')
    await as('chen').message({ contains: '已批准' })
    await saying('lin', approve.replace('#', '＃ '), '没有改动')
    await saying('lin', '#98', '没有 #98 这个编号')
    await saying('lin', '卡片', '恢复发卡片')
    await fileRecord(world().person('fang'), '周计划', { 本周目标: '谈准入' })
    const card = await as('lin').message({ withTarget: '批准' })
    expect(card.msgtype).toBe('template_card')
  })

  it('confirms a line and sends a form in words alone', async () => {
    await saying('xu', 'text', '回复 # 加编号')
    const line = await saying('xu', '今天拜访康民诊所 老客户 20分钟', '：确认')
    await saying('xu', codeFor(line, '确认'), '已记录 1 条')
    await saying('xu', '请假', '开始日期')
    const asked = await saying('xu', '开始日期：11-25\n结束日期：11-26', '：事假')
    const shown = await saying('xu', codeFor(asked, '事假'), '：提交')
    await saying('xu', codeFor(shown, '提交'), '已提交请假')
  })
})
