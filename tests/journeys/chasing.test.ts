import { describe, expect, it } from 'vitest'
import { patience } from '../support/patience.ts'
import { fileRecord, takeLeave } from './support/file-record.ts'
import type { Person } from './support/person.ts'
import { everywhere } from './support/settings.ts'
import { useWorld } from './world.ts'

const plan = '周计划 2026年第48周'
const report = '周报 2026年第47周'

/** From Thursday on three reps owe a plan for week 48 and a report on week 47, due on Friday at six. */
describe.each(everywhere)('chasing ($team, $provider)', ({ provider, team }) => {
  const world = useWorld(provider, { team, without: ['清溪二组'] })
  const person = (handle: string) => world().person(handle)
  const channels = () => world().channels('sales-nanwan')
  /** Waits for what a card has become. In WeCom one changes once and within three days; what is news comes by itself. */
  const seesChanged = async (person: Person, ...words: readonly string[]) =>
    person.platform === 'slack' ? void (await person.awaits(...words)) : undefined

  it('begins a day ahead with a draft that one tap opens', async () => {
    await world().goTo('2026-11-19T10:05:10Z')
    for (const handle of ['chen', 'xu', 'fang']) {
      for (const what of [plan, report]) await person(handle).awaits(what, '已为您预填')
    }
    const card = await person('xu').awaitsButton('填写周计划', plan, '已为您预填')
    const form = await card.asks('填写周计划')
    expect(form.words).toContain('本周目标')
    await form.leave()
    expect(await person('lin').told('还没有提交')).toEqual([])
  })

  it('is over for whoever files, for who has begun, and for the week that is spent on leave', async () => {
    const [chen, xu, fang] = [person('chen'), person('xu'), person('fang')]
    await fileRecord(xu, '计划', { 本周目标: '回访三家老客户' })
    await xu.awaits(plan, '已提交')
    const begun = await xu.begin('周报')
    await (await begun.fill({ 本周小结: '写到一半' })).leave()
    await takeLeave(fang, person('lin'), '2026-11-23', '2026-11-27')
    await fang.awaits(plan, '不用交了')

    await world().goTo('2026-11-20T08:05:10Z')
    await chen.awaits(plan, '快到截止时间了')
    await chen.awaits(report, '快到截止时间了')
    // A message of its own each time: an edited one would ring nobody's bell.
    expect(await chen.told(plan)).toHaveLength(2)
    expect(await xu.told('快到截止时间了')).toEqual([])
    expect(await fang.told(plan, '快到截止时间了')).toEqual([])
  })

  it('says at the deadline that it has passed, to whom it concerns', async () => {
    await world().goTo('2026-11-20T10:05:10Z')
    await person('chen').awaits(plan, '已逾期')
    await person('xu').awaits(report, '已逾期')
    expect(await person('xu').told(plan, '已逾期')).toEqual([])
  })

  it('tells the team channel after four working hours, in counts and once', async () => {
    await world().goTo('2026-11-23T06:25:00Z')
    for (const channel of channels()) expect(await channel.told('没有提交，共')).toEqual([])
    await world().goTo('2026-11-23T06:45:10Z')
    for (const channel of channels()) {
      const line = await channel.awaits('周计划', '还有 1 人没有提交，共 2 人')
      expect(line.words).not.toContain('陈小满')
      // Who is on leave is not counted among the missing.
      await channel.awaits('周报', '还有 2 人没有提交，共 3 人')
    }
    await world().goTo('2026-11-23T07:15:10Z')
    for (const channel of channels()) expect(await channel.told('没有提交，共')).toHaveLength(2)
  })

  it('gives the supervisor a card a workday later: extend, excuse, nudge', async () => {
    const [chen, xu, lin] = [person('chen'), person('xu'), person('lin')]
    await world().goTo('2026-11-23T10:05:10Z')
    // All that is missing in the team is one card; each line opens by itself.
    const card = await lin.awaitsButton(
      '处理 陈小满 · 周报',
      ...[report, plan, '陈小满', '许嘉木', '3 项还没有提交'],
    )
    const chens = await card.opens('处理 陈小满 · 周报', '可以延期、免交')
    await chens.press('提醒本人')
    await chen.awaits('主管提醒您', report)
    await expect.poll(async () => (await chens.again()).words, patience).toContain('刚刚提醒了本人')
    await (await chens.again()).press('提醒本人')
    await expect.poll(async () => (await chens.again()).words, patience).toContain('今天已经提醒过了')
    expect(await chen.told('主管提醒您', report)).toHaveLength(1)

    await (await chens.again()).press('延期一个工作日', { isSure: true })
    await chen.awaits(report, '延期至', '11月24日')
    await chens.leave()
    const xus = await card.opens('处理 许嘉木 · 周报', '许嘉木')
    const why = await xus.asks('免交')
    expect(why.words).toContain('许嘉木的周报')
    await (await why.fill({ '为什么免交？本人会看到。': '在南湾参加培训' })).send()
    await seesChanged(xu, report, '已免交', '在南湾参加培训')
    if (xu.platform === 'wecom') await xu.awaits(report, '可以不交', '在南湾参加培训')
    await lin.awaits(report, '许嘉木', '已免交')
    // Who is on leave has nobody asking, and the duty waits for their return.
    expect(await lin.told(report, '方晴')).toEqual([])
  })

  it('counts what is filed late as late, and what is filed in the extension as filed', async () => {
    await world().goTo('2026-11-24T02:06:00Z')
    await fileRecord(person('fang'), '周报', { 本周小结: '假期里补上' })
    await person('fang').awaits('周报', '待批阅')
    await seesChanged(person('fang'), report, '已补交')
    const card = await person('lin').awaitsButton('处理 陈小满 · 周报', report)
    const opened = await card.opens('处理 陈小满 · 周报', '免交')
    await fileRecord(person('chen'), '周报', { 本周小结: '延期内完成' })
    await person('chen').awaits(report, '已提交')
    // What was open all the while asks for no reason that would change nothing.
    await opened.press('免交')
    await expect.poll(async () => (await opened.again()).words, patience).toContain('已经提交')
    await opened.leave()
    await person('lin').awaits(report, '陈小满', '已提交')
    await world().goTo('2026-11-24T02:20:10Z')
    // What stands in a group of WeCom stays as it was.
    for (const channel of channels().filter(({ platform }) => platform === 'slack')) {
      await channel.awaits('周报', '全部已补交')
      expect(await channel.told('周报')).toHaveLength(1)
    }
  })

  it('climbs to the department head, also for an approval that a supervisor owes', async () => {
    await world().goTo('2026-11-24T10:05:10Z')
    await person('shen').awaits(plan, '陈小满', '已经提醒过本人')
    await person('lin').awaits('许嘉木', plan, '在等您处理')
    await person('shen').awaits('林知夏', '还没有处理', '许嘉木')
  })

  it('proposes an absence when the period has closed, which a person decides and the rep may appeal', async () => {
    const [chen, lin, shen] = [person('chen'), person('lin'), person('shen')]
    await world().goTo('2026-11-26T01:15:10Z')
    await seesChanged(chen, plan, '已截止，未提交')
    // The sweep that closes and the sweep that climbs may meet; the next one sees what this one could not.
    await world().goTo('2026-11-26T01:20:10Z')
    await chen.awaits('缺勤提议', '周计划')
    expect(await chen.told('缺勤提议')).toHaveLength(1)
    for (const handle of ['xu', 'fang']) expect(await person(handle).told('缺勤提议')).toEqual([])

    const decide = await (await lin.awaitsButton('确认缺勤', '缺勤提议', '陈小满')).asks('确认缺勤')
    await (await decide.fill({ 确认理由: '问过本人，没有原因' })).send()
    await chen.awaits('缺勤提议', '已确认缺勤', '没有原因', '12月3日')
    const own = await chen.awaitsButton('申诉', '缺勤提议')
    const appeal = await own.asks('申诉')
    await (await appeal.fill({ 申诉理由: '周五在县里，没有信号' })).send()
    const asked = await shen.awaitsButton('采纳申诉', '缺勤提议', '申诉中', '没有信号')
    await asked.press('采纳申诉', { isSure: true })
    await own.rings('沈若岚：采纳申诉', '缺勤提议')
    for (const each of [chen, lin]) await seesChanged(each, '缺勤提议', '不计缺勤')
  })
})
