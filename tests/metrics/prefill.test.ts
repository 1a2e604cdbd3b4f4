import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { answersOf } from '../../src/forms/form.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { databases } from '../support/databases.ts'
import { friday, openTeamWeek, shanghai, type TeamWeek } from './team-week.ts'

describe.each(databases)('what a form begins with on %s', (provider) => {
  let week: TeamWeek
  let [kept, missed] = ['', '']
  beforeAll(async () => {
    week = await openTeamWeek(provider)
    const { rep, supervisor } = week.actors
    kept = await week.addCustomer(rep, '南湾市第一人民医院')
    missed = await week.addCustomer(rep, '清溪县中医院')
    week.clock.set(shanghai('2026-11-16', '09:00'))
    const visits = [
      { customer: kept, purpose: '回访骨科', day: '2026-11-17' },
      { customer: missed, purpose: '送资料', day: null },
    ]
    const targets = { newVisitTarget: '8', callTarget: '20' }
    const plan = await week.file(rep, 'weekly-plan', { goals: '回访', visits, ...targets }, '2026-W47')
    await week.act(supervisor, plan, 'approve')
    week.clock.set(shanghai(friday, '17:00'))
    await week.log(rep, '2026-11-17', { visit_old: 1 }, kept)
    await week.file(rep, 'activity', {
      kind: 'call',
      customer: kept,
      day: '2026-11-18',
      note: '下周要样品',
    })
    // The same customer in another week, or by somebody else, keeps no planned visit.
    await week.log(rep, '2026-11-13', { visit_old: 1 }, missed)
    await week.log(week.actors.colleague, '2026-11-17', { visit_old: 1 }, missed)
  })
  afterAll(() => week.close())

  const open = async (actor: Actor, type: string, periodKey: string) =>
    answersOf((await openForm(week.office, actor, { kind: 'file', type, periodKey })).fields)

  it('fills the report from the plan and the log', async () => {
    expect(await open(week.actors.rep, 'weekly-report', '2026-W47')).toEqual({
      items: [
        { customer: kept, what: '回访骨科', outcome: 'done', note: '下周要样品' },
        { customer: missed, what: '送资料', outcome: 'not_done', note: null },
      ],
      summary: '本周拜访新客户 0 次、老客户 1 次，电话 1 个，外勤 1 天。\n计划的 2 个拜访完成 1 个。',
      blockers: null,
      nextFocus: null,
    })
  })

  it('opens an empty report for a week of which nothing is known', async () => {
    const answers = await open(week.actors.outsider, 'weekly-report', '2026-W47')
    expect(answers).toEqual({ items: [], summary: null, blockers: null, nextFocus: null })
  })

  it('begins a first plan with what the week asks', async () => {
    expect(await open(week.actors.outsider, 'weekly-plan', '2026-W48')).toMatchObject({
      goals: null,
      visits: [],
      newVisitTarget: '10',
      oldVisitTarget: '15',
      callTarget: '20',
    })
  })

  it('carries into the next plan what the report carried over, and the last plan’s targets', async () => {
    const { rep } = week.actors
    const items = [
      { customer: kept, what: '回访骨科', outcome: 'done' },
      { customer: missed, what: '送资料', outcome: 'carried' },
      { customer: null, what: '整理客户档案', outcome: 'carried' },
    ]
    const report = { items, summary: '顺利', nextFocus: '中医院' }
    await week.file(rep, 'weekly-report', report, '2026-W47')
    expect(await open(rep, 'weekly-plan', '2026-W48')).toMatchObject({
      goals: '中医院\n整理客户档案',
      visits: [{ customer: missed, purpose: '送资料', day: null }],
      newVisitTarget: '8',
      oldVisitTarget: null,
      callTarget: '20',
    })
  })

  it('does not bring back what an older report carried into a plan since', async () => {
    const { rep } = week.actors
    await week.file(rep, 'weekly-plan', { goals: '送资料', visits: [] }, '2026-W48')
    week.clock.set(shanghai('2026-11-27', '10:00'))
    expect(await open(rep, 'weekly-plan', '2026-W49')).toMatchObject({ goals: null, visits: [] })
  })

  it('is filed as it opened', async () => {
    const { colleague } = week.actors
    const answers = await open(colleague, 'weekly-plan', '2026-W49')
    const filed = await week.file(colleague, 'weekly-plan', { ...answers, goals: '拜访' }, '2026-W49')
    expect(filed.values).toMatchObject({ newVisitTarget: 10, visits: [] })
  })
})
