import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LeaveInterval } from '../calendar/leave.ts'
import { instantOf, localOf, parseTime } from '../calendar/zones.ts'
import { closesAtOf, dueAtOf } from './duty-times.ts'
import { climbLadder, deadlineInForce, type LadderDuty, type LadderInput, ladderRulesOf } from './ladder.ts'
import { parsePolicy } from './parse-policy.ts'
import { calendarOf, workingHoursOf } from './policy-settings.ts'
import type { DutyPolicy } from './schema-duties.ts'

const parsed = parsePolicy(readFileSync(new URL('../../policies/default.yaml', import.meta.url), 'utf8'))
if (parsed.policy === null) throw new Error('the default policy has problems')
const { policy } = parsed
const calendar = calendarOf(policy)
const ZONE = policy.zone

function dutyPolicy(id: string): DutyPolicy {
  const found = policy.duties[id]
  if (!found) throw new Error(`no duty ${id}`)
  return found
}

function at(text: string, zone = ZONE): Date {
  return instantOf(text.slice(0, 10), parseTime(text.slice(11)), zone)
}

function shown(instant: Date, zone = ZONE): string {
  const { day, minutes } = localOf(instant, zone)
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

interface Case {
  duty?: string
  period?: string
  zone?: string
  leaves?: LeaveInterval[]
  fired?: string[]
  change?: Partial<LadderDuty>
}

function inputAt(now: string | Date, options: Case = {}): LadderInput {
  const dutyRules = dutyPolicy(options.duty ?? 'weekly-report')
  const period = options.period ?? '2026-W47'
  const leaves = options.leaves ?? []
  const dueAt = dueAtOf(dutyRules, period, calendar, leaves)
  const base = { dueAt, extendedTo: null, startedAt: null, state: 'pending' as const, ...options.change }
  const closesAt = closesAtOf(dutyRules, period, calendar, { dueAt: deadlineInForce(base), leaves })
  return {
    duty: { closesAt, ...base },
    rules: ladderRulesOf(policy, dutyRules, calendar, workingHoursOf(policy)),
    person: { zone: options.zone ?? ZONE, leaves },
    now: typeof now === 'string' ? at(now) : now,
    firedKeys: new Set(options.fired),
  }
}

/** One line a rung: what becomes of it, and when. */
function climb(now: string, options: Case = {}): string[] {
  return climbLadder(inputAt(now, options)).map((found) => {
    if (found.outcome === 'blocked') return `${found.rung.id} blocked`
    if (found.outcome === 'skip') return `${found.rung.id} skip ${found.because}`
    return `${found.rung.id} ${found.outcome} ${shown(found.fireAt)}`
  })
}

/** Plays a duty through instants, remembering what fired, as the sweep does. */
function play(instants: readonly Date[], options: Case & { filedAt?: Date; startedAt?: Date }) {
  const fired: { id: string; to: string; key: string; now: Date }[] = []
  for (const now of instants) {
    const isFiled = options.filedAt !== undefined && options.filedAt <= now
    const hasStarted = options.startedAt !== undefined && options.startedAt <= now
    const change = {
      ...(isFiled ? { state: 'filed' as const } : {}),
      ...(hasStarted ? { startedAt: options.startedAt ?? null } : {}),
      ...options.change,
    }
    const input = inputAt(now, { ...options, change, fired: fired.map(({ key }) => key) })
    const due = climbLadder(input).filter(({ outcome }) => outcome === 'fire')
    expect(due.length).toBeLessThanOrEqual(1)
    for (const { rung, key } of due) fired.push({ id: rung.id, to: rung.to, key, now })
  }
  return fired
}

function ticks(from: string, until: string, everyMinutes: number): Date[] {
  const instants: Date[] = []
  for (let ms = at(from).getTime(); ms <= at(until).getTime(); ms += everyMinutes * 60_000) {
    instants.push(new Date(ms))
  }
  return instants
}

describe('the ladder of a plain week', () => {
  it('is planned ahead, rung by rung', () => {
    expect(climb('2026-11-18 10:00')).toEqual([
      'draft wait 2026-11-19 18:00',
      'reminder wait 2026-11-20 16:00',
      'overdue wait 2026-11-20 18:00',
      'team-line wait 2026-11-23 14:30',
      'supervisor wait 2026-11-23 18:00',
      'department-head wait 2026-11-24 18:00',
      'absence wait 2026-11-26 09:00',
    ])
  })

  it('fires each rung once and in order for somebody who never files', () => {
    const fired = play(ticks('2026-11-18 00:00', '2026-11-28 00:00', 30), {})
    expect(fired.map(({ id, now }) => `${id} ${shown(now)}`)).toEqual([
      'draft 2026-11-19 18:00',
      'reminder 2026-11-20 16:00',
      'overdue 2026-11-20 18:00',
      'team-line 2026-11-23 14:30',
      'supervisor 2026-11-23 18:00',
      'department-head 2026-11-24 18:00',
      'absence 2026-11-26 09:00',
    ])
  })

  it.each(['filed', 'excused', 'missed', 'cancelled'] as const)('ends when the duty is %s', (state) => {
    expect(new Set(climb('2026-11-20 19:00', { change: { state } }))).toEqual(
      new Set(policy.ladder.map(({ id }) => `${id} skip not-open`)),
    )
  })

  it('spares the short reminder to somebody who has started', () => {
    const started = { change: { startedAt: at('2026-11-20 15:00') } }
    expect(climb('2026-11-20 16:30', started).slice(0, 3)).toEqual([
      'draft fire 2026-11-19 18:00',
      'reminder skip started',
      'overdue wait 2026-11-20 18:00',
    ])
  })

  it('after a downtime fires only the highest rung that still matters', () => {
    expect(climb('2026-11-24 19:00')).toEqual([
      'draft skip superseded',
      'reminder skip superseded',
      'overdue skip superseded',
      'team-line skip superseded',
      'supervisor skip superseded',
      'department-head fire 2026-11-24 18:00',
      'absence wait 2026-11-26 09:00',
    ])
  })

  it('after a downtime beyond the close proposes and does not nag', () => {
    expect(climb('2026-11-30 10:00').slice(-2)).toEqual([
      'department-head skip superseded',
      'absence fire 2026-11-26 09:00',
    ])
    const { duty, ...rest } = inputAt('2026-11-30 10:00')
    const withoutProposal = { ...rest, duty, rules: { ...rest.rules, rungs: rest.rules.rungs.slice(0, -1) } }
    expect(
      climbLadder(withoutProposal).map((found) => (found.outcome === 'skip' ? found.because : found.outcome)),
    ).toEqual([
      'after-deadline',
      'after-deadline',
      'after-close',
      'after-close',
      'after-close',
      'after-close',
    ])
  })

  it('does not wake anybody when it comes back in the night', () => {
    expect(climb('2026-11-21 02:00').slice(2, 4)).toEqual([
      'overdue wait 2026-11-23 09:00',
      'team-line wait 2026-11-23 14:30',
    ])
  })

  it('climbs again for an extended deadline', () => {
    const key = climbLadder(inputAt('2026-11-20 18:05')).find(({ rung }) => rung.id === 'overdue')?.key ?? ''
    expect(key).toBe('overdue@2026-11-20T10:00Z')
    const extended = {
      fired: [key],
      change: { extendedTo: at('2026-11-25 18:00'), state: 'overdue' as const },
    }
    expect(climb('2026-11-24 10:00', extended)).toEqual([
      'draft wait 2026-11-24 18:00',
      'reminder wait 2026-11-25 16:00',
      'overdue wait 2026-11-25 18:00',
      'team-line wait 2026-11-26 14:30',
      'supervisor wait 2026-11-26 18:00',
      'department-head wait 2026-11-27 18:00',
      'absence wait 2026-11-30 18:00',
    ])
    expect(climb('2026-11-20 18:05', { fired: [key] })[2]).toBe('overdue skip fired')
  })
})

describe('the ladder and days off', () => {
  it('leaves everybody alone over National Day', () => {
    const fired = play(ticks('2026-09-28 00:00', '2026-10-12 00:00', 30), { period: '2026-W40' })
    expect(fired.map(({ id, now }) => `${id} ${shown(now)}`)).toEqual([
      'draft 2026-09-29 18:00',
      'reminder 2026-09-30 16:00',
      'overdue 2026-09-30 18:00',
      'team-line 2026-10-08 14:30',
      'supervisor 2026-10-08 18:00',
      'department-head 2026-10-09 18:00',
      'absence 2026-10-10 18:00',
    ])
  })

  it('stops its clock while the person is away', () => {
    const leaves = [{ from: '2026-11-23', to: '2026-11-25' }]
    expect(climb('2026-11-20 18:30', { leaves }).slice(2)).toEqual([
      'overdue fire 2026-11-20 18:00',
      'team-line wait 2026-11-26 14:30',
      'supervisor wait 2026-11-26 18:00',
      'department-head wait 2026-11-27 18:00',
      'absence wait 2026-11-30 18:00',
    ])
  })

  it('drops a short reminder and puts off a draft that fall into a leave', () => {
    const leaves = [{ from: '2026-11-19', to: '2026-11-20', toHalf: 'am' as const }]
    expect(climb('2026-11-18 10:00', { leaves }).slice(0, 2)).toEqual([
      'draft wait 2026-11-20 13:30',
      'reminder wait 2026-11-20 16:00',
    ])
    const afternoon = [{ from: '2026-11-20', fromHalf: 'pm' as const, to: '2026-11-20' }]
    expect(climb('2026-11-18 10:00', { leaves: afternoon }).slice(1, 3)).toEqual([
      'reminder skip away',
      'overdue wait 2026-11-23 09:00',
    ])
  })

  it('comes on the person’s own clock', () => {
    // The deadline is 05:00 on Friday in New York: the overdue message waits for the morning there.
    const options = { zone: 'America/New_York' }
    const found = climbLadder(inputAt('2026-11-18 10:00', options))
    expect(
      found.slice(0, 4).map((rung) => ('fireAt' in rung ? shown(rung.fireAt, options.zone) : rung.outcome)),
    ).toEqual([
      '2026-11-19 09:00',
      'skip',
      '2026-11-20 09:00',
      // The team's channel keeps the company's clock.
      '2026-11-23 01:30',
    ])
  })

  it('drops the reminders of a daily log at night and never troubles others with it', () => {
    const log = { duty: 'daily-log', period: '2026-11-18' }
    expect(climb('2026-11-18 12:00', log)).toEqual([
      'log-reminder wait 2026-11-18 18:00',
      'log-overdue wait 2026-11-18 20:00',
    ])
    expect(climb('2026-11-19 09:00', log)).toEqual([
      'log-reminder skip after-deadline',
      'log-overdue skip after-close',
    ])
  })

  it('blocks only the rungs whose holidays are unknown', () => {
    const change = { extendedTo: at('2026-12-31 18:00'), closesAt: null }
    const { duty, ...rest } = inputAt('2026-12-30 10:00')
    const outcomes = climbLadder({ ...rest, duty: { ...duty, ...change } })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'wait',
      'wait',
      'wait',
      'blocked',
      'blocked',
      'blocked',
      'blocked',
    ])
  })
})

describe('the ladder, whatever happens', () => {
  const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Dublin', 'Asia/Kathmandu')
  const start = at('2026-09-14 00:00').getTime()
  const minutes = (max: number) => fc.integer({ min: 0, max })
  const day = (offset: number) => localOf(new Date(start + offset * 86_400_000), ZONE).day
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
