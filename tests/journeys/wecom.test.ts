import { describe, expect, it } from 'vitest'
import type { MemberMessage, WecomMember } from '../../sandbox/client.ts'
import { databases } from '../support/databases.ts'
import { openBrowser } from './support/browser.ts'
import { useWorld } from './world.ts'

describe.each(databases)('a team that talks in WeCom, on %s', (provider) => {
  const world = useWorld(provider, { team: 'wecom', without: ['清溪二组'] })
  const as = (user: string): WecomMember => world().wecom.as(user)
  /** What follows `act`: it holds these words, or has this to press. */
  const following = async (
    user: string,
    act: () => Promise<unknown>,
    wanted: string | { press: string },
  ): Promise<MemberMessage> => {
    const afterSeq = await world().wecom.seq()
    await act()
    const what = typeof wanted === 'string' ? { contains: wanted } : { withTarget: wanted.press }
    return as(user).message({ ...what, afterSeq, timeoutMs: 20_000 })
  }
  const saying = (user: string, text: string, wanted: string | { press: string }) =>
    following(user, () => as(user).say(text), wanted)

  it('verifies the address', async () => {
    expect(await world().wecom.app.verifyUrl()).toMatchObject({ ok: true })
  })

  it('files, returns, mends and approves a plan in words and cards', async () => {
    const template = await saying('chen', '周计划', '本周目标')
    expect(template.words).toContain('新客户拜访（个）：10')
    const shown = await saying(
      'chen',
      '本周目标：拿下骨科新品准入\n计划拜访：\n1. 南湾市第一人民医院 | 谈新品试用 | 11-24',
      { press: '提交' },
    )
    expect(shown.words).toContain('南湾市第一人民医院')
    const card = await following('lin', () => shown.press('提交'), { press: '批准' })
    expect(card.words).toContain('陈小满')
    await following('lin', () => card.press('退回'), '？')
    await following('chen', () => as('lin').say('请写明哪位主任'), '请写明哪位主任')
    const own = await as('chen').message({ withTarget: '修改' })
    const again = await following('chen', () => own.press('修改'), '拿下骨科新品准入')
    expect(again.words).toContain('本周目标')
    const mended = await saying('chen', '本周目标：找李建国主任谈试用', { press: '提交' })
    const second = await following('lin', () => mended.press('提交'), { press: '批准' })
    await following('chen', () => second.press('批准'), '批准')
    const approved = await second.again()
    expect(approved.words).toContain('已批准')
    expect(approved.card?.pressables.map(({ label }) => label)).not.toContain('批准')
    await following('lin', () => second.press('批准', { stale: true }), '状态已变')
  })

  it('takes a line for the log, asks what is not sure, and saves what is confirmed', async () => {
    const card = await saying('chen', '今天拜访南湾市第一人民医院 新客户 30分钟', { press: '确认' })
    const saved = await following('chen', () => card.press('确认'), '已记录 1 条')
    expect(saved.words).toContain('新客户 1/2')
  })

  it('files a referral with the code only; identity is typed on a page behind a link that works once', async () => {
    const shown = await saying(
      'fang',
      '转诊\n来源单位：康民诊所\n就诊科室：骨科\n预计到院日期：今天\n知情同意书编号：C-118',
      { press: '提交' },
    )
    const own = await following('fang', () => shown.press('提交'), { press: '填写患者身份' })
    expect(own.words).toMatch(/RF-2026-\d{4}/)
    const linkFor = async (user: string, card: MemberMessage, button: string) =>
      (await following(user, () => card.press(button), '打开表单')).links[0] ?? ''
    const { url } = world()
    const link = await linkFor('fang', own, '填写患者身份')
    const form = await openBrowser(url).open(link)
    expect((await form.send({ patientName: '孟晓棠', patientPhone: '13812345678' })).status).toBe(200)
    expect((await openBrowser(url).open(link)).status).toBe(410)
    const arriving = await as('luo').message({
      contains: '已填写（保密）',
      withTarget: '确认到院',
      timeoutMs: 20_000,
    })
    const arrival = { arrivedOn: '2026-11-18', disease: '腰椎间盘突出', attendingDoctor: '李建国' }
    const page = await openBrowser(url).open(await linkFor('luo', arriving, '确认到院'))
    expect((await page.send(arrival)).status).toBe(200)
    const costing = await as('han').message({ withTarget: '录入费用', timeoutMs: 20_000 })
    await following('han', () => costing.press('录入费用'), '出院日期')
    const cost = await saying('han', '出院日期：今天\n总费用：１２，３４５．６元', { press: '提交' })
    expect(cost.words).toContain('12345.6')
    await following('han', () => cost.press('提交'), '待财务确认')
    const confirming = await as('deng').message({ withTarget: '确认费用', timeoutMs: 20_000 })
    await following('deng', () => confirming.press('确认费用'), '可结算')
    for (const sealed of ['孟晓棠', '13812345678', '腰椎间盘突出'])
      expect(await world().wecom.traffic.scan(sealed)).toEqual([])
  })

  it('refuses somebody’s number in chat, and keeps nothing of it', async () => {
    await saying('chen', '转诊患者张三 13812345678', '电话')
    const calls = await world().wecom.traffic.calls('message/send')
    expect(JSON.stringify(calls)).not.toContain('13812345678')
  })

  it('makes one entry of a callback that comes three times', async () => {
    const { faults } = world().wecom
    await faults.add({ on: 'callback', event: 'text', effect: 'duplicate', copies: 3 })
    const card = await saying('xu', '今天拜访康民诊所 老客户 20分钟', { press: '确认' })
    await faults.add({ on: 'callback', event: 'template_card_event', effect: 'duplicate', copies: 3 })
    await following('xu', () => card.press('确认'), '已记录 1 条')
    await world().slack.idle()
    const saved = (await as('xu').messages()).filter(({ words }) => words.includes('已记录 1 条'))
    expect(saved).toHaveLength(1)
  })

  let faulty = 0
  it.each([
    ['whose answer is lost', { effect: 'drop-after' }],
    ['that is refused as busy', { effect: 'errcode', errcode: -1 }],
    ['with a token that was revoked', { effect: 'errcode', errcode: 42001 }],
    ['whose connection breaks', { effect: 'drop' }],
  ] as const)('makes one message of a send %s', async (_, fault) => {
    const line = `今天拜访康民诊所 老客户 ${10 + faulty++}分钟`
    await world().wecom.faults.add({ on: 'api', method: 'message/send', ...fault })
    await saying('xu', line, { press: '确认' })
    await world().slack.idle()
    const asked = (await as('xu').messages()).filter(({ words }) => words.includes(line))
    expect(asked.filter(({ from }) => from === 'app')).toHaveLength(1)
  })

  it('greets who is not known yet, kindly, and asks the administrator', async () => {
    await world().wecom.members.add({ userid: 'WeiQinghe', name: '韦青禾' } as never)
    const asked = await following('song', () => as('WeiQinghe').say('帮助'), '韦青禾')
    await following('song', () => asked.press('对应'), '姓名')
  })
})
