import { describe, expect, it } from 'vitest'
import type { BotMember } from '../../sandbox/client.ts'
import { openBrowser } from './support/browser.ts'
import { overhear } from './support/wecom/overhear.ts'
import { useWorld } from './world.ts'

/** What meets in the database is in smart-bot-connection.test.ts, on both. */
describe('a team that talks with the smart bot', () => {
  const world = useWorld('sqlite', { team: 'smart-bot', without: ['清溪二组'] })
  const bot = () => world().wecom.bot
  const as = (user: string): BotMember => bot().as(user)
  const { following, saying, logsThrice } = overhear(world, 'bot')

  it('answers whoever says something, who may be written to from then on', async () => {
    for (const user of ['lin', 'chen', 'xu', 'fang', 'song']) await saying(user, '帮助', '待办：')
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
    const own = await as('chen').message({ withTarget: '修改', from: 'bot' })
    const again = await following('chen', () => own.press('修改'), '拿下骨科新品准入')
    expect(again.words).toContain('本周目标')
    const mended = await saying('chen', '本周目标：找李建国主任谈试用', { press: '提交' })
    const second = await following('lin', () => mended.press('提交'), { press: '批准' })
    await following('chen', () => second.press('批准'), '批准')
    await world().calm()
    const approved = await second.again()
    expect(approved.words).toContain('已批准')
    expect(approved.card?.pressables.map(({ label }) => label)).not.toContain('批准')
    await following('lin', () => second.press('批准', { stale: true }), '没有改动')
  })

  it('takes a line for the log, typed or spoken, and saves what is confirmed', async () => {
    const card = await saying('chen', '今天拜访南湾市第一人民医院 新客户 30分钟', { press: '确认' })
    const saved = await following('chen', () => card.press('确认'), '已记录 1 条')
    expect(saved.words).toContain('新客户 1/2')
    const say = () => as('xu').say('今天拜访康民诊所 老客户 20分钟', { msgtype: 'voice' })
    await following('xu', say, { press: '确认' })
  })

  it('makes one entry of a message and a press that come three times', async () => {
    const saved = await logsThrice('fang', '今天拜访康民诊所 老客户 25分钟')
    expect(saved).toHaveLength(1)
  })

  it('opens a page by a link that works once', async () => {
    const shown = await saying(
      'fang',
      '转诊\n来源单位：康民诊所\n就诊科室：骨科\n预计到院日期：今天\n知情同意书编号：C-118',
      { press: '提交' },
    )
    const own = await following('fang', () => shown.press('提交'), { press: '填写患者身份' })
    const [link = ''] = (await following('fang', () => own.press('填写患者身份'), '打开表单')).links
    const { url } = world()
    const form = await openBrowser(url).open(link)
    expect((await form.send({ patientName: '孟晓棠', patientPhone: '13812345678' })).status).toBe(200)
    expect((await openBrowser(url).open(link)).status).toBe(410)
    for (const sealed of ['孟晓棠', '13812345678'])
      expect(await world().wecom.traffic.scan(sealed)).toEqual([])
  })

  it('refuses somebody’s number in chat, and keeps nothing of it', async () => {
    await saying('chen', '转诊患者张三 13812345678', '电话')
    expect(JSON.stringify(await bot().traffic.commands())).not.toContain('13812345678')
  })

  it('answers a picture kindly, and in a group says where to go', async () => {
    await following('chen', () => as('chen').say('', { msgtype: 'image' }), '文字')
    const { groups } = await world().wecom.state()
    const [group] = groups.filter(({ members }) => members.includes('ChenXiaoman'))
    await as('chen').say('周计划', { group: group?.name ?? '' })
    const { message } = await world().wecom.group(group?.name ?? '')
    expect((await message({ from: 'bot', contains: '单聊' })).words).not.toContain('本周目标')
  })

  it('welcomes who has never been there, once, and asks the administrator when they write', async () => {
    await world().wecom.members.add({ userid: 'WeiQinghe', name: '韦青禾' })
    await following('WeiQinghe', () => as('WeiQinghe').enter(), '周计划')
    const asked = await following('song', () => as('WeiQinghe').say('帮助'), 'WeiQinghe')
    const seq = await world().wecom.seq()
    await as('WeiQinghe').enter()
    await following('song', () => asked.press('对应'), '姓名')
    const later = (await as('WeiQinghe').messages()).filter((each) => each.seq > seq && each.from === 'bot')
    expect(later).toEqual([])
  })

  let faulty = 0
  it.each([
    ['that is refused as busy', { effect: 'errcode', errcode: -1 }, 1],
    ['whose connection breaks', { effect: 'close' }, 1],
    ['when its place was lost', { effect: 'errcode', errcode: 846609 }, 1],
    // Nobody can be asked whether it came: it may come twice, and is never lost.
    ['whose answer is lost', { effect: 'ack-lost' }, 2],
  ] as const)('pushes what it has to, also by a send %s', async (_, fault, most) => {
    const line = `今天拜访康民诊所 老客户 ${10 + faulty++}分钟`
    await world().wecom.faults.add({ on: 'bot', cmd: 'aibot_send_msg', ...fault })
    await saying('xu', line, { press: '确认' })
    await world().calm()
    const asked = (await as('xu').messages()).filter(({ words }) => words.includes(line))
    expect(asked.filter(({ from }) => from === 'bot').length).toBeLessThanOrEqual(most)
  })

  it('answers after a restart what it had taken before', async () => {
    const line = '今天拜访康民诊所 老客户 45分钟'
    const saidAndStopped = async () => {
      await as('xu').say(line)
      await world().restart()
    }
    await following('xu', saidAndStopped, { press: '确认' })
    await saying('chen', '帮助', '周计划')
  })
})
