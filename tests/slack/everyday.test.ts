import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { manifestFile, printManifest } from '../../bots/slack/manifest.ts'
import { PlatformRefused } from '../../src/errors.ts'
import { useSlackWorld } from './slack-world.ts'

const world = useSlackWorld()
const as = (handle: string) => world().slack.as(handle)

describe('commands', () => {
  it('explains itself to whoever asks, in their language', async () => {
    await as('rep').command('/fieldpost', '帮助')
    const help = await as('rep').message({ ephemeral: true, contains: '看所有命令' })
    for (const word of ['计划', '周报', '转诊', '日志', '排行', '请假', '/plan'])
      expect(help.words).toContain(word)
    await as('outsider').command('/plan', 'help')
    expect((await as('outsider').message({ ephemeral: true })).words).toContain('See all commands')
    await as('rep').command('/fieldpost')
    expect((await as('rep').messages()).filter((m) => m.words.includes('看所有命令'))).toHaveLength(2)
  })

  it('offers the nearest for what it does not know, to be opened by a button', async () => {
    await as('rep').command('/fieldpost', '周计化 下周')
    const answer = await as('rep').message({ ephemeral: true, contains: '是不是想用' })
    await answer.press('周计划')
    const modal = await as('rep').modal()
    expect(modal.words).toContain('本周目标')
    await modal.close()
  })

  it('keeps nothing of a patient that is typed behind a command, and says where it belongs', async () => {
    const { office, slack } = world()
    await as('rep').command('/refer', '张三丰 13800138000 肺癌')
    const modal = await as('rep').modal()
    expect(modal.words).toContain('就诊科室')
    await modal.close()
    expect((await as('rep').message({ ephemeral: true, contains: '没有保留' })).words).toContain('安全页面')
    await as('rep').command('/fieldpost', '张三丰 138 0013 8000')
    await as('rep').command('/log', '电话 患者张三丰 13800138000')
    await as('rep').message({ ephemeral: true, contains: '请去掉号码再写一次' })
    await slack.idle()
    const kept = JSON.stringify(await office.store.db.inbox.findMany())
    expect(kept).not.toMatch(/张三丰|8000|肺癌/)
  })

  it('opens every kind of form that has a command', async () => {
    for (const [text, label] of [
      ['轉診', '就诊科室'],
      ['日志', '类型'],
      ['客户', '名称'],
    ] as const) {
      await as('rep').command('/fieldpost', text)
      const modal = await as('rep').modal()
      expect(modal.words).toContain(label)
      await modal.close()
    }
  })

  it('hands a line over to be understood, as it was typed', async () => {
    await as('rep').command('/log', '拜访康民诊所 新客户　30分钟 <b>&')
    await world().slack.idle()
    await world().deliver()
    const card = await as('rep').message({ contains: '康民' })
    expect(card.words).toContain('原文：拜访康民诊所 新客户　30分钟 <b>&')
  })

  it('shows Home in a modal when asked for it in words', async () => {
    await as('rep').command('/fieldpost', '待办')
    const modal = await as('rep').modal({ contains: '陈小满' })
    await modal.press('日志')
    const pushed = await as('rep').modal()
    expect(pushed.words).toContain('时长')
    await pushed.close({ all: true })
  })

  it('tells one who may not file that they may not, in the modal, and notes it', async () => {
    const { logged } = world()
    const before = logged.length
    await as('finance').command('/plan')
    const modal = await as('finance').modal({ contains: '没有这项操作的权限' })
    await modal.close()
    const refused = logged.slice(before).filter((line) => line.includes('"msg":"refused"'))
    expect(refused.map((line) => JSON.parse(line))).toMatchObject([
      { deliveryId: expect.any(String), err: { code: 'not_permitted' } },
    ])
  })

  it('greets an unknown user, and lets the administrator link them', async () => {
    await as('stranger').command('/fieldpost', '帮助')
    expect((await as('stranger').message({ ephemeral: true })).words).toContain('已通知管理员')
    await world().deliver()
    const card = await as('admin').message({ contains: 'fang.qing@elsewhere.example' })
    await card.press('对应到同事')
    const modal = await as('admin').modal()
    await modal.fill({ answer: { search: '许嘉木' } })
    expect((await modal.submit()).outcome).toBe('closed')
    await as('admin').message({ contains: '已对应' })
    const { outbox } = world().office.store.db
    const welcome = await outbox.findFirstOrThrow({ where: { dedupeKey: { startsWith: 'welcome:' } } })
    expect(JSON.stringify(welcome.card)).toContain('输入 /fieldpost help')
    await as('stranger').command('/fieldpost', '帮助')
    await as('stranger').message({ ephemeral: true, contains: '看所有命令' })
  })
})

describe('the ranking', () => {
  it('comes by DM when it is asked for', async () => {
    await as('rep').command('/rank')
    await as('rep').message({ ephemeral: true, contains: '排行榜马上私信' })
    await world().slack.idle()
    await world().deliver()
    const told = (await as('rep').messages()).filter((message) => !message.ephemeral && message.metadata)
    expect(told.length).toBeGreaterThan(0)
  })
})

describe('sealed answers', () => {
  it('are asked on a page only: the card’s button gives a link, and nothing of it is in chat', async () => {
    const { services, actors } = world()
    await services.submitForm(actors.rep, {
      purpose: { kind: 'file', type: 'customer' },
      answers: { name: '坡塘仁爱门诊部', kind: 'clinic', contacts: [] },
      submissionKey: 'c1',
      platform: 'web',
    })
    await as('rep').command('/refer')
    const modal = await as('rep').modal()
    expect(modal.words).not.toContain('患者姓名')
    await modal.fill({
      partner: { search: '仁爱' },
      department: '骨科',
      expectedOn: '2026-11-20',
      consentRef: 'C-2026-1',
    })
    expect((await modal.submit()).outcome).toBe('closed')
    await world().deliver()
    const card = await as('rep').message({ contains: 'RF-2026-0001' })
    await card.press('填写患者身份')
    const link = await as('rep').modal({ contains: '登录页面' })
    const { openUrl } = await link.press('打开安全页面')
    expect(openUrl).toMatch(/^https:\/\/fieldpost\.example\/s\/\S{20,}$/)
    await link.close()
  })
})

describe('messages', () => {
  const channel = { kind: 'channel' as const, channel: '#sales-all' }
  const send = (dedupeKey: string, more: object) =>
    world().bot.sender.send({
      to: channel,
      card: { title: '本周战报' },
      language: 'zh-CN',
      dedupeKey,
      ...more,
    })

  it('go to a channel by its name, are edited in place and have threads that can be searched by key', async () => {
    const { slack, bot, clock } = world()
    const since = clock.now()
    const first = await send('digest', {})
    expect(first.channel).toBe('C0TEAM001')
    const edited = await send('digest', { card: { title: '本周战报（更新）' }, edit: first })
    expect(edited).toEqual(first)
    const reply = await send('detail', { card: { title: '明细' }, replyTo: first })
    const [parent, ...others] = await as('rep').messages('#sales-all')
    expect(others).toEqual([])
    expect(parent?.words).toContain('本周战报（更新）')
    expect((await parent?.thread())?.at(-1)?.words).toContain('明细')
    expect(await bot.sender.findSent(channel, 'detail', since)).toEqual(reply)
    expect(await slack.traffic.calls('conversations.list')).toHaveLength(1)
  })

  it('hold their picture in themselves, so that they stay one message', async () => {
    const { slack } = world()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const card = { title: '排行榜', picture: { alt: '前三名', name: 'board' } }
    const sent = await send('board', { card, picture: { name: 'board', png } })
    const message = (await as('rep').messages('#sales-all')).find(({ ts }) => ts === sent.ts)
    expect(message?.blocks?.find((block) => block.type === 'image')).toMatchObject({ alt_text: '前三名' })
    const file = (await slack.files()).find(({ name }) => name === 'board.png')
    expect(await slack.fileContent(file?.id ?? '')).toEqual(png)
    expect(message?.text).toContain('前三名')
  })

  it('are refused where the bot is not, with a reason', async () => {
    const elsewhere = { kind: 'channel' as const, channel: 'no-such-channel' }
    const refusal = await world()
      .bot.sender.send({ to: elsewhere, card: { title: 'x' }, language: 'en', dedupeKey: 'x' })
      .catch((error) => error)
    expect(refusal).toBeInstanceOf(PlatformRefused)
    expect(refusal.message).toContain('no-such-channel')
  })
})

describe('the app’s manifest', () => {
  it('is in the repository as the code has it', () => {
    expect(readFileSync(manifestFile, 'utf8')).toBe(printManifest())
  })

  it('declares every command, with scopes enough for all that the bot calls', async () => {
    const { app } = await world().slack.state()
    expect(app.commands?.map(({ command }) => command)).toEqual([
      '/fieldpost',
      '/plan',
      '/report',
      '/refer',
      '/log',
      '/rank',
    ])
    const refused = await world().slack.traffic.find({ text: 'missing_scope' })
    expect(refused).toEqual([])
  })
})

describe('the doctor', () => {
  it('finds nothing to mend where all is well, and names what is not', async () => {
    const { bot, slack } = world()
    const well = await bot.doctor({ posted: ['sales-all'], language: 'zh-CN' })
    expect(well.filter(({ ok }) => !ok)).toEqual([])
    expect(well[0]?.what).toContain('南湾医药')
    await slack.addChannel({ name: 'not-invited', members: ['U0REP'] })
    await slack.app.configure({ scopes: ['chat:write', 'channels:read', 'groups:read'] })
    const ill = await bot.doctor({ posted: ['not-invited', 'nowhere'], language: 'en' })
    expect(ill.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual([
      expect.stringContaining('users:read.email'),
      expect.stringContaining('not in channel not-invited'),
      expect.stringContaining('nowhere cannot be found'),
    ])
    await slack.app.uninstall()
    const [dead, ...others] = await bot.doctor({ posted: ['sales-all'], language: 'en' })
    expect(others).toEqual([])
    expect(dead?.mend).toContain('SLACK_BOT_TOKEN')
  })
})
