import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, calendar, dutyPolicy, inputAt, play, policy, ZONE } from '../../tests/support/ladder-play.ts'
import type { LeaveInterval } from '../calendar/leave.ts'
import { localOf } from '../calendar/zones.ts'
import { msPerDay } from '../clock.ts'
import { dueAtOf } from './duty-times.ts'
import { climbLadder } from './ladder.ts'

describe('the ladder, whatever happens', () => {
  const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Dublin', 'Asia/Kathmandu')
  const start = at('2026-09-14 00:00').getTime()
  const minutes = (max: number) => fc.integer({ min: 0, max })
  const day = (offset: number) => localOf(new Date(start + offset * msPerDay), ZONE).day
  const half = fc.constantFrom('am' as const, 'pm' as const)
  const leave = fc.tuple(minutes(50), minutes(6), half, half).map(
    ([from, length, fromHalf, toHalf]): LeaveInterval => ({
      from: day(from),
      fromHalf: length === 0 ? 'am' : fromHalf,
      to: day(from + length),
      toHalf,
    }),
  )
  // Sweeps as they come: mostly regular, at times after a long downtime.
  const gaps = fc.array(fc.oneof({ weight: 9, arbitrary: minutes(600) }, minutes(8_000)), {
    minLength: 20,
    maxLength: 60,
  })
  const period = fc.constantFrom('2026-W39', '2026-W40', '2026-W41', '2026-W43')

  it('fires each rung at most once, in order, never at somebody away, asleep or done', () => {
    fc.assert(
      fc.property(
        zone,
        fc.array(leave, { maxLength: 3 }),
        gaps,
        period,
        fc.option(minutes(40 * 1_440), { nil: undefined }),
        (personZone, leaves, steps, periodKey, filedAfter) => {
          const dueAt = dueAtOf(dutyPolicy('weekly-report'), periodKey, calendar, leaves)
          let ms = start
          const instants = steps.map((step) => {
            ms += (step + 1) * 60_000
            return new Date(ms)
          })
          const filedAt = filedAfter === undefined ? undefined : new Date(start + filedAfter * 60_000)
          const fired = play(instants, {
            period: periodKey,
            zone: personZone,
            leaves,
            ...(filedAt ? { filedAt } : {}),
          })
          const order = policy.ladder.map(({ id }) => id)
          const places = fired.map(({ id }) => order.indexOf(id))
          expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b))
          for (const { id, to, now } of fired) {
            if (filedAt) expect(now.getTime()).toBeLessThan(filedAt.getTime())
            if (id === 'draft' || id === 'reminder') expect(now.getTime()).toBeLessThan(dueAt.getTime())
            else expect(now.getTime()).toBeGreaterThanOrEqual(dueAt.getTime())
            const local = localOf(now, to === 'owner' ? personZone : ZONE)
            expect(local.minutes).toBeGreaterThanOrEqual(policy.prompts.from)
            expect(local.minutes).toBeLessThan(policy.prompts.until)
            const halves = calendar.workHalves(local.day, to === 'owner' ? leaves : [])
            expect(local.minutes < 720 ? halves.am : halves.pm).toBe(true)
            if (to !== 'decider') expect(calendar.isWorkday(local.day, leaves)).toBe(true)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('foretells what it does: a rung waits exactly until it fires', () => {
    fc.assert(
      fc.property(zone, fc.array(leave, { maxLength: 2 }), period, (personZone, leaves, periodKey) => {
        const options = { period: periodKey, zone: personZone, leaves }
        const fired = new Set<string>()
        let now = new Date(start)
        // Jump from one foretold moment to the next: each must fire there, and nothing else is left to fire.
        for (let step = 0; step < 20; step++) {
          const outcomes = climbLadder(inputAt(now, { ...options, fired: [...fired] }))
          const due = outcomes.filter(({ outcome }) => outcome === 'fire')
          if (step > 0) expect(due).toHaveLength(1)
          for (const { key } of due) fired.add(key)
          const waiting = outcomes.flatMap((found) =>
            found.outcome === 'wait' ? [found.fireAt.getTime()] : [],
          )
          if (waiting.length === 0) break
          now = new Date(Math.min(...waiting))
        }
        expect([...fired].some((key) => key.startsWith('absence@'))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
