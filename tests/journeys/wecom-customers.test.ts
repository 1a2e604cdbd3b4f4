import { describe, expect, it } from 'vitest'
import { overhear } from './support/wecom/overhear.ts'
import { useWorld } from './world.ts'

/** Names as people type them, on a phone; the rules themselves stand in tests/chat/customers.test.ts. */
describe.each(['wecom', 'smart-bot'] as const)('customers named in WeCom, by %s', (team) => {
  const world = useWorld('sqlite', { team, without: ['清溪二组'] })
  const person = (handle: string) => world().person(handle)
  const { saying } = overhear(world, team === 'smart-bot' ? 'bot' : 'app')

  it('stay new ones while their line is changed, and are added when it is sent', async () => {
    const chen = person('chen')
    const line = await chen.log('今天拜访北城三院 新客户 30分钟')
    const form = await line.asks('修改')
    expect(form.words).toContain('客户：北城三院（新客户）')
    const shown = await form.fill({ '时长（分钟）': '45' })
    expect(shown.words).toContain('客户：北城三院（新客户）')
    await shown.send()
    const again = await chen.log('今天拜访北城三院 老客户 20分钟')
    expect(again.words).toContain('客户：北城三院\n')
  })

  it('are asked about by row, words and likely names, which are pressed', async () => {
    const xu = person('xu')
    const form = await xu.begin('周计划')
    const asked = await form.fill({
      本周目标: '谈试用',
      计划拜访: { 0: { 客户: '南湾一院骨科', 目的: '谈新品' }, 1: { 客户: '康明诊所', 目的: '送样品' } },
    })
    expect(asked.words).toContain('计划拜访第 2 行：“康明诊所”是哪一个？')
    expect(asked.words).toContain('新建“康明诊所”')
    const card = await xu.awaits('康明诊所')
    const shown = await card.asks('霞湾康民诊所')
    expect(shown.words).toContain('1. 南湾市第一人民医院 | 骨科 谈新品')
    expect(shown.words).toContain('2. 霞湾康民诊所 | 送样品')
    await shown.send()
  })

  it('go on where they were left: the half-filled form is taken up in chat', async () => {
    const fang = person('fang')
    await saying('fang', '周计划', '本周目标')
    await saying('fang', '计划拜访：\n1. 康民 | 送样品', '本周目标？')
    await fang.home('未提交的草稿')
    const resume = '继续填写 周计划 · 2026年第48周（11月23日–29日）'
    const form = await (await fang.awaitsButton(resume)).asks(resume)
    expect(form.words).toContain('霞湾康民诊所 | 送样品')
    expect(form.words).toContain('本周目标？')
    const shown = await saying('fang', '谈准入', '霞湾康民诊所')
    expect(shown.words).toContain('本周目标：谈准入')
  })

  it('stay asked while a visit is logged, and are found again by a number of 待办', async () => {
    await saying('chen', '周计划', '本周目标')
    await saying('chen', '本周目标：拓展\n计划拜访：\n1. 北山医院 | 初访 | 周二', '“北山医院”')
    await saying('chen', '今天拜访霞湾康民诊所 老客户 30分钟', { press: '确认' })
    await saying('chen', '霞湾康民诊所', '1. 霞湾康民诊所 | 初访')
    const home = await saying('chen', '待办', '未提交的草稿')
    const [, number = '-'] = /未提交的草稿[\s\S]*?(\d+)\. /.exec(home.words) ?? []
    await saying('chen', number, '1. 霞湾康民诊所 | 初访')
    const card = await saying('chen', '修改客户 霞湾康民诊所', 'CU-2026-')
    expect(card.words).toContain('霞湾康民诊所')
  })
})
