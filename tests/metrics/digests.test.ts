import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import managerDigestJob from '../../cron/jobs/manager-digest.ts'
import teamDigestJob from '../../cron/jobs/team-digest.ts'
import { makeDuties } from '../../src/services/duties/sweep/make-duties.ts'
import { importCustomersAs } from '../../src/services/importing/import-customers.ts'
import { databases } from '../support/databases.ts'
import { friday, isPicture, openTeamWeek, shanghai, type TeamWeek } from './team-week.ts'

const slot = shanghai(friday, '18:30')

describe.each(databases)('the digests on %s', (provider) => {
  let week: TeamWeek
  beforeAll(async () => {
    week = await openTeamWeek(provider)
    const { actors, teamIds } = week
    const { rep, colleague, outsider } = actors
    week.clock.set(shanghai('2026-11-16', '09:00'))
    const hospital = await week.addCustomer(rep, '南湾市第一人民医院')
    // What the company knew before is not new in the week in which its sheet came.
    const sheet = Buffer.from('名称,类别,负责人邮箱\n清溪康民诊所,clinic,\n')
    const imported = await importCustomersAs(week.office, null, {
      file: { name: 'customers.csv', bytes: sheet },
      isDryRun: false,
    })
    expect(imported.created).toBe(1)
    await week.office.store.db.record.updateMany({
      where: { customer: { is: { name: '清溪康民诊所' } } },
      data: { teamId: teamIds.nanwan },
    })
    const visits = [
      { customer: hospital, purpose: '回访', day: '2026-11-17' },
      { customer: hospital, purpose: '送资料', day: '2026-11-18' },
    ]
    await week.file(rep, 'weekly-plan', { goals: '回访老客户', visits }, '2026-W47')
    week.clock.set(shanghai('2026-11-19', '09:00'))
    await makeDuties(week.office)
    await week.file(colleague, 'weekly-plan', { goals: '拜访', visits: [] }, '2026-W48')
    week.clock.set(shanghai(friday, '17:00'))
    await week.log(rep, '2026-11-17', { visit_new: 2, visit_old: 3, call: 4 }, hospital)
    await week.log(outsider, '2026-11-18', { visit_new: 1, call: 2 })
    const notice = { partner: hospital, department: '妇科', expectedOn: friday, consentRef: 'C-1' }
    await week.file(rep, 'referral', notice)
    await week.file(rep, 'weekly-plan', { goals: '继续', visits: [] }, '2026-W48')
    const items = [{ customer: hospital, what: '送资料', outcome: 'carried' }]
    await week.file(rep, 'weekly-report', { items, summary: '顺利', blockers: '缺少资料' }, '2026-W47')
    await week.addAbsent('黄一诺', '2026-11-16', '2026-11-27')
    await week.office.store.db.duty.updateMany({
      where: { personId: colleague.personId, kind: 'weekly-report' },
      data: { state: 'excused' },
    })
    week.clock.set(slot)
    await week.told()
  })
  afterAll(() => week.close())

  it('tells the channel once how the week went, in counts', async () => {
    await teamDigestJob.run(week.office, slot)
    const [digest, details, ...more] = await week.told()
    expect(more).toEqual([])
    expect(digest?.to).toBe('#sales-team')
    expect(digest?.text).toBe(
      [
        '团队小结 · 2026年第47周（11月16日–22日）',
        '周计划（第48周）：已交 2/3 · 未交 1',
        '周报：已交 1/2 · 未交 1 · 免交 1',
        '活动：新客户 3 · 老客户 3 · 电话 6',
        '外勤：2 人天',
        '新建客户：2 家',
        '转诊：待到院 1',
        '提到困难的周报：1 份',
      ].join('\n'),
    )
    expect(details?.threadOf).toBe(digest?.slotKey)
    expect(details?.text).toBe(
      [
        '明细',
        '各组',
        '南湾一组：周计划（第48周） 2/2 · 周报 1/1 · 新客户 2 · 老客户 3 · 电话 4',
        '清溪二组：周计划（第48周） 0/1 · 周报 0/1 · 新客户 1 · 老客户 0 · 电话 2',
        '新建客户',
        '清溪县人民医院、南湾市第一人民医院',
        '转诊',
        'RF-2026-0001 · 待到院',
      ].join('\n'),
    )
    await teamDigestJob.run(week.office, slot)
    expect(await week.told()).toEqual([])
  })

  it('names nobody in the channel', async () => {
    const rows = await week.office.store.db.outbox.findMany({ where: { target: 'channel:sales-team' } })
    for (const name of ['陈小满', '许嘉木', '陆思远']) {
      expect(JSON.stringify(rows.map((row) => row.card))).not.toContain(name)
    }
  })

  it('tells each manager about their own people, with the picture, once', async () => {
    await week.office.store.db.record.updateMany({
      where: { type: 'weekly-plan', periodKey: '2026-W47' },
      data: { statusAt: shanghai('2026-11-17', '09:00') },
    })
    await managerDigestJob.run(week.office, slot)
    const told = await week.told()
    expect(told.map(({ to }) => to).toSorted()).toEqual(['周以宁', '林知夏', '沈若岚'].toSorted())
    expect(told.every(({ png }) => isPicture(png))).toBe(true)
    const own = told.find(({ to }) => to === '林知夏')
    const [plan] = await week.office.store.db.record.findMany({
      where: { type: 'weekly-plan', periodKey: '2026-W47' },
    })
    expect(own?.card.facts).toEqual([
      { label: '人数', value: '3' },
      { label: '计划拜访完成', value: '2/2' },
      { label: '活动', value: '新客户 2/20 · 老客户 3/30 · 电话 4/40' },
      { label: '结转事项', value: '1 项' },
      { label: '今年外勤（人均）', value: '0 天，按进度应为 212 天' },
      { label: '等您处理超过一天', value: '2 项' },
    ])
    expect(own?.card.sections?.[0]).toEqual({ heading: '已过截止还没交', text: '没有过期未交的。' })
    const line = `周计划 ${plan?.number} · 陈小满`
    expect(own?.card.sections?.[1]?.text).toContain(line)
    expect(own?.card.buttons?.[0]).toEqual({
      label: `打开 ${line}`,
      short: '陈小满 47周 周计划',
      line,
      press: { do: 'show', recordId: plan?.id },
    })
    expect(own?.card.picture?.alt).toContain('陈小满：按时 1')
    const other = told.find(({ to }) => to === '周以宁')
    expect(other?.card.sections?.[0]?.text).toBe('周计划：陆思远\n周报：陆思远')
    expect(other?.card.picture?.alt).toContain('陆思远：待补交 1 (47周)')
    expect(other?.text).not.toContain('陈小满')
    const director = told.find(({ to }) => to === '沈若岚')
    expect(director?.card.facts?.[0]).toEqual({ label: '人数', value: '4' })
    await managerDigestJob.run(week.office, slot)
    expect(await week.told()).toEqual([])
  })
})

describe('a team of 45', () => {
  it('takes two pictures, and an empty team takes none', async () => {
    const week = await openTeamWeek('sqlite')
    try {
      for (let index = 1; index <= 43; index++) {
        await week.addPerson({ name: `组员${String(index).padStart(2, '0')}`, teamId: week.teamIds.nanwan })
      }
      await week.office.store.db.person.updateMany({
        where: { teamId: week.teamIds.qingxi, grants: { some: { role: 'rep' } } },
        data: { isActive: false },
      })
      await makeDuties(week.office)
      week.clock.set(slot)
      await week.told()
      await managerDigestJob.run(week.office, slot)
      const told = await week.told()
      const own = told.filter(({ to }) => to === '林知夏')
      expect(own.map(({ card }) => card.title)).toEqual([
        '管理周报 · 2026年第47周（11月16日–22日）',
        '管理周报 · 2026年第47周（11月16日–22日）（2/2）',
      ])
      expect(own.every(({ png }) => isPicture(png))).toBe(true)
      expect(own.every(({ card }) => (card.picture?.alt.length ?? 0) <= 2_000)).toBe(true)
      expect(told.filter(({ to }) => to === '周以宁')).toEqual([])
    } finally {
      await week.close()
    }
  })
})
