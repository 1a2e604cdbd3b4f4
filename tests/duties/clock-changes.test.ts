import { afterEach, describe, expect, it } from 'vitest'
import { instantOf, localOf } from '../../src/calendar/zones.ts'
import { msPerHour } from '../../src/clock.ts'
import { openStory, type Story } from './story.ts'

const msOfShanghai = 8 * msPerHour
const inShanghai = (at: Date) =>
  new Date(at.getTime() + msOfShanghai).toISOString().slice(0, 16).replace('T', ' ')

describe('a clock that is changed', () => {
  let story: Story
  afterEach(() => story.close())

  // Sundays are worked here, so that the night itself counts: 25 hours in Berlin, 23 in New York.
  it.each([
    ['Europe/Berlin', 'back', '2026-10-23T22:00:00Z', ['2026-10-24', '2026-10-25', '2026-10-26']],
    ['America/New_York', 'back', '2026-10-31T04:00:00Z', ['2026-10-31', '2026-11-01', '2026-11-02']],
    ['Europe/Berlin', 'forward', '2026-03-27T23:00:00Z', ['2026-03-28', '2026-03-29', '2026-03-30']],
    ['America/New_York', 'forward', '2026-03-07T05:00:00Z', ['2026-03-07', '2026-03-08', '2026-03-09']],
  ])(
    'asks a rep in %s once a day for the log, at the same hours, as summer time goes %s',
    async (zone, _way, from, days) => {
      const start = new Date(new Date(from).getTime() - 12 * msPerHour)
      story = await openStory('sqlite', {
        start: inShanghai(start),
        withDailyLog: true,
        policy: [['weekend: [6, 7]', 'weekend: [4, 5]']],
      })
      const { outsider } = story.actors
      const { db } = story.office.store
      await db.person.update({ where: { id: outsider.personId }, data: { zone } })
      const told: string[] = []
      for (const day of days) {
        // Through the night of the change, and around each hour at which something is said.
        for (const hour of [2, 3, 9, 17, 18, 19, 20, 21]) {
          const at = instantOf(day, hour * 60 + 5, zone)
          for (const line of await story.goTo(inShanghai(at)))
            if (/^outsider: Activity.*(due soon|Past its deadline)/.test(line)) told.push(`${day} ${hour}`)
        }
      }
      expect(told).toEqual(days.flatMap((day) => [`${day} 18`, `${day} 20`]))
      const duties = await db.duty.findMany({
        where: { personId: outsider.personId, kind: 'daily-log', periodKey: { in: days } },
      })
      expect(duties.map(({ periodKey }) => periodKey).toSorted()).toEqual(days)
      for (const { dueAt, periodKey } of duties)
        expect(localOf(dueAt, zone)).toEqual({ day: periodKey, minutes: 20 * 60 })
    },
  )

  it('tells nothing twice when it leaps back an hour and comes up again', async () => {
    story = await openStory('sqlite')
    await story.goTo('11-19 09:05')
    expect(await story.goTo('11-19 18:00')).not.toEqual([])
    const before = await story.duties('rep')
    for (const local of ['11-19 17:00', '11-19 17:55', '11-19 18:00', '11-19 18:05'])
      expect(await story.goTo(local)).toEqual([])
    expect(await story.duties('rep')).toEqual(before)
  })

  it('tells once what came due while a machine slept', async () => {
    story = await openStory('sqlite')
    await story.goTo('11-19 17:30')
    const told = await story.goTo('11-19 18:47')
    expect(told.filter((line) => line.startsWith('rep: '))).toHaveLength(1)
    expect(await story.goTo('11-19 18:50')).toEqual([])
  })
})
