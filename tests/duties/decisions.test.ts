import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NotFound, NotPermitted, ValidationError } from '../../src/errors.ts'
import type { Card } from '../../src/forms/card.ts'
import { type DecideDutyInput, decideDuty } from '../../src/services/duties/deciding/decide-duty.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import { databases } from '../support/databases.ts'
import type { MemberKey } from '../support/office.ts'
import { openStory, type Story, toInstant } from './story.ts'

const report = { summary: '拜访三家医院' }
const planTitle = '周计划 2026年第48周（11月23日–29日）'
const title = '周报 2026年第47周（11月16日–22日）'

describe.each(databases)('a supervisor’s decisions on %s', (provider) => {
  let story: Story
  let dutyId: string

  /** Monday evening: the report of week 47 is a workday late, and the supervisor has the card. */
  beforeEach(async () => {
    story = await openStory(provider, { start: '2026-11-20 17:00' })
    await story.goTo('11-20 18:00')
    await story.goTo('11-23 18:00')
    dutyId = (await story.dutyOf('rep', 'weekly-report', '2026-W47')).id
  })
  afterEach(() => story.close())

  const decide = (who: MemberKey, decision: DecideDutyInput['decision'], reason?: string) =>
    decideDuty(story.office, story.actors[who], {
      dutyId,
      decision,
      platform: 'slack',
      ...(reason ? { reason } : {}),
    })
  const events = async (kind: string) =>
    (await story.office.store.db.event.findMany({ where: { kind, subject: dutyId } })).length
  const labels = (card: { buttons?: readonly { label: string }[] }) => card.buttons?.map((b) => b.label)

  it('extends by a workday, however often it is pressed, and the ladder begins anew', async () => {
    const card = await decide('supervisor', 'extend')
    expect(card).toMatchObject({ badge: { text: '待提交' } })
    expect(card.facts).toContainEqual({ label: '延期至', value: '11月24日周二 18:00' })
    expect(await story.dutyOf('rep', 'weekly-report', '2026-W47')).toMatchObject({
      state: 'pending',
      extendedTo: toInstant('2026-11-24 18:00'),
    })
    await decide('supervisor', 'extend')
    await decide('director', 'extend')
    expect(await events('duty.extended')).toBe(1)
    // The one who owes and the supervisor see it on the cards they have.
    expect(await story.told()).toEqual([
      `rep: 2 项待提交 · ${planTitle} [已逾期] · ${title} [待提交]`,
      expect.stringMatching(
        /^supervisor: 4 项还没有提交 · .*陈小满 · 周报 2026年第47周（11月16日–22日） \[待提交\]/,
      ),
      // And a line in the thread, which rings.
      `rep: 林知夏把${title}延期到 11月24日周二 18:00`,
    ])
    const about = (lines: string[]) =>
      lines.filter(
        (line) =>
          line.includes('周报 2026年第47周') &&
          !line.includes('许嘉木') &&
          !/^(colleague|outsider|other)/.test(line),
      )
    await story.goTo('11-24 09:05')
    expect(about(await story.goTo('11-24 16:00'))).toEqual([`rep: ${title}：快到截止时间了 [待提交]`])
    expect(about(await story.goTo('11-24 18:00'))).toContain(
      `rep: ${title}：已过截止时间，现在补交仍算迟交、不算缺 [已逾期]`,
    )
    expect(about(await story.goTo('11-25 18:00'))).toContain(
      `supervisor: 陈小满的${title}还没有提交 [已逾期]`,
    )
  })

  it('excuses for good: nobody is reminded, and nothing is proposed', async () => {
    const card = await decide('supervisor', 'excuse', '在南湾参加培训')
    expect(card).toMatchObject({
      badge: { text: '已免交' },
      sections: [{ heading: '原因', text: '在南湾参加培训' }],
    })
    expect(labels(card)).toBeUndefined()
    expect(await decide('director', 'extend')).toMatchObject({ badge: { text: '已免交' } })
    expect(await story.told()).toEqual([
      `rep: 1 项已过截止时间，现在补交仍算迟交、不算缺 · ${planTitle} [已逾期] · ${title} [已免交]`,
      expect.stringMatching(
        /^supervisor: 3 项还没有提交 · .*陈小满 · 周报 2026年第47周（11月16日–22日） \[已免交\]/,
      ),
      expect.stringContaining(`rep: 林知夏：${title}可以不交`),
    ])
    const news = await story.office.store.db.outbox.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(news.threadOf).not.toBeNull()
    expect(JSON.stringify(news.card)).toContain('在南湾参加培训')
    await story.goTo('11-24 18:00')
    await story.goTo('11-26 00:10')
    await story.goTo('11-26 09:00')
    expect(await story.duties('rep')).toContain('weekly-report 2026-W47 excused')
    const proposed = await story.office.store.db.absence.findMany({ where: { dutyId } })
    expect(proposed).toEqual([])
    expect(await events('duty.excused')).toBe(1)
  })

  it('takes no excuse without a reason, nor one that is too long to be read', async () => {
    await expect(decide('supervisor', 'excuse', ' ')).rejects.toThrow(ValidationError)
    await expect(decide('supervisor', 'excuse', '忙'.repeat(501))).rejects.toThrow(ValidationError)
    expect(await events('duty.excused')).toBe(0)
    await decide('supervisor', 'excuse', '忙'.repeat(500))
    expect((await story.dutyOf('rep', 'weekly-report', '2026-W47')).excuseReason).toHaveLength(500)
  })

  it('nudges once a workday, with a message of its own', async () => {
    expect(await decide('supervisor', 'nudge')).toMatchObject({ footer: '刚刚提醒了本人。' })
    expect(await decide('director', 'nudge')).toMatchObject({
      footer: '今天已经提醒过了，一个工作日最多一次。',
    })
    expect(await story.told()).toEqual([`rep: 主管提醒您：请提交${title} [已逾期]`])
    await story.goTo('11-24 09:05')
    await decide('supervisor', 'nudge')
    expect(await story.told()).toHaveLength(1)
    expect(await events('duty.nudged')).toBe(2)
    await story.file('rep', 'weekly-report', report, '2026-W47')
    // Every card that was sent about it is done with: the ladder's, and both nudges.
    expect(
      (await story.told()).filter((line) => line.startsWith('rep: ') && line.includes(`${title} [已补交]`)),
    ).toHaveLength(3)
  })

  it('takes the first of two supervisors who press at once', async () => {
    const cards = await Promise.all([decide('supervisor', 'excuse', '培训'), decide('director', 'extend')])
    const { state } = await story.dutyOf('rep', 'weekly-report', '2026-W47')
    expect((await events('duty.excused')) + (await events('duty.extended'))).toBeGreaterThan(0)
    expect(['excused', 'pending']).toContain(state)
    expect(cards.map((card) => card.badge?.text)).toContain(state === 'excused' ? '已免交' : '待提交')
  })

  it('shows how things stand to who presses after it was filed', async () => {
    await story.file('rep', 'weekly-report', report, '2026-W47')
    const card = await decide('supervisor', 'excuse')
    expect(card).toMatchObject({ title: `陈小满的${title}`, badge: { text: '已补交' } })
    expect(await events('duty.excused')).toBe(0)
  })

  it('reopens what was missed, and takes the proposal back', async () => {
    await story.goTo('11-26 00:10')
    await story.goTo('11-26 09:00')
    expect(await story.duties('rep')).toContain('weekly-report 2026-W47 missed')
    await decide('supervisor', 'extend')
    expect(await story.dutyOf('rep', 'weekly-report', '2026-W47')).toMatchObject({
      state: 'pending',
      extendedTo: toInstant('2026-11-27 18:00'),
    })
    const { recordId } = await story.office.store.db.absence.findUniqueOrThrow({ where: { dutyId } })
    expect(await story.office.store.db.record.findUnique({ where: { id: recordId } })).toMatchObject({
      status: 'dismissed',
    })
    await story.file('rep', 'weekly-report', report, '2026-W47')
    expect(await story.duties('rep')).toContain('weekly-report 2026-W47 filed')
  })

  it('tells two proposals about one person apart among what waits', async () => {
    await story.goTo('11-26 00:10')
    await story.goTo('11-26 09:00')
    const home = await readHome(story.office, story.actors.supervisor)
    const items = home.sections.find(({ id }) => id === 'approvals')?.items ?? []
    const about = items.filter(({ title }) => title?.includes('陈小满'))
    expect(about.map(({ title }) => title?.replace(/AB-\S+/, '…')).toSorted()).toEqual([
      '缺勤提议 · 周报 … · 陈小满',
      '缺勤提议 · 周计划 … · 陈小满',
    ])
    const names = about.flatMap(({ buttons = [] }) => buttons.map((button) => button.short))
    expect(names.toSorted()).toEqual(['陈小满 47周 周报', '陈小满 48周 周计划'])
  })

  const absence = async () => {
    const { recordId } = await story.office.store.db.absence.findUniqueOrThrow({ where: { dutyId } })
    return story.office.store.db.record.findUniqueOrThrow({ where: { id: recordId } })
  }
  const cardAbout = async (who: MemberKey, slot: string) => {
    const target = `person:${story.actors[who].personId}`
    const where = { target, slotKey: { startsWith: slot } }
    const { card } = await story.office.store.db.outbox.findFirstOrThrow({ where, orderBy: { id: 'desc' } })
    return card as unknown as Card
  }

  it('asks why before it excuses', async () => {
    await expect(decide('supervisor', 'excuse', '  ')).rejects.toMatchObject({
      fieldErrors: [{ field: 'reason', say: { key: 'fields.required' } }],
    })
    expect(await story.duties('rep')).toContain('weekly-report 2026-W47 overdue')
    const card = await decide('supervisor', 'show')
    expect(card.buttons).toMatchObject([
      { label: '提醒本人' },
      {
        label: '延期一个工作日',
        confirm: expect.stringMatching(/^陈小满的周\S+ .+：截止时间延后一个工作日，本人会看到。确定吗？$/),
      },
      { label: '免交', asks: '为什么免交？本人会看到。' },
    ])
  })

  it('takes the proposal back with an excuse, as long as nobody has decided about it', async () => {
    await story.goTo('11-26 00:10')
    await story.goTo('11-26 09:00')
    await decide('supervisor', 'excuse', '在南湾参加培训')
    expect(await absence()).toMatchObject({ status: 'dismissed' })
    expect(await story.duties('rep')).toContain('weekly-report 2026-W47 excused')
  })

  it('says of a confirmed absence why, until when and how to appeal, and decides nothing beside it', async () => {
    await story.goTo('11-26 00:10')
    await story.goTo('11-26 09:00')
    const { id, number } = await absence()
    // Also where the card has long gone up in the conversation.
    const { sections: own } = await readHome(story.office, story.actors.rep)
    expect(own.find((section) => section.id === 'appeals')?.items).toContainEqual(
      expect.objectContaining({
        title: `缺勤提议 · 周报 ${number}`,
        detail: expect.stringContaining('最晚2026年12月3日周四申诉'),
        buttons: [expect.objectContaining({ label: '申诉', short: '申诉 47周 周报' })],
      }),
    )
    expect(await cardAbout('rep', `record:${id}`)).toMatchObject({
      facts: expect.arrayContaining([
        { label: '未提交的人', value: '陈小满' },
        { label: '缺少', value: '周报' },
      ]),
      sections: [{ text: expect.stringContaining('请点“申诉”写明，最晚 2026年12月3日') }],
    })
    await story.goTo('11-30 10:00')
    await story.act('supervisor', { id }, 'confirm', { reason: '问过本人，没有原因' })
    expect(await cardAbout('rep', `record:${id}`)).toMatchObject({
      badge: { text: '已确认缺勤' },
      sections: [
        { heading: '确认理由', text: '问过本人，没有原因' },
        { text: expect.stringContaining('最晚 2026年12月7日') },
      ],
    })
    const card = await decide('supervisor', 'show')
    expect(labels(card)).toBeUndefined()
    expect(card.sections?.[0]?.text).toContain(number)
    for (const decision of ['extend', 'excuse'] as const)
      await expect(decide('supervisor', decision, '培训')).rejects.toMatchObject({
        say: { key: 'duties.absenceDecided', params: { number } },
      })
    expect(await story.duties('rep')).toContain('weekly-report 2026-W47 missed')
  })

  it('is refused to the one who owes, to a colleague and to another team’s supervisor', async () => {
    for (const who of ['rep', 'colleague', 'otherSupervisor', 'clerk', 'admin'] as const) {
      const refused = who === 'rep' ? NotPermitted : NotFound
      await expect(decide(who, 'excuse')).rejects.toBeInstanceOf(refused)
    }
    const unknown = { dutyId: 'none', decision: 'excuse', platform: 'slack' } as const
    await expect(decideDuty(story.office, story.actors.supervisor, unknown)).rejects.toBeInstanceOf(NotFound)
  })
})

it('gives one more workday where next year’s holidays are unknown', async () => {
  const story = await openStory('sqlite', { start: '2026-12-23 09:00' })
  await story.goTo('12-24 09:06')
  await story.goTo('12-28 10:00')
  story.clock.set(toInstant('2026-12-31 10:00'))
  const { id } = await story.dutyOf('rep', 'weekly-report', '2026-W52')
  await decideDuty(story.office, story.actors.supervisor, {
    dutyId: id,
    decision: 'extend',
    platform: 'slack',
  })
  expect(await story.dutyOf('rep', 'weekly-report', '2026-W52')).toMatchObject({
    extendedTo: toInstant('2027-01-01 18:00'),
  })
  await story.close()
})
