import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import type { HomeSection } from '../../src/forms/home.ts'
import { makeDuties } from '../../src/services/duties/sweep/make-duties.ts'
import { saveDraft } from '../../src/services/forms/drafts.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import type { StoredRecord } from '../../src/store/records/records.ts'
import { databases } from '../support/databases.ts'
import { friday, openTeamWeek, shanghai, type TeamWeek } from './team-week.ts'

describe.each(databases)('the home on %s', (provider) => {
  let week: TeamWeek
  let returned: StoredRecord
  beforeAll(async () => {
    week = await openTeamWeek(provider)
    const { actors, teamIds } = week
    week.clock.set(shanghai('2026-11-19', '10:00'))
    await makeDuties(week.office)
    const plan = await week.file(actors.rep, 'weekly-plan', { goals: '回访', visits: [] }, '2026-W48')
    returned = await week.act(actors.supervisor, plan, 'return', { why: '请写明客户' })
    await week.file(actors.colleague, 'weekly-plan', { goals: '拜访', visits: [] }, '2026-W48')
    await saveDraft(week.office, actors.rep, {
      purpose: { kind: 'file', type: 'weekly-report', periodKey: '2026-W47' },
      answers: { summary: '写到一半' },
    })
    await saveDraft(week.office, actors.rep, {
      purpose: {
        kind: 'edit',
        type: 'weekly-plan',
        recordId: returned.id,
        revision: returned.revision,
        action: 'edit',
      },
      answers: { goals: '改' },
    })
    await week.log(actors.rep, '2026-11-19', { visit_new: 1, call: 2 })
    const partner = await week.addCustomer(actors.rep, '南湾市第一人民医院')
    const notice = { partner, department: '妇科', expectedOn: friday, consentRef: 'C-1' }
    await week.file(actors.rep, 'referral', notice)
    await week.addPerson({ name: '登记代表', teamId: teamIds.nanwan, isRegisteredRep: true })
    week.clock.set(shanghai(friday, '19:00'))
  })
  afterAll(() => week.close())

  const sectionsOf = async (actor: Actor, pages?: Record<string, number>) => {
    const home = await readHome(week.office, actor, pages ? { pages } : {})
    return new Map(home.sections.map((section): [string, HomeSection] => [section.id, section]))
  }

  it('greets by name and day', async () => {
    const { greeting } = await readHome(week.office, week.actors.rep)
    expect(greeting).toBe('陈小满，您好。今天是2026年11月20日周五。')
  })

  it('shows who leads how their people’s week stands, and nobody else', async () => {
    const team = (await sectionsOf(week.actors.supervisor)).get('team')
    expect(team?.heading).toBe('我的团队 · 2026年第47周（11月16日–22日）')
    expect(team?.text).toContain('周报：已交 0/2 · 未交 2')
    expect(team?.text).toContain('活动：')
    expect(team?.items.map(({ title }) => title).join('\n')).toContain('陈小满')
    const [own, outside] = [await sectionsOf(week.actors.rep), await sectionsOf(week.actors.otherSupervisor)]
    expect(own.has('team')).toBe(false)
    expect(JSON.stringify(outside.get('team'))).not.toContain('陈小满')
    expect((await sectionsOf(week.actors.finance)).has('duties')).toBe(false)
  })

  it('says of what is due tomorrow which week it is for, and calls nobody missing before the deadline', async () => {
    week.clock.set(shanghai('2026-11-19', '15:00'))
    const team = (await sectionsOf(week.actors.supervisor)).get('team')
    week.clock.set(shanghai(friday, '19:00'))
    expect(team?.text?.split('\n').slice(0, 2)).toEqual([
      '周计划（第48周）：已交 2/2',
      '周报：已交 0/2 · 未到截止 2',
    ])
    expect(team?.items).toEqual([])
  })

  it('names once who owes two of a kind, one of them extended into this week', async () => {
    const { duty } = week.office.store.db
    const where = { personId: week.actors.rep.personId, kind: 'weekly-report', periodKey: '2026-W47' }
    const now = await duty.findFirstOrThrow({ where })
    const before = { ...now, id: 'extended', periodKey: '2026-W46', extendedTo: now.dueAt }
    await duty.create({ data: { ...before, dueAt: shanghai('2026-11-13', '18:00') } })
    const team = (await sectionsOf(week.actors.supervisor)).get('team')
    await duty.delete({ where: { id: before.id } })
    expect(team?.text).toContain('周报：已交 0/3 · 未交 3')
    const reports = team?.items.find(({ title }) => title?.includes('周报'))
    expect(reports?.title?.split('陈小满')).toHaveLength(2)
  })

  it('lists what is due with its time in words and the button to its form', async () => {
    const sections = await sectionsOf(week.actors.rep)
    expect(sections.get('duties')).toEqual({
      id: 'duties',
      heading: '我的待办',
      text: '1 项已过截止时间',
      items: [
        {
          title: '周报 · 2026年第47周（11月16日–22日）',
          detail: '已过截止：今天 18:00',
          buttons: [
            {
              label: '去填写',
              short: '周报',
              tone: 'primary',
              press: { do: 'file', type: 'weekly-report', periodKey: '2026-W47' },
            },
          ],
        },
      ],
    })
  })

  it('shows times on the reader’s own clock', async () => {
    const sections = await sectionsOf(week.actors.outsider)
    expect(sections.get('duties')?.items.map(({ detail }) => detail)).toEqual([
      'Past its deadline: Wed, Nov 18, 2026, 20:00',
      'Past its deadline: today, 10:00',
      'Past its deadline: today, 10:00',
    ])
  })

  it('shows what was returned with its reason, and the drafts to carry on with', async () => {
    const sections = await sectionsOf(week.actors.rep)
    expect(sections.get('returned')?.items).toEqual([
      {
        title: `周计划 ${returned.number} · 2026年第48周（11月23日–29日）`,
        detail: '请写明客户',
        buttons: [
          {
            label: '去修改',
            short: '去修改 周计划',
            tone: 'primary',
            press: { do: 'act', recordId: returned.id, revision: returned.revision, action: 'edit' },
          },
        ],
      },
    ])
    expect(sections.get('drafts')?.items.map(({ title, detail }) => [title, detail])).toEqual([
      [`周计划 · 修改 ${returned.number}`, '昨天 10:00 保存'],
      ['周报 · 2026年第47周（11月16日–22日）', '昨天 10:00 保存'],
    ])
  })

  it('shows the meter, the year’s field days and the month against its quota', async () => {
    const sections = await sectionsOf(week.actors.rep)
    expect(sections.get('progress')?.text).toBe(
      '今天：新客户 0/2 · 老客户 0/3 · 电话 0/4\n今年外勤 1/240 天\n本月转诊到院 0/4 例',
    )
  })

  it('gives each the records whose next step is theirs', async () => {
    const { actors } = week
    const waiting = async (actor: Actor) =>
      (await sectionsOf(actor)).get('approvals')?.items.map(({ title, detail }) => `${title} | ${detail}`)
    expect(await waiting(actors.supervisor)).toEqual([
      expect.stringMatching(/^周计划 WP-2026-\d{4} · 许嘉木 \| 待审批 · 2026年第48周.* · 昨天 10:00 起$/),
    ])
    expect(await waiting(actors.reception)).toEqual([
      expect.stringMatching(/^转诊通知 RF-2026-0001 · 陈小满 \|/),
    ])
    // The rep has still to say who the patient is.
    expect(await waiting(actors.rep)).toEqual([expect.stringContaining('填写患者身份')])
    expect(await waiting(actors.finance)).toEqual([])
    expect(await waiting(actors.otherSupervisor)).toEqual([])
  })

  it('names what waits so that two of one person and kind are told apart, also where there is little room', async () => {
    const { actors, office } = week
    const leaves = [
      await week.file(actors.rep, 'leave', { kind: 'annual', fromDay: '2026-12-01', toDay: '2026-12-02' }),
      await week.file(actors.rep, 'leave', { kind: 'sick', fromDay: '2026-12-10', toDay: '2026-12-10' }),
    ]
    const items = (await sectionsOf(actors.supervisor)).get('approvals')?.items ?? []
    const shown = items.flatMap(({ detail, buttons = [] }) =>
      buttons.map((b) => [b.short, detail?.split(' · ')[1]]),
    )
    expect(shown.slice(-2)).toEqual([
      ['陈小满 12/1 请假', '12月1日–2日'],
      ['陈小满 12/10 请假', '12月10日'],
    ])
    await office.store.db.leave.deleteMany({ where: { recordId: { in: leaves.map(({ id }) => id) } } })
    await office.store.db.record.deleteMany({ where: { id: { in: leaves.map(({ id }) => id) } } })
  })

  it('lets a stand-in see what waits for the one who is away', async () => {
    const { supervisor, otherSupervisor } = week.actors
    const { db } = week.office.store
    await db.delegate.create({
      data: {
        id: 'delegate-1',
        personId: supervisor.personId,
        delegateId: otherSupervisor.personId,
        fromDay: '2026-11-20',
        toDay: '2026-11-27',
      },
    })
    const { findActor } = await import('../../src/services/people/find-actor.ts')
    const standIn = await findActor(week.office, otherSupervisor.personId)
    expect(standIn && (await sectionsOf(standIn)).get('approvals')?.items).toHaveLength(1)
    await db.delegate.deleteMany({})
  })

  it('turns pages of ten, and a page that is gone is the last', async () => {
    const { supervisor } = week.actors
    for (let index = 0; index < 24; index++) {
      const actor = await week.addPerson({ name: `组员${index}`, teamId: week.teamIds.nanwan })
      await week.file(actor, 'weekly-plan', { goals: '拜访', visits: [] }, '2026-W48')
    }
    const first = (await sectionsOf(supervisor)).get('approvals')
    expect(first?.text).toBe('25 项')
    expect(first?.pages).toEqual({ page: 1, of: 3 })
    const last = (await sectionsOf(supervisor, { approvals: 99 })).get('approvals')
    expect(last?.pages).toEqual({ page: 3, of: 3 })
    expect([first?.items.length, last?.items.length]).toEqual([10, 5])
  })
})
