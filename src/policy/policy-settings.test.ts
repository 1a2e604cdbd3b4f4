import { describe, expect, it } from 'vitest'
import { defaultPolicy, type TextChange } from '../../tests/support/default-policy.ts'
import { checkGate } from './compliance-gates.ts'
import { calendarOf, findChannel, scheduleOf, workingHoursOf } from './policy-settings.ts'

const policyWith = (...changes: readonly TextChange[]) => defaultPolicy(...changes).policy
const policy = policyWith()

describe('what services ask of a policy', () => {
  it('gives the calendar with the company’s own days and later years', () => {
    const calendar = calendarOf(
      policyWith(
        ['overrides: {}', 'overrides: { 2026-12-31: half }'],
        ['years: {}', 'years: { 2027: { holidays: [2027-01-01], workdays: [2027-01-02] } }'],
      ),
    )
    expect(calendar.workFraction('2026-12-31')).toBe(0.5)
    expect(calendar.nextWorkday('2026-12-31')).toBe('2027-01-02')
    expect(workingHoursOf(policy).intervals).toEqual([
      { startMinutes: 540, endMinutes: 720 },
      { startMinutes: 810, endMinutes: 1_080 },
    ])
  })

  it('gives a job’s schedule in the policy’s zone unless the job has its own', () => {
    expect(scheduleOf(policy, 'team-digest')).toEqual({
      cron: '10 18 * * 5',
      zone: 'Asia/Shanghai',
      offDays: 'previous-workday',
      catchUp: { withinMs: 14_400_000, keep: 'latest' },
    })
    expect(scheduleOf(policy, 'make-duties').catchUp).toBe('latest')
    const abroad = policyWith([
      "purge: { cron: '20 3 * * *',",
      "purge: { zone: Europe/Dublin, cron: '20 3 * * *',",
    ])
    expect(scheduleOf(abroad, 'purge').zone).toBe('Europe/Dublin')
  })

  it('finds the channel of the nearest team', () => {
    const named = policyWith(['channels:\n', 'channels:\n  south: { slack: south-sales }\n'])
    expect(findChannel(named, ['coast', 'south', 'sales'], 'slack')).toBe('south-sales')
    expect(findChannel(named, ['coast', 'south', 'sales'], 'wecom')).toBe('group:全体销售')
    expect(findChannel(named, ['north'], 'teams')).toBeNull()
  })
})

describe('compliance gates', () => {
  it('are shut by default and say what for', () => {
    expect(checkGate(policy, 'outside-collaborator-fee', '2026-11-18')).toEqual({
      isOpen: false,
      because: 'closed',
      rows: ['1.41', '1.50'],
    })
    expect(checkGate(policy, 'staff-referral-commission', '2026-11-18')).toMatchObject({ because: 'closed' })
  })

  it('stay open until the legal opinion expires', () => {
    const opened = policyWith([
      'open: false\n      # To open: opening: { legalOpinion',
      'open: true\n      opening: { legalOpinion: { reference: LO-7, signedBy: 顾问, validUntil: 2027-06-30 }, agreement: AG-3, releasedBy: [a, b] }\n      # { legalOpinion',
    ])
    expect(checkGate(opened, 'outside-collaborator-fee', '2027-06-30')).toEqual({ isOpen: true })
    expect(checkGate(opened, 'outside-collaborator-fee', '2027-07-01')).toMatchObject({
      because: 'opinion-expired',
    })
  })

  it('for staff open from the day on which the policy was signed', () => {
    const opened = policyWith([
      'open: false\n      # To open: opening: { policySignedBy',
      'open: true\n      opening: { policySignedBy: 总经理, policySignedOn: 2026-11-01 }\n      # { policySignedBy',
    ])
    expect(checkGate(opened, 'staff-referral-commission', '2026-10-31')).toMatchObject({
      because: 'not-yet-signed',
    })
    expect(checkGate(opened, 'staff-referral-commission', '2026-11-01')).toEqual({ isOpen: true })
  })
})
