import { afterEach, describe, expect, it } from 'vitest'
import { ValidationError } from '../../src/errors.ts'
import { decideDuty } from '../../src/services/duties/deciding/decide-duty.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { databases } from '../support/databases.ts'
import { openStory, type Story, toInstant } from './story.ts'

const plan = { goals: '拜访南湾一院骨科，谈年会' }

describe.each(databases)('leave and holidays on %s', (provider) => {
  let story: Story
  afterEach(() => story.close())

  async function takeLeave(fromDay: string, toDay: string) {
    const leave = await story.file('rep', 'leave', { kind: 'annual', fromDay, toDay })
    const granted = await story.act('supervisor', leave, 'approve')
    await story.told()
    return granted
  }

  it('asks nothing for a week on leave, and asks again when the leave is cancelled', async () => {
    story = await openStory(provider, { start: '2026-11-20 09:00' })
    await story.goTo('11-20 09:05')
    const titles = async (local: string) =>
      (await story.goTo(local)).filter(
        (line) => line.startsWith('rep: ') && line.includes('周计划 2026年第48周'),
      )
    const leave = await takeLeave('2026-11-23', '2026-11-27')
    expect(await story.duties('rep')).toContain('weekly-plan 2026-W48 cancelled')
    expect(await story.duties('rep')).toContain('weekly-report 2026-W47 pending')
    expect(await titles('11-20 10:00')).toEqual([])
    await story.act('rep', leave, 'cancel')
    expect(await story.duties('rep')).toContain('weekly-plan 2026-W48 pending')
    await story.told()
    // The draft was told this morning, before the leave; what comes next is what still matters.
    expect(await titles('11-20 16:00')).toEqual([
      'rep: 2 项快到截止时间了 · 周计划 2026年第48周（11月23日–29日） [待提交] · 周报 2026年第47周（11月16日–22日） [待提交]',
    ])
  })

  it('moves a deadline off a day of leave, and back', async () => {
    story = await openStory(provider, { start: '2026-11-20 09:00' })
    await story.goTo('11-20 09:05')
    const leave = await takeLeave('2026-11-20', '2026-11-23')
    const moved = await story.dutyOf('rep', 'weekly-report', '2026-W47')
    expect(moved.dueAt).toEqual(toInstant('2026-11-24 18:00'))
    const hers = (lines: string[]) =>
      lines.filter((line) => line.startsWith('rep: ') && line.includes('周报 2026年第47周'))
    expect(hers(await story.goTo('11-20 18:00'))).toEqual([])
    expect(hers(await story.goTo('11-24 08:55'))).toEqual([])
    // A day before would be in the leave: the draft waits for the first hour of work.
    expect(hers(await story.goTo('11-24 09:00'))).toHaveLength(1)
    await story.act('rep', leave, 'cancel')
    const back = await story.dutyOf('rep', 'weekly-report', '2026-W47')
    expect(back).toMatchObject({ dueAt: toInstant('2026-11-20 18:00'), state: 'overdue' })
  })

  it('takes a proposal back when the leave is granted afterwards', async () => {
    story = await openStory(provider, { start: '2026-11-20 17:00' })
    await story.goTo('11-20 18:00')
    await story.goTo('11-26 00:10')
    await story.goTo('11-26 09:00')
    const { db } = story.office.store
    const ownerId = story.actors.rep.personId
    const proposals = () =>
      db.record.findMany({ where: { type: 'absence', ownerId }, orderBy: { number: 'asc' } })
    expect((await proposals()).map((r) => r.status)).toEqual(['proposed', 'proposed'])
    await takeLeave('2026-11-16', '2026-11-27')
    expect((await proposals()).map((r) => r.status)).toEqual(['dismissed', 'dismissed'])
    expect(await story.duties('rep')).toContain('weekly-plan 2026-W48 cancelled')
    // Nobody is asked any more to decide about them.
    const open = await db.duty.count({ where: { kind: { startsWith: 'review:' }, state: 'pending' } })
    const others = await db.record.count({ where: { type: 'absence', status: 'proposed' } })
    expect(open).toBe(others)
  })

  it('nags nobody in the week of National Day, and counts the workday that makes up for it', async () => {
    // 1 to 7 October are holidays, Saturday the 10th is worked.
    story = await openStory(provider, { start: '2026-09-28 08:00' })
    const plans = (lines: string[]) =>
      lines.filter((line) => /^(rep|colleague): .*周计划 2026年第41周/.test(line))
    const told: Record<string, string[]> = {}
    for (let day = 28; day <= 30; day++) {
      for (const time of ['09:00', '16:00', '18:00']) {
        const local = `09-${day} ${time}`
        told[local] = plans(await story.goTo(local))
      }
    }
    // Week 40 has three workdays before the holiday; the plan of week 41 is due on the last of them.
    expect((await story.dutyOf('rep', 'weekly-plan', '2026-W41')).dueAt).toEqual(
      toInstant('2026-09-30 18:00'),
    )
    expect(told['09-29 18:00']).toHaveLength(2)
    expect(told['09-30 16:00']).toHaveLength(2)
    expect(told['09-30 18:00']).toHaveLength(2)
    const holidays: string[] = []
    for (let day = 1; day <= 7; day++) {
      for (const time of ['09:00', '18:00']) holidays.push(...(await story.goTo(`10-0${day} ${time}`)))
    }
    expect(holidays).toEqual([])
    // The first workday is the 8th: four working hours end at half past two.
    expect((await story.goTo('10-08 14:30')).filter((line) => line.startsWith('#'))).toContain(
      '#sales-nanwan: 南湾一组：周计划 2026年第41周（10月5日–11日） · 还有 2 人没有提交，共 2 人。',
    )
    await story.file('rep', 'weekly-plan', plan, '2026-W41')
    await story.told()
    const supervisor = (lines: string[]) =>
      lines.filter((line) => /^supervisor: .*许嘉木(的| · )周计划/.test(line))
    expect(supervisor(await story.goTo('10-08 18:00'))).toHaveLength(1)
    // Week 41 ends with the Saturday that is worked: the report of the week is due on Friday all the same.
    const report = await story.dutyOf('rep', 'weekly-report', '2026-W41').catch(() => null)
    expect(report ?? (await lateReport())).toMatchObject({ dueAt: toInstant('2026-10-09 18:00') })
    // A working day and two after the deadline, counted over the Saturday.
    const escalated = (lines: string[]) =>
      lines.filter((line) => /^director: .*许嘉木(的| · )周报/.test(line))
    await story.goTo('10-09 18:00')
    await story.goTo('10-10 18:00')
    expect(escalated(await story.goTo('10-12 18:00'))).toEqual([
      expect.stringContaining('许嘉木 · 周报 2026年第41周（10月5日–11日） [已逾期]'),
    ])
  })

  async function lateReport() {
    await story.goTo('10-09 09:05')
    return story.dutyOf('rep', 'weekly-report', '2026-W41')
  }

  it.each([
    ['while it could be appealed against', '12-02 10:00', 'dismissed', 'cancelled'],
    ['not once that time is over', '12-08 10:00', 'confirmed', 'missed'],
  ])(
    'takes a confirmed absence back when leave is granted for the week, %s',
    async (_, at, status, state) => {
      story = await openStory(provider, { start: '2026-11-20 17:00' })
      await story.goTo('11-20 18:00')
      await story.goTo('11-26 00:10')
      await story.goTo('11-26 09:00')
      const where = { type: 'absence', ownerId: story.actors.rep.personId, periodKey: '2026-W47' }
      const absence = await story.office.store.db.record.findFirstOrThrow({ where })
      await story.act('supervisor', absence, 'confirm', { reason: '没有原因' })
      await story.goTo(at)
      await takeLeave('2026-11-16', '2026-11-20')
      expect(await story.office.store.db.record.findFirst({ where })).toMatchObject({ status })
      expect(await story.duties('rep')).toContain(`weekly-report 2026-W47 ${state}`)
    },
  )

  it('nudges nobody who is on leave', async () => {
    story = await openStory(provider, { start: '2026-11-20 17:00' })
    await story.goTo('11-20 18:00')
    await takeLeave('2026-11-23', '2026-11-24')
    await story.goTo('11-23 10:00')
    const duty = await story.dutyOf('rep', 'weekly-report', '2026-W47')
    const card = await decideDuty(story.office, story.actors.supervisor, {
      dutyId: duty.id,
      decision: 'nudge',
      platform: 'slack',
    })
    expect(card.footer).toBe('现在是本人的休息时间，没有打扰。请在工作时间再点。')
    expect(await story.told()).toEqual([])
  })

  it.each([
    ['beyond the years whose holidays are known', '2026-12-25', '2027-01-08', 'country: CN'],
    ['for years', '2026-12-25', '2029-12-31', 'country: none'],
  ])('lets everybody else owe theirs while one person is away %s', async (_, fromDay, toDay, country) => {
    const policy = [['country: CN', country]] as const
    story = await openStory(provider, { start: '2026-12-21 09:00', policy })
    const leave = await story.file('colleague', 'leave', { kind: 'other', fromDay, toDay })
    await story.act('supervisor', leave, 'approve')
    await story.goTo('12-24 09:06')
    expect(await story.duties('rep')).toContain('weekly-report 2026-W52 pending')
    // Theirs stands at the company's deadline; what cannot be counted is left out.
    expect((await story.dutyOf('colleague', 'weekly-report', '2026-W52')).dueAt).toEqual(
      toInstant('2026-12-25 18:00'),
    )
  })

  it('takes what is still owed, or was missed, however many weeks leave has moved it', async () => {
    story = await openStory(provider, { start: '2026-10-19 09:00' })
    await takeLeave('2026-10-22', '2026-11-13')
    await story.goTo('10-22 09:06')
    await story.goTo('11-16 09:06')
    const { dueAt } = await story.dutyOf('rep', 'weekly-report', '2026-W43')
    expect(dueAt).toEqual(toInstant('2026-11-16 18:00'))
    const form = await openForm(story.office, story.actors.rep, { kind: 'file', type: 'weekly-report' })
    expect(form.purpose).toMatchObject({ kind: 'file', periodKey: '2026-W43' })
    const report = { summary: '请假前拜访了两家医院' }
    await expect(story.file('rep', 'weekly-report', report, '2026-W40')).rejects.toBeInstanceOf(
      ValidationError,
    )
    await expect(story.file('colleague', 'weekly-report', report, '2026-W42')).rejects.toBeInstanceOf(
      ValidationError,
    )
    await story.file('rep', 'weekly-report', report, '2026-W43')
    expect(await story.duties('rep')).toContain('weekly-report 2026-W43 filed')
  })
})
