import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import morningJob from '../../cron/jobs/morning-dm.ts'
import { makeDuties } from '../../src/services/duties/sweep/make-duties.ts'
import { databases } from '../support/databases.ts'
import { openTeamWeek, shanghai, type TeamWeek } from './team-week.ts'

describe.each(databases)('the morning message on %s', (provider) => {
  let week: TeamWeek
  beforeAll(async () => {
    week = await openTeamWeek(provider)
    const { actors, teamIds } = week
    const hospital = await week.addCustomer(actors.rep, '南湾市第一人民医院')
    week.clock.set(shanghai('2026-11-16', '09:00'))
    const visits = [
      { customer: hospital, purpose: '回访骨科', day: '2026-11-19' },
      { customer: hospital, purpose: '别的日子', day: '2026-11-20' },
    ]
    await week.file(actors.rep, 'weekly-plan', { goals: '回访', visits }, '2026-W47')
    await week.log(actors.rep, '2026-11-16', { visit_new: 1 })
    await week.addAbsent('黄一诺', '2026-11-19', '2026-11-19')
    await week.addPerson({ name: '登记代表', teamId: teamIds.nanwan, isRegisteredRep: true })
    week.clock.set(shanghai('2026-11-19', '08:05'))
    await makeDuties(week.office)
    await week.told()
  })
  afterAll(() => week.close())

  const run = async (day: string, time: string) => {
    const slot = shanghai(day, time)
    week.clock.set(slot)
    await morningJob.run(week.office, slot)
    return week.told()
  }

  it('says nothing before anybody’s morning', async () => {
    expect(await run('2026-11-19', '08:00')).toEqual([])
  })

  it('lays the day before those whose morning it is, but for the one on leave', async () => {
    const told = await run('2026-11-19', '08:30')
    expect(told.map(({ to }) => to).toSorted()).toEqual(['陈小满', '许嘉木', '登记代表'].toSorted())
    const own = told.find(({ to }) => to === '陈小满')
    expect(own?.text).toBe(
      [
        '早上好，陈小满',
        '要交的',
        '日志 · 2026年11月18日周三',
        '已过截止：昨天 20:00',
        '周计划 · 2026年第48周（11月23日–29日）',
        '明天 18:00 前',
        '周报 · 2026年第47周（11月16日–22日）',
        '明天 18:00 前',
        '今天计划的拜访',
        '南湾市第一人民医院 · 回访骨科',
        '进度',
        '今天：新客户 0/2 · 老客户 0/3 · 电话 0/4',
        '今年外勤 1/240 天',
        '本月转诊到院 0/4 例',
      ].join('\n'),
    )
    expect(own?.card.buttons?.map((button) => ('press' in button ? button.press : undefined))).toEqual([
      { do: 'file', type: 'activity', periodKey: '2026-11-18' },
      { do: 'file', type: 'weekly-plan', periodKey: '2026-W48' },
      { do: 'file', type: 'weekly-report', periodKey: '2026-W47' },
      { do: 'file', type: 'activity' },
    ])
    const registered = told.find(({ to }) => to === '登记代表')
    expect(registered?.text).toContain('今天：新客户 0 · 老客户 0 · 电话 0\n今年外勤 0 天')
  })

  it('says it once a day, also to whom the next runs could reach', async () => {
    expect(await run('2026-11-19', '09:00')).toEqual([])
  })

  it('reaches London in London’s morning, in English', async () => {
    const told = await run('2026-11-19', '16:30')
    expect(told.map(({ to }) => to)).toEqual(['陆思远'])
    expect(told[0]?.text).toContain('Good morning, 陆思远')
    expect(told[0]?.text).toContain('tomorrow, 10:00')
  })

  it('catches up on a morning that was missed by an hour, not on one of yesterday', async () => {
    expect(await run('2026-11-20', '15:00')).toEqual([])
    expect((await run('2026-11-20', '17:30')).map(({ to }) => to)).toEqual(['陆思远'])
  })

  it('is silent on days off', async () => {
    expect(await run('2026-11-21', '08:30')).toEqual([])
  })

  it('gives its buttons to what is due today before what is late, and says how many more there are', async () => {
    const told = await run('2026-11-20', '08:30')
    const own = told.find(({ to }) => to === '陈小满')
    expect(own?.card.buttons?.map(({ label }) => label)).toEqual([
      '周计划 · 2026年第48周（11月23日–29日）',
      '周报 · 2026年第47周（11月16日–22日）',
      '日志 · 2026年11月18日周三',
      '记日志',
    ])
  })
})
