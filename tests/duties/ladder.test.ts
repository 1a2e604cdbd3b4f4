import { afterEach, describe, expect, it } from 'vitest'
import { deliverRipe } from '../../src/delivery/deliver-outbox.ts'
import { createPace } from '../../src/delivery/pace.ts'
import type { OutgoingMessage, Sender } from '../../src/delivery/sender.ts'
import type { Card } from '../../src/forms/card.ts'
import { postMornings } from '../../src/services/digests/post-mornings.ts'
import { decideDuty } from '../../src/services/duties/deciding/decide-duty.ts'
import { saveDraft } from '../../src/services/forms/drafts.ts'
import { databases } from '../support/databases.ts'
import { openStory, type Story, toInstant } from './story.ts'

const plan = { goals: '拜访南湾一院骨科，谈年会' }
const report = { summary: '拜访三家医院' }
const planTitle = '周计划 2026年第48周（11月23日–29日）'

describe.each(databases)('the ladder on %s', (provider) => {
  let story: Story
  afterEach(() => story.close())

  /** Those of the other team and the report are out of the way, so that what is left is one plan each of two reps. */
  async function openPlanStory() {
    story = await openStory(provider)
    await story.goTo('11-19 09:05')
    await story.file('outsider', 'weekly-plan', plan, '2026-W48')
    for (const who of ['rep', 'colleague', 'outsider'] as const) {
      await story.file(who, 'weekly-report', report, '2026-W47')
    }
    await story.told()
  }

  it('is climbed rung by rung, each person in their language, until the week is proposed as absent', async () => {
    await openPlanStory()
    expect(await story.goTo('11-19 17:55')).toEqual([])
    expect(await story.goTo('11-19 18:00')).toEqual([
      `rep: ${planTitle}：已为您预填，补全后提交即可 [待提交]`,
      `colleague: ${planTitle}：已为您预填，补全后提交即可 [待提交]`,
    ])
    await story.file('rep', 'weekly-plan', plan, '2026-W48')
    const filed = await story.told()
    expect(filed[0]).toBe(`rep: ${planTitle} [已提交]`)
    expect(
      filed
        .slice(1)
        .map((line) => line.split(':')[0])
        .toSorted(),
    ).toEqual(['rep', 'supervisor'])
    expect(await withoutReviews('11-20 16:00')).toEqual([`colleague: ${planTitle}：快到截止时间了 [待提交]`])
    expect(await withoutReviews('11-20 18:00')).toEqual([
      `colleague: ${planTitle}：已过截止时间，现在补交仍算迟交、不算缺 [已逾期]`,
    ])
    expect(await withoutReviews('11-22 12:00')).toEqual([])
    // Four working hours after Friday at six: three in the morning, one after lunch.
    expect(await withoutReviews('11-23 14:25')).toEqual([])
    expect(await withoutReviews('11-23 14:30')).toEqual([
      '#sales-nanwan: 南湾一组：周计划 2026年第48周（11月23日–29日） · 还有 1 人没有提交，共 2 人。',
    ])
    expect(await withoutReviews('11-23 18:00')).toEqual([
      `supervisor: 许嘉木的${planTitle}还没有提交 [已逾期]`,
    ])
    expect(await withoutReviews('11-24 18:00')).toEqual([`director: 许嘉木的${planTitle}还没有提交 [已逾期]`])
    // The next plan opens on Thursday: until then it could be made up. Cards are put right in place, at night too:
    // of draft, reminder and overdue each is a message of its own.
    expect(await withoutReviews('11-26 00:10')).toEqual([
      `colleague: ${planTitle} [已截止，未提交]`,
      `colleague: ${planTitle} [已截止，未提交]`,
      `colleague: ${planTitle} [已截止，未提交]`,
      `supervisor: 许嘉木的${planTitle} [已截止，未提交]`,
      `director: 许嘉木的${planTitle} [已截止，未提交]`,
    ])
    expect(await withoutReviews('11-26 08:55')).toEqual([])
    expect(await withoutReviews('11-26 09:00')).toEqual([
      'supervisor: 缺勤提议 AB-2026-0001 [待主管决定]',
      'colleague: 缺勤提议 AB-2026-0001 [待主管决定]',
    ])
    expect(await story.duties('colleague')).toContain('weekly-plan 2026-W48 missed')
    expect(await story.duties('rep')).toContain('weekly-plan 2026-W48 filed')
    expect(await withoutReviews('11-26 15:00')).toEqual([])
    const proposed = await story.office.store.db.event.findMany({ where: { kind: 'record.proposed' } })
    expect(proposed).toMatchObject([{ actorId: null, platform: 'clock' }])
  })

  async function withoutReviews(local: string): Promise<string[]> {
    return (await story.goTo(local)).filter((line) => !/在等您处理|还没有处理|已为您预填/.test(line))
  }

  it('speaks English to who reads it', async () => {
    story = await openStory(provider)
    const lines = (await story.goTo('11-19 18:00')).filter((line) => line.startsWith('outsider'))
    expect(lines).toEqual([
      'outsider: To be sent, 2: filled in as far as is known; complete them and send them · Weekly plan Week 48 of 2026 (Nov 23–29) [To be sent] · Weekly report Week 47 of 2026 (Nov 16–22) [To be sent]',
    ])
  })

  it('asks nobody who has begun a draft whether they have begun, but tells them of the deadline', async () => {
    await openPlanStory()
    await story.goTo('11-20 15:00')
    const purpose = { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' } as const
    await saveDraft(story.office, story.actors.rep, { purpose, answers: plan })
    expect(await story.goTo('11-20 16:00')).toEqual([`colleague: ${planTitle}：快到截止时间了 [待提交]`])
    expect(await story.goTo('11-20 18:00')).toHaveLength(2)
  })

  it('takes what is filed late for late, and tells nobody else', async () => {
    await openPlanStory()
    await story.goTo('11-20 18:00')
    await story.file('rep', 'weekly-plan', plan, '2026-W48')
    story.clock.set(toInstant('2026-11-20 18:16'))
    await story.file('colleague', 'weekly-plan', plan, '2026-W48')
    // A quarter of an hour is forgiven.
    expect(await story.duties('rep')).toContain('weekly-plan 2026-W48 filed')
    expect(await story.duties('colleague')).toContain('weekly-plan 2026-W48 late')
    await story.told()
    expect(await withoutReviews('11-23 14:30')).toEqual([])
    expect(await withoutReviews('11-23 18:00')).toEqual([])
  })

  it('brings a duty back when what was filed is withdrawn, and its card with it', async () => {
    await openPlanStory()
    await story.goTo('11-19 18:00')
    const filed = await story.file('rep', 'weekly-plan', plan, '2026-W48')
    await story.told()
    story.clock.advance(60_000)
    await story.act('rep', filed, 'withdraw')
    expect(await story.told()).toContain(`rep: ${planTitle}：待提交 [待提交]`)
    expect(await story.goTo('11-20 16:00')).toContain(`rep: ${planTitle}：快到截止时间了 [待提交]`)
  })

  it('sends one message a duty after three days of silence, not a burst', async () => {
    await openPlanStory()
    await story.goTo('11-19 18:00')
    expect(await withoutReviews('11-23 15:00')).toEqual([
      '#sales-nanwan: 南湾一组：周计划 2026年第48周（11月23日–29日） · 还有 2 人没有提交，共 2 人。',
    ])
    expect(await withoutReviews('11-23 15:05')).toEqual([])
  })

  it('lets the line in the channel go down as they file, and up for nobody', async () => {
    await openPlanStory()
    await story.goTo('11-20 18:00')
    await story.goTo('11-23 14:30')
    story.clock.set(toInstant('2026-11-23 15:10'))
    await story.file('rep', 'weekly-plan', plan, '2026-W48')
    await story.told()
    expect(await withoutReviews('11-23 15:15')).toEqual([
      '#sales-nanwan: 南湾一组：周计划 2026年第48周（11月23日–29日） · 还有 1 人没有提交，共 2 人。',
    ])
    story.clock.set(toInstant('2026-11-23 15:20'))
    await story.file('colleague', 'weekly-plan', plan, '2026-W48')
    await story.told()
    expect(await withoutReviews('11-23 15:30')).toEqual([
      '#sales-nanwan: 南湾一组：周计划 2026年第48周（11月23日–29日） · 全部已补交，谢谢。',
    ])
    expect(await withoutReviews('11-23 15:45')).toEqual([])
  })

  it('does not say again what this morning’s message has said already', async () => {
    await openPlanStory()
    await story.goTo('11-20 16:00')
    // Down on Friday at six: what was to be said then comes when work starts again.
    story.clock.set(toInstant('2026-11-23 08:30'))
    expect(await postMornings(story.office, toInstant('2026-11-23 08:30'))).toBeGreaterThan(0)
    await story.told()
    const overdue = (lines: string[]) =>
      lines.filter((line) => line.startsWith('rep: ') && line.includes('过'))
    expect(overdue(await story.goTo('11-23 09:05'))).toEqual([])
    expect(await story.duties('rep')).toContain('weekly-plan 2026-W48 overdue')
    // The rest of the ladder goes on.
    expect(await withoutReviews('11-23 18:00')).toContainEqual(
      expect.stringMatching(/^supervisor: .*还没有提交/),
    )
  })

  it('prompts people by their own clock', async () => {
    story = await openStory(provider)
    const { db } = story.office.store
    await db.person.update({
      where: { id: story.actors.outsider.personId },
      data: { zone: 'America/New_York' },
    })
    const hers = async (local: string) => (await story.goTo(local)).filter((l) => l.startsWith('outsider'))
    // Six in the evening of Shanghai is five in the morning of New York, where work starts at nine.
    expect(await hers('11-19 21:55')).toEqual([])
    expect(await hers('11-19 22:00')).toHaveLength(1)
  })

  it('forgets who has left', async () => {
    await openPlanStory()
    const { db } = story.office.store
    await db.person.update({ where: { id: story.actors.rep.personId }, data: { isActive: false } })
    expect(await story.goTo('11-19 18:00')).toEqual([
      `colleague: ${planTitle}：已为您预填，补全后提交即可 [待提交]`,
    ])
    expect(await story.duties('rep')).toContain('weekly-plan 2026-W48 cancelled')
  })

  it('asks nothing of newcomers that was due before they came', async () => {
    story = await openStory(provider)
    const { db } = story.office.store
    const createdAt = story.clock.now()
    await db.person.updateMany({ where: { id: story.actors.rep.personId }, data: { createdAt } })
    await story.goTo('11-18 16:05')
    expect(await story.duties('rep')).toEqual([])
    expect(await story.duties('colleague')).toEqual([
      'weekly-plan 2026-W47 overdue',
      'weekly-report 2026-W46 overdue',
    ])
  })

  it('reminds of the rest once when one of several duties is done while the message waits to leave', async () => {
    story = await openStory(provider, { start: '2026-11-20 17:00', hasPrompts: true })
    const { office, clock } = story
    const arrived: OutgoingMessage[] = []
    const sender: Sender = {
      platform: 'slack',
      findSent: async () => undefined,
      send: async (message) => {
        const isToRep = message.to.kind === 'person' && message.to.platformUserId === 'U0REP'
        if (isToRep && message.dedupeKey.startsWith('duties:')) arrived.push(message)
        return { channel: 'D1', ts: `1.${arrived.length}` }
      },
    }
    const deliverAll = async () => {
      const parts = {
        store: office.store,
        clock,
        log: office.log,
        senders: new Map([['slack', sender]]),
        pace: createPace({ gapMs: 0, burst: 1 }),
        channelLanguage: () => 'zh-CN' as const,
        owner: 'story',
      }
      while ((await deliverRipe(parts)) > 0);
    }
    await story.goTo('11-20 18:00')
    // The platform was away meanwhile.
    await story.file('rep', 'weekly-report', report, '2026-W47')
    await deliverAll()
    expect(arrived).toHaveLength(1)
    expect(arrived[0]?.card.buttons).toMatchObject([{ label: '填写周计划' }])
    await story.file('rep', 'weekly-plan', plan, '2026-W48')
    await deliverAll()
    // Changed where it stands.
    expect(arrived.at(-1)).toMatchObject({ card: { title: '都已提交或已结束' }, edit: { channel: 'D1' } })
  })

  it('tells of several duties in one message, and puts it right as each of them moves on', async () => {
    story = await openStory(provider, { start: '2026-11-20 17:00' })
    const { db } = story.office.store
    const lastCard = async (who: 'rep' | 'director') => {
      const target = `person:${story.actors[who].personId}`
      const where = { target, slotKey: { startsWith: 'duties:' } }
      const row = await db.outbox.findFirstOrThrow({ where, orderBy: { id: 'desc' } })
      return { slotKey: row.slotKey, card: row.card as unknown as Card }
    }
    const own = (await story.goTo('11-20 18:00')).filter((line) => line.startsWith('rep: '))
    expect(own).toHaveLength(1)
    const first = await lastCard('rep')
    expect(first.card.buttons).toMatchObject([
      { label: '填写周计划', press: { do: 'file', type: 'weekly-plan', periodKey: '2026-W48' } },
      { label: '填写周报', press: { do: 'file', type: 'weekly-report', periodKey: '2026-W47' } },
    ])
    await story.goTo('11-23 18:00')
    await story.goTo('11-24 18:00')
    const before = await lastCard('director')
    expect(before.card.title).toBe('6 项还没有提交')
    expect(before.card.sections?.[0]?.text).toContain('已经提醒过本人')
    expect(before.card.buttons).toHaveLength(6)

    await story.file('rep', 'weekly-report', report, '2026-W47')
    const after = await lastCard('director')
    expect(after.slotKey).toBe(before.slotKey)
    expect(after.card.title).toBe('5 项还没有提交')
    expect(after.card.sections?.at(-1)).toMatchObject({
      heading: '陈小满 · 周报 2026年第47周（11月16日–22日）',
      text: expect.stringContaining('已补交'),
    })
    await story.file('rep', 'weekly-plan', plan, '2026-W48')
    const done = await lastCard('rep')
    expect(done.card).toMatchObject({ title: '都已提交或已结束', buttons: [] })

    // What is missed says so in the lines, so the title counts it too.
    await story.goTo('11-26 00:10')
    const closed = await lastCard('director')
    expect(closed.card.title).toBe('4 项已截止，未提交')
    const states = closed.card.sections?.map(({ text }) => text) ?? []
    expect(states.filter((text) => text.startsWith('已截止，未提交'))).toHaveLength(4)
    const { id: dutyId } = await story.dutyOf('colleague', 'weekly-report', '2026-W47')
    await decideDuty(story.office, story.actors.director, { dutyId, decision: 'extend', platform: 'slack' })
    expect((await lastCard('director')).card.title).toBe('1 项还没有提交；另有 3 项已截止，未提交')
  })
})
