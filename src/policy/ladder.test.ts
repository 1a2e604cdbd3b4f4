import { describe, expect, it } from 'vitest'
import { at, climb, inputAt, play, policy, shown, ticks } from '../../tests/support/ladder-play.ts'
import { climbLadder } from './ladder.ts'

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
