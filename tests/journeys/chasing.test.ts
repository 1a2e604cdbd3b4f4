import { describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { filePlan, fileReport, fillAndSend, pressAndSay, takeLeave } from './support/file-records.ts'
import { awaitMessage, findMessages } from './support/find-messages.ts'
import { patience } from './support/patience.ts'
import { useWorld } from './world.ts'

const plan = '周计划 2026年第48周'
const report = '周报 2026年第47周'
const channel = '#sales-nanwan'

/** From Thursday on three reps owe a plan for week 48 and a report on week 47, due on Friday at six. */
describe.each(databases)('chasing on %s', (provider) => {
  const world = useWorld(provider, { without: ['清溪二组'] })
  const as = (handle: string) => world().slack.as(handle)

  it('begins a day ahead with a draft that one tap opens', async () => {
    await world().goTo('2026-11-19T10:05:10Z')
    for (const handle of ['chen', 'xu', 'fang']) {
      for (const what of [plan, report]) await awaitMessage(as(handle), [what, '已为您预填'])
    }
    const card = await awaitMessage(as('xu'), [plan, '已为您预填'])
    await card.press('填写周计划')
    expect((await as('xu').modal()).words).toContain('本周目标')
    await (await as('xu').modal()).close()
    expect(await findMessages(as('lin'), ['还没有提交'])).toEqual([])
  })

  it('is over for whoever files, for who has begun, and for the week that is spent on leave', async () => {
    await filePlan(as('xu'), '回访三家老客户')
    await awaitMessage(as('xu'), [plan, '已提交'])
    await as('xu').command('/report')
    await (await as('xu').modal()).fill({ 本周小结: '写到一半' })
    await (await as('xu').modal()).close()
    await takeLeave(as('fang'), as('lin'), '2026-11-23', '2026-11-27')
    await awaitMessage(as('fang'), [plan, '不用交了'])

    await world().goTo('2026-11-20T08:05:10Z')
    await awaitMessage(as('chen'), [plan, '快到截止时间了'])
    await awaitMessage(as('chen'), [report, '快到截止时间了'])
    // A message of its own each time: an edited one would ring nobody's bell.
    expect(await findMessages(as('chen'), [plan])).toHaveLength(2)
    expect(await findMessages(as('xu'), ['快到截止时间了'])).toEqual([])
    expect(await findMessages(as('fang'), [plan, '快到截止时间了'])).toEqual([])
  })

  it('says at the deadline that it has passed, to whom it concerns', async () => {
    const xu = as('xu')
    await world().goTo('2026-11-20T10:05:10Z')
    await awaitMessage(as('chen'), [plan, '已逾期'])
    await awaitMessage(xu, [report, '已逾期'])
    expect(await findMessages(xu, [plan, '已逾期'])).toEqual([])
  })

  it('tells the team channel after four working hours, in counts and once', async () => {
    await world().goTo('2026-11-23T06:25:00Z')
    expect(await findMessages(as('lin'), ['没有提交，共'], channel)).toEqual([])
    await world().goTo('2026-11-23T06:45:10Z')
    const line = await awaitMessage(as('lin'), ['周计划', '还有 1 人没有提交，共 2 人'], channel)
    expect(line.words).not.toContain('陈小满')
    // Who is on leave is not counted among the missing.
    await awaitMessage(as('lin'), ['周报', '还有 2 人没有提交，共 3 人'], channel)
    await world().goTo('2026-11-23T07:15:10Z')
    expect(await findMessages(as('lin'), ['没有提交，共'], channel)).toHaveLength(2)
  })

  it('gives the supervisor a card a workday later: extend, excuse, nudge', async () => {
    const lin = as('lin')
    await world().goTo('2026-11-23T10:05:10Z')
    // All that is missing in the team is one card; each line opens by itself.
    const card = await awaitMessage(lin, [report, plan, '陈小满', '许嘉木', '3 项还没有提交'])
    await card.press('处理 陈小满 · 周报')
    await (await lin.modal({ contains: '可以延期、免交' })).press('提醒本人')
    await awaitMessage(as('chen'), ['主管提醒您', report])
    await (await lin.modal({ contains: '刚刚提醒了本人' })).press('提醒本人')
    const chens = await lin.modal({ contains: '今天已经提醒过了' })
    expect(await findMessages(as('chen'), ['主管提醒您', report])).toHaveLength(1)

    await chens.press('延期一个工作日')
    await (await lin.modal({ contains: '延期至' })).close()
    await awaitMessage(as('chen'), [report, '延期至', '11/24'])
    await card.press('处理 许嘉木 · 周报')
    await (await lin.modal({ contains: '许嘉木' })).press('免交')
    await fillAndSend(lin, {
      '为什么免交？本人会看到。': '在南湾参加培训',
    })
    await awaitMessage(as('xu'), [report, '已免交', '在南湾参加培训'])
    await awaitMessage(lin, [report, '许嘉木', '已免交'])
    // Who is on leave has nobody asking, and the duty waits for their return.
    expect(await findMessages(lin, [report, '方晴'])).toEqual([])
  })

  it('counts what is filed late as late, and what is filed in the extension as filed', async () => {
    await world().goTo('2026-11-24T02:00:00Z')
    await fileReport(as('fang'), '假期里补上')
    await awaitMessage(as('fang'), [report, '已补交'])
    await fileReport(as('chen'), '延期内完成')
    await awaitMessage(as('chen'), [report, '已提交'])
    await awaitMessage(as('lin'), [report, '陈小满', '已提交'])
    await world().goTo('2026-11-24T02:20:10Z')
    await awaitMessage(as('lin'), ['周报', '全部已补交'], channel)
    expect(await findMessages(as('lin'), ['周报'], channel)).toHaveLength(1)
  })

  it('climbs to the department head, also for an approval that a supervisor owes', async () => {
    await world().goTo('2026-11-24T10:05:10Z')
    await awaitMessage(as('shen'), [plan, '陈小满', '已经提醒过本人'])
    await awaitMessage(as('lin'), ['许嘉木', plan, '在等您处理'])
    await awaitMessage(as('shen'), ['林知夏', '还没有处理', '许嘉木'])
  })

  it('proposes an absence when the period has closed, which a person decides and the rep may appeal', async () => {
    const [chen, lin, shen] = [as('chen'), as('lin'), as('shen')]
    await world().goTo('2026-11-26T01:15:10Z')
    await awaitMessage(chen, [plan, '已截止，未提交'])
    // The sweep that closes and the sweep that climbs may meet; the next one sees what this one could not.
    await world().goTo('2026-11-26T01:20:10Z')
    await awaitMessage(chen, ['缺勤提议', '周计划'])
    expect(await findMessages(chen, ['缺勤提议'])).toHaveLength(1)
    for (const handle of ['xu', 'fang']) expect(await findMessages(as(handle), ['缺勤提议'])).toEqual([])

    await pressAndSay(lin, await awaitMessage(lin, ['缺勤提议', '陈小满']), '确认缺勤', {
      确认理由: '问过本人，没有原因',
    })
    await awaitMessage(chen, ['缺勤提议', '已确认缺勤', '没有原因', '12月3日'])
    await pressAndSay(chen, await awaitMessage(chen, ['缺勤提议']), '申诉', {
      申诉理由: '周五在县里，没有信号',
    })
    const appeal = await awaitMessage(shen, ['缺勤提议', '申诉中', '没有信号'])
    await appeal.press('采纳申诉')
    await awaitMessage(chen, ['缺勤提议', '不计缺勤'])
    await expect
      .poll(async () => (await findMessages(lin, ['缺勤提议', '不计缺勤'])).length, patience)
      .toBeGreaterThan(0)
  })
})
