import { afterEach, describe, expect, it } from 'vitest'
import { readHistory } from '../../src/services/reading/read-history.ts'
import { getRecord } from '../../src/services/records/get-record.ts'
import { buildOutcome } from '../../src/services/records/outcome.ts'
import { databases } from '../support/databases.ts'
import { openStory, type Story, toInstant } from './story.ts'

const plan = { goals: '拜访南湾一院骨科，谈年会' }
const reviewed = '陈小满的周计划 2026年第48周（11月23日–29日）'

describe.each(databases)('answers that are owed, on %s', (provider) => {
  let story: Story
  afterEach(() => story.close())

  /** Friday noon: the rep's plan waits for the supervisor. */
  async function filePlan() {
    story = await openStory(provider, { start: '2026-11-20 12:00' })
    const filed = await story.file('rep', 'weekly-plan', plan, '2026-W48')
    await story.told()
    return filed
  }
  const about = async (local: string) =>
    (await story.goTo(local)).filter((line) => line.includes('陈小满的周计划'))

  it('reminds the supervisor of a plan that waits, then the department head', async () => {
    await filePlan()
    expect(await about('11-23 11:55')).toEqual([])
    expect(await about('11-23 12:00')).toEqual([`supervisor: ${reviewed}在等您处理 [已逾期]`])
    expect(await about('11-24 12:00')).toEqual([`director: 林知夏还没有处理${reviewed} [已逾期]`])
    expect(await about('11-25 12:00')).toEqual([])
  })

  it('are asked for in one list where several are late at once, which says what is left', async () => {
    const filed = await filePlan()
    const days = { kind: 'annual', fromDay: '2026-12-01', toDay: '2026-12-02' }
    const leave = await story.file('rep', 'leave', days)
    await story.told()
    const plan = '陈小满 · 周计划 2026年第48周（11月23日–29日）'
    const late = (lines: string[]) => lines.filter((line) => line.startsWith('supervisor: '))
    expect(late(await story.goTo('11-23 12:00'))).toEqual([
      `supervisor: 2 项在等您处理 · ${plan} [已逾期] · 陈小满 · 请假 ${leave.number} [已逾期]`,
    ])
    const { db } = story.office.store
    const row = await db.outbox.findFirstOrThrow({
      where: { slotKey: { startsWith: 'duties:' }, target: `person:${story.actors.supervisor.personId}` },
      orderBy: { id: 'desc' },
    })
    expect(row.card).toMatchObject({
      buttons: [
        { short: '陈小满 周计划', press: { do: 'show', recordId: filed.id } },
        { short: '陈小满 请假', press: { do: 'show', recordId: leave.id } },
      ],
    })
    await story.act('supervisor', filed, 'approve')
    expect(late(await story.told())).toContain(
      `supervisor: 1 项在等您处理 · 陈小满 · 请假 ${leave.number} [已逾期] · ${plan} [已处理]`,
    )
    await story.act('supervisor', leave, 'approve')
    expect(late(await story.told())).toContain(
      `supervisor: 都已处理或已结束 · ${plan} [已处理] · 陈小满 · 请假 ${leave.number} [已处理]`,
    )
  })

  it('is over with the answer, and the cards say so', async () => {
    const filed = await filePlan()
    await story.goTo('11-23 12:00')
    await story.goTo('11-24 12:00')
    await story.act('supervisor', filed, 'approve')
    const told = await story.told()
    expect(told).toContain(`supervisor: ${reviewed} [已处理]`)
    expect(told).toContain(`director: ${reviewed} [已处理]`)
    expect(await about('11-26 12:00')).toEqual([])
  })

  it('begins anew when what was returned comes back', async () => {
    const filed = await filePlan()
    await story.act('supervisor', filed, 'return', { why: '请写明目标' })
    expect(await about('11-23 12:00')).toEqual([])
    await story.act('rep', filed, 'edit', { goals: '拜访南湾一院，签两家' })
    await story.told()
    expect(await about('11-24 11:55')).toEqual([])
    expect(await about('11-24 12:00')).toEqual([`supervisor: ${reviewed}在等您处理 [已逾期]`])
  })

  it('is owed by who stands in as well; the first to answer answers for both', async () => {
    story = await openStory(provider, { start: '2026-11-20 12:00' })
    const { db } = story.office.store
    await db.delegate.create({
      data: {
        id: 'stand-in',
        personId: story.actors.supervisor.personId,
        delegateId: story.actors.otherSupervisor.personId,
        fromDay: '2026-11-20',
        toDay: '2026-11-30',
      },
    })
    const filed = await story.file('rep', 'weekly-plan', plan, '2026-W48')
    await story.told()
    expect(await about('11-23 12:00')).toHaveLength(2)
    await story.act('supervisor', filed, 'approve')
    const states = await db.duty.findMany({
      where: { kind: `review:${filed.id}` },
      orderBy: { personId: 'asc' },
      select: { personId: true, state: true },
    })
    expect(states).toEqual([
      { personId: story.actors.supervisor.personId, state: 'filed' },
      { personId: story.actors.otherSupervisor.personId, state: 'cancelled' },
    ])
  })

  it('is owed for a leave request too, and anew when an approved one is edited', async () => {
    story = await openStory(provider, { start: '2026-11-20 12:00' })
    const days = { kind: 'annual', fromDay: '2026-12-01', toDay: '2026-12-02' }
    const leave = await story.file('rep', 'leave', days)
    await story.told()
    const aboutLeave = async (local: string) =>
      (await story.goTo(local)).filter((line) => line.includes('陈小满的请假'))
    expect(await aboutLeave('11-23 11:55')).toEqual([])
    expect(await aboutLeave('11-23 12:00')).toEqual([
      `supervisor: 陈小满的请假 ${leave.number}在等您处理 [已逾期]`,
    ])
    await story.act('supervisor', leave, 'approve')
    await story.told()
    expect(await aboutLeave('11-24 12:00')).toEqual([])
    await story.act('rep', leave, 'edit', { ...days, toDay: '2026-12-03' })
    await story.told()
    expect(await aboutLeave('11-25 12:00')).toEqual([
      `supervisor: 陈小满的请假 ${leave.number}在等您处理 [已逾期]`,
    ])
    await story.act('rep', leave, 'cancel')
    const { db } = story.office.store
    expect(await db.duty.findMany({ where: { recordId: leave.id }, select: { state: true } })).toEqual([
      { state: 'cancelled' },
    ])
  })

  /** Two proposals about the rep stand before the supervisor, from the morning of Thursday the 26th on. */
  async function proposeTwo() {
    await story.goTo('11-20 18:00')
    await story.goTo('11-26 00:10')
    await story.goTo('11-26 09:00')
    const [first, second] = await story.office.store.db.record.findMany({
      where: { type: 'absence', ownerId: story.actors.rep.personId },
      orderBy: { number: 'asc' },
    })
    if (!first || !second) throw new Error('two proposals were expected')
    return [first, second] as const
  }
  const owedFor = (recordId: string) =>
    story.office.store.db.duty.findMany({
      where: { kind: `review:${recordId}` },
      orderBy: { id: 'asc' },
      select: { personId: true, state: true, dueAt: true },
    })

  it('asks the director about an absence where there is no supervisor', async () => {
    story = await openStory(provider, { start: '2026-11-20 17:00' })
    const { supervisor, director, rep } = story.actors
    const where = { id: supervisor.personId }
    await story.office.store.db.person.update({ where, data: { isActive: false } })
    await story.goTo('11-20 18:00')
    await story.goTo('11-26 00:10')
    await story.goTo('11-26 09:00')
    const proposed = { type: 'absence', ownerId: rep.personId, status: 'proposed' }
    const absence = await story.office.store.db.record.findFirstOrThrow({ where: proposed })
    expect((await owedFor(absence.id)).map(({ personId }) => personId)).toEqual([director.personId])
    const confirmed = await story.act('director', absence, 'confirm', { reason: '没有原因' })
    // Of the appeal somebody else is asked, and reminded.
    await story.told()
    await story.act('rep', confirmed, 'appeal', { appeal: '那几天在南湾参加培训' })
    const { admin } = story.actors
    expect(await owedFor(absence.id)).toMatchObject([
      { personId: director.personId, state: 'filed' },
      { personId: admin.personId, state: 'pending' },
    ])
    expect(await story.told()).toContainEqual(expect.stringMatching(/^admin: 缺勤提议 .*\[申诉中\]$/))
    const appealed = await getRecord(story.office.store.db, rep, absence.id)
    const outcome = await buildOutcome(story.office, rep, appealed, { action: 'appeal' })
    expect(JSON.stringify(outcome.sections)).toContain(admin.name)
    expect(JSON.stringify(outcome.sections)).not.toContain(director.name)
  })

  it('gives the supervisor five of their own workdays to decide about an absence', async () => {
    story = await openStory(provider, { start: '2026-11-20 17:00' })
    const away = { kind: 'annual', fromDay: '2026-11-27', toDay: '2026-11-30' }
    const leave = await story.file('supervisor', 'leave', away)
    // Nobody supervises the supervisor here.
    await story.office.store.db.record.update({ where: { id: leave.id }, data: { status: 'approved' } })
    const [first] = await proposeTwo()
    const { supervisor } = story.actors
    expect(await owedFor(first.id)).toEqual([
      { personId: supervisor.personId, state: 'pending', dueAt: toInstant('2026-12-07 09:00') },
    ])
  })

  it('passes from the supervisor to the director with an appeal, and is over with their answer', async () => {
    story = await openStory(provider, { start: '2026-11-20 17:00' })
    const [first] = await proposeTwo()
    const { supervisor, director } = story.actors
    await story.goTo('11-27 10:00')
    await story.act('rep', first, 'appeal', { appeal: '那几天在南湾参加培训' })
    expect(await owedFor(first.id)).toMatchObject([
      { personId: supervisor.personId, state: 'cancelled' },
      { personId: director.personId, state: 'pending', dueAt: toInstant('2026-12-04 10:00') },
    ])
    await story.goTo('12-03 18:00')
    const told = await story.goTo('12-04 10:00')
    expect(told.filter((line) => line.startsWith('director:') && line.includes('在等您处理'))).toEqual([
      expect.stringContaining('陈小满的缺勤提议'),
    ])
    await story.act('director', first, 'grant')
    expect((await owedFor(first.id)).map(({ state }) => state)).toEqual(['cancelled', 'filed'])
    const history = await readHistory(story.office, story.actors.rep, { recordId: first.id })
    expect(history.map(({ by, what }) => `${by}：${what}`)).toEqual([
      '沈若岚：采纳申诉',
      '陈小满：申诉',
      '系统：提出',
    ])
  })

  it('lets an appeal in until the seventh day, and says kindly that the eighth is too late', async () => {
    story = await openStory(provider, { start: '2026-11-20 17:00' })
    const [first, second] = await proposeTwo()
    const { db } = story.office.store
    const appeal = { appeal: '那几天在南湾参加培训' }
    await story.goTo('12-03 23:30')
    await expect(story.act('rep', first, 'appeal', appeal)).resolves.toMatchObject({
      status: 'appealed',
    })
    await story.goTo('12-04 00:30')
    await expect(story.act('rep', second, 'appeal', appeal)).rejects.toMatchObject({
      fieldErrors: [{ field: 'appeal', say: { key: 'duties.appealTooLate', params: { day: '2026-12-03' } } }],
    })
    expect(await db.record.findUnique({ where: { id: second.id } })).toMatchObject({ status: 'proposed' })
  })

  it('passes to whoever is nearest when the supervisor has left, and waits until there is somebody', async () => {
    story = await openStory(provider, { start: '2026-11-18 16:00' })
    const { db } = story.office.store
    const record = await story.file('rep', 'weekly-plan', { goals: '拜访' })
    const { supervisor, director, admin, otherSupervisor } = story.actors
    // Nor is there anybody next in line.
    for (const { personId } of [supervisor, director, admin])
      await db.person.update({ where: { id: personId }, data: { isActive: false } })
    const states = async () => (await owedFor(record.id)).map(({ state }) => state)
    await story.goTo('11-19 16:05')
    expect(await states()).toEqual(['pending'])
    const grant = { personId: otherSupervisor.personId, role: 'supervisor', teamId: story.teamIds.nanwan }
    await db.roleGrant.create({ data: grant })
    await story.goTo('11-20 16:10')
    expect(await states()).toEqual(['cancelled', 'pending'])
    // Their own workday begins with the day on which it came to them.
    const told = await story.goTo('11-23 16:15')
    expect(told.filter((line) => line.includes('在等您处理'))).toEqual([
      expect.stringMatching(/^otherSupervisor: 陈小满的周计划/),
    ])
  })
})
