import { afterEach, describe, expect, it } from 'vitest'
import type { Card } from '../../src/forms/card.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { databases } from '../support/databases.ts'
import { openStory, type Story, toInstant } from './story.ts'

const plan = { goals: '拜访南湾一院骨科，谈年会' }
const report = { summary: '拜访三家医院' }

describe.each(databases)('the day’s log on %s', (provider) => {
  let story: Story
  afterEach(() => story.close())

  it.each([
    ['Europe/London', '11-19 01:30', '11-19 02:05', '11-19 04:05'],
    ['America/New_York', '11-19 06:30', '11-19 07:05', '11-19 09:05'],
  ])('asks for the day’s log in the evening of %s', async (zone, working, reminding, after) => {
    story = await openStory(provider, { start: '2026-11-17 09:00', withDailyLog: true })
    const { outsider } = story.actors
    await story.office.store.db.person.update({ where: { id: outsider.personId }, data: { zone } })
    const theirs = (lines: string[]) => lines.filter((l) => l.startsWith('outsider') && l.includes('18'))
    for (const at of ['11-18 09:06', '11-18 18:05', '11-18 20:05', working])
      expect(theirs(await story.goTo(at))).toEqual([])
    expect(theirs(await story.goTo(reminding))).toHaveLength(1)
    await story.file('outsider', 'activity', { kind: 'other', day: '2026-11-18' })
    expect(await story.duties('outsider')).toContain('daily-log 2026-11-18 filed')
    expect(theirs(await story.goTo(after)).filter((line) => line.includes('已逾期'))).toEqual([])
  })

  it('opens the log of the day that is owed, not of today', async () => {
    story = await openStory(provider, { start: '2026-11-18 09:05', withDailyLog: true })
    await story.goTo('11-18 09:06')
    await story.goTo('11-18 20:05')
    const { id } = await story.dutyOf('rep', 'daily-log', '2026-11-18')
    const row = await story.office.store.db.outbox.findFirstOrThrow({
      where: { slotKey: { startsWith: `duty:${id}` } },
      orderBy: { id: 'desc' },
    })
    const [button] = (row.card as unknown as Card).buttons ?? []
    const press = button && 'press' in button && button.press.do === 'file' ? button.press : undefined
    expect(press).toEqual({ do: 'file', type: 'activity', periodKey: '2026-11-18' })
    story.clock.set(toInstant('2026-11-19 08:30'))
    const dayOf = async (wanted: { type: string; periodKey?: string }) => {
      const form = await openForm(story.office, story.actors.rep, { kind: 'file', ...wanted })
      return form.fields.find(({ name }) => name === 'day')?.answer
    }
    expect(await dayOf(press ?? { type: '' })).toBe('2026-11-18')
    expect(await dayOf({ type: 'activity' })).toBe('2026-11-19')
    expect(await dayOf({ type: 'activity', periodKey: 'nonsense' })).toBe('2026-11-19')
  })

  it('reminds of the day’s log twice and troubles nobody else', async () => {
    story = await openStory(provider, { withDailyLog: true, start: '2026-11-24 08:00' })
    for (const who of ['rep', 'colleague', 'outsider'] as const) {
      await story.goTo('11-24 09:05')
      await story.file(who, 'weekly-plan', plan, '2026-W48')
      await story.file(who, 'weekly-report', report, '2026-W47')
      await story.file(who, 'activity', { kind: 'other', day: '2026-11-24' })
    }
    const log = await story.file('rep', 'activity', { kind: 'other', day: '2026-11-24' })
    await story.goTo('11-24 17:00')
    expect(await story.goTo('11-24 18:00')).toEqual([])
    // Two were logged: the day is done until both are gone.
    await story.act('rep', log, 'withdraw')
    expect(await story.duties('rep')).toContain('daily-log 2026-11-24 filed')
    await story.goTo('11-25 09:05')
    const isLog = (line: string) => line.includes('日志')
    expect((await story.goTo('11-25 18:00')).filter(isLog)).toEqual([
      'rep: 日志 2026年11月25日周三：快到截止时间了 [待提交]',
      'colleague: 日志 2026年11月25日周三：快到截止时间了 [待提交]',
    ])
    expect((await story.goTo('11-25 20:00')).filter(isLog)).toHaveLength(2)
    const later = [...(await story.goTo('11-26 09:10')), ...(await story.goTo('11-26 17:00'))]
    expect([...new Set(later.filter(isLog))]).toEqual([
      'rep: 日志 2026年11月25日周三 [已截止，未提交]',
      'colleague: 日志 2026年11月25日周三 [已截止，未提交]',
    ])
  })
})
