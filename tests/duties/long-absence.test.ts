import { afterEach, describe, expect, it } from 'vitest'
import { msPerHour } from '../../src/clock.ts'
import { openStory, type Story, toInstant } from './story.ts'

const inShanghai = (at: Date) =>
  new Date(at.getTime() + 8 * msPerHour).toISOString().slice(0, 16).replace('T', ' ')
const nextYear = [['years: {}', 'years: { 2027: { holidays: [2027-01-01], workdays: [] } }']] as const

describe('a process that was down', () => {
  const opened: Story[] = []
  afterEach(async () => {
    for (const story of opened.splice(0)) await story.close()
  })

  const begin = async (start: string, down: string) => {
    const story = await openStory('sqlite', { start, withDailyLog: true, policy: nextYear })
    opened.push(story)
    await story.goTo(start)
    await story.goTo(down)
    await story.told()
    return story
  }
  const dutiesOf = async (story: Story) =>
    (await Promise.all((['rep', 'outsider'] as const).map(story.duties))).flat()
  const ofWeeks = (duties: readonly string[]) => duties.filter((duty) => duty.startsWith('weekly'))
  const logs = (duties: readonly string[]) => duties.filter((duty) => duty.startsWith('daily'))
  const proposals = ({ office }: Story) => office.store.db.record.count({ where: { type: 'absence' } })
  const proposalsSince = ({ office }: Story, local: string) =>
    office.store.db.record.count({ where: { type: 'absence', createdAt: { gt: toInstant(local) } } })
  /** Without a break, looking twice a day. */
  const liveOn = async (story: Story, from: string, until: string) => {
    const told: string[] = []
    for (let ms = toInstant(from).getTime(); ms < toInstant(until).getTime(); ms += 12 * msPerHour)
      told.push(...(await story.goTo(inShanghai(new Date(ms)))))
    told.push(...(await story.goTo(until)))
    return told
  }

  const isClosed = ['rep: 2 项已截止，未提交', 'colleague: 2 项已截止，未提交']
  it.each([
    [
      'a day',
      ['2026-11-18 09:06', '2026-11-19 17:00', '2026-11-20 17:00'],
      ['rep: 2 项快到截止时间了', 'colleague: 2 项快到截止时间了', 'outsider: Due soon: 2'],
    ],
    [
      'a deadline',
      ['2026-11-18 09:06', '2026-11-19 17:00', '2026-11-23 10:05'],
      ['rep: 2 项已过截止时间', 'colleague: 2 项已过截止时间'],
    ],
    [
      'the workday after a deadline',
      ['2026-11-18 09:06', '2026-11-19 17:00', '2026-11-23 18:05'],
      ['supervisor: 4 项还没有提交', 'otherSupervisor: 2 项还没有提交'],
    ],
    [
      'a week',
      ['2026-11-18 09:06', '2026-11-19 17:00', '2026-11-26 17:05'],
      ['supervisor: 4 项在等您处理', 'otherSupervisor: 2 项在等您处理'],
    ],
    ['the close of a month', ['2026-11-25 09:06', '2026-11-27 12:00', '2026-12-03 10:05'], isClosed],
    ['New Year', ['2026-12-28 09:06', '2026-12-31 09:30', '2027-01-07 10:05'], isClosed],
  ] as const)(
    'over %s ends where one that stayed up ends, tells what is due and nobody more than that did',
    async (_name, [start, down, up], due) => {
      const [stayed, slept] = [await begin(start, down), await begin(start, down)]
      const usual = await liveOn(stayed, down, up)
      const atOnce = await slept.goTo(up)
      // What was made while catching up may itself be due: one more look.
      atOnce.push(...(await slept.goTo(inShanghai(new Date(toInstant(up).getTime() + 5 * 60_000)))))
      await stayed.goTo(inShanghai(new Date(toInstant(up).getTime() + 5 * 60_000)))
      const [ofSlept, ofStayed] = [await dutiesOf(slept), await dutiesOf(stayed)]
      expect(ofWeeks(ofSlept)).toEqual(ofWeeks(ofStayed))
      // A day that came and closed meanwhile is asked of nobody: nobody could have filed it.
      expect(logs(ofSlept).length).toBeLessThanOrEqual(logs(ofStayed).length)
      expect(logs(ofSlept).filter((duty) => duty.endsWith('pending'))).not.toEqual([])
      expect(await proposals(slept)).toBe(await proposals(stayed))
      const of = (lines: readonly string[], who: string) =>
        lines.filter((line) => line.startsWith(`${who}: `)).length
      for (const who of ['rep', 'colleague', 'outsider']) {
        expect(of(atOnce, who)).toBeLessThanOrEqual(of(usual, who))
      }
      expect(due.filter((begin) => !atOnce.some((line) => line.startsWith(begin)))).toEqual([])
      // Whoever missed something, and who decides on it, hears of each.
      const proposed = (lines: readonly string[]) => lines.filter((line) => / AB-\d/.test(line)).toSorted()
      expect(proposed(atOnce)).toEqual(proposed(usual))
      expect(proposed(usual)).toHaveLength(2 * (await proposalsSince(slept, down)))
    },
  )
})
