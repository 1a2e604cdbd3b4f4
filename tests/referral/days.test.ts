import { beforeEach, describe, expect, it } from 'vitest'
import { Conflict } from '../../src/errors.ts'
import type { Answers } from '../../src/fields/field.ts'
import { answersOf } from '../../src/forms/form.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { readHistory } from '../../src/services/reading/read-history.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { describeRecord } from '../../src/services/records/describe-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import type { StoredRecord } from '../../src/store/records/records.ts'
import { databases } from '../support/databases.ts'
import { type MemberKey, start, useTestOffice } from '../support/office.ts'

const platform = 'slack'
const arrival = { disease: '混合痔', attendingDoctor: '罗仲文' }
const refusedAt = (field: string, key: string) => ({
  fieldErrors: [{ field, say: { key: `records.${key}` } }],
})

/** Today is Wednesday 2026-11-18 in Shanghai. */
describe.each(databases)('days on %s', (provider) => {
  const opened = useTestOffice(provider)
  let partner = ''
  let filings = 0
  const file = (who: MemberKey, type: string, answers: Answers, periodKey?: string) =>
    fileRecord(opened().office, opened().actors[who], {
      type,
      answers,
      ...(periodKey ? { periodKey } : {}),
      submissionKey: `filing-${filings++}`,
      platform,
    })
  const act = (who: MemberKey, { id, revision }: StoredRecord, action: string, answers: Answers = {}) =>
    changeRecord(opened().office, opened().actors[who], {
      recordId: id,
      revision,
      action,
      answers,
      platform,
    })
  const notice = (expectedOn: string): Answers => ({
    partner,
    department: '妇科',
    expectedOn,
    consentRef: 'C-1',
  })
  const give = (expectedOn = '2026-11-20') => file('rep', 'referral', notice(expectedOn))

  beforeEach(async () => {
    opened().clock.set(start)
    partner = (await file('rep', 'customer', { name: `诊所${filings}`, kind: 'clinic', class: 'key' })).id
  })

  it('takes no date of birth that is still to come', async () => {
    const referral = await give()
    const identity = { patientName: '白芷', patientPhone: '13900001111' }
    await expect(
      act('rep', referral, 'identify', { ...identity, patientBirthDate: '2031-01-01' }),
    ).rejects.toMatchObject(refusedAt('patientBirthDate', 'birthInFuture'))
    const born = await act('rep', referral, 'identify', { ...identity, patientBirthDate: '2026-11-18' })
    expect(born.sealed.has('patientBirthDate')).toBe(true)
  })

  it('expects a patient from today on; what was expected before may still be edited otherwise', async () => {
    await expect(give('2026-11-17')).rejects.toMatchObject(refusedAt('expectedOn', 'expectedInPast'))
    const referral = await give('2026-11-18')
    opened().clock.set('2026-11-20T08:00:00Z')
    const edited = await act('rep', referral, 'edit', { ...notice('2026-11-18'), note: '需要轮椅' })
    await expect(act('rep', edited, 'edit', notice('2026-11-19'))).rejects.toMatchObject(
      refusedAt('expectedOn', 'expectedInPast'),
    )
    const absent = await act('reception', edited, 'no-show')
    await expect(act('rep', absent, 'expect-again', notice('2026-11-18'))).rejects.toMatchObject(
      refusedAt('expectedOn', 'expectedInPast'),
    )
  })

  it('takes no arrival after today, and none long before the notice', async () => {
    const referral = await give()
    const confirm = (arrivedOn: string) =>
      act('reception', referral, 'confirm-arrival', { ...arrival, arrivedOn })
    await expect(confirm('2026-12-25')).rejects.toMatchObject(refusedAt('arrivedOn', 'arrivalInFuture'))
    await expect(confirm('2026-10-18')).rejects.toMatchObject({
      fieldErrors: [{ field: 'arrivedOn', say: { key: 'records.arrivalTooOld', params: { days: 30 } } }],
    })
    expect((await confirm('2026-10-19')).status).toBe('arrived')
  })

  it('begins the confirmation of an arrival with the day of whoever confirms', async () => {
    const { id } = await give()
    const { office, actors } = opened()
    const wanted = { kind: 'act', recordId: id, action: 'confirm-arrival' } as const
    const { fields } = await openForm(office, actors.reception, wanted)
    expect(answersOf(fields)).toMatchObject({ arrivedOn: '2026-11-18' })
  })

  it('takes a discharge between the arrival and today only', async () => {
    const arrived = await act('reception', await give(), 'confirm-arrival', {
      ...arrival,
      arrivedOn: '2026-11-16',
    })
    const enter = (dischargedOn: string) =>
      act('clerk', arrived, 'enter-cost', { dischargedOn, cost: '3280.50' })
    await expect(enter('2026-11-15')).rejects.toMatchObject(
      refusedAt('dischargedOn', 'dischargeBeforeArrival'),
    )
    await expect(enter('2026-11-19')).rejects.toMatchObject(refusedAt('dischargedOn', 'dischargeInFuture'))
    expect((await enter('2026-11-16')).status).toBe('costed')
  })

  it('lets reception put an arrival right until the cost is confirmed, which then is entered anew', async () => {
    const { office, actors } = opened()
    const answers = { ...arrival, arrivedOn: '2026-11-16' }
    const arrived = await act('reception', await give(), 'confirm-arrival', answers)
    const costed = await act('clerk', arrived, 'enter-cost', { dischargedOn: '2026-11-16', cost: '900' })
    const righted = await act('reception', costed, 'correct-arrival', { ...answers, arrivedOn: '2026-11-17' })
    expect(righted).toMatchObject({ status: 'arrived', values: { arrivedOn: '2026-11-17' } })
    const history = await readHistory(office, actors.reception, { recordId: righted.id })
    expect(JSON.stringify(history)).toContain('2026年11月17日')
    const again = { dischargedOn: '2026-11-16', cost: '900' }
    await expect(act('clerk', righted, 'enter-cost', again)).rejects.toMatchObject(
      refusedAt('dischargedOn', 'dischargeBeforeArrival'),
    )
    const recosted = await act('clerk', righted, 'enter-cost', { ...again, dischargedOn: '2026-11-18' })
    const ready = await act('finance', recosted, 'confirm-cost')
    await expect(act('reception', ready, 'correct-arrival', answers)).rejects.toThrow()
  })

  it('knows of a no-show only once the day has come; reception asks twice and may expect again', async () => {
    const { office, actors, clock } = opened()
    const referral = await give('2026-11-20')
    await expect(act('reception', referral, 'no-show')).rejects.toThrow(Conflict)
    const { buttons } = await describeRecord(office, actors.reception, { recordId: referral.id })
    expect(buttons).toContainEqual(
      expect.objectContaining({
        label: '未到院',
        tone: 'danger',
        confirm: expect.stringMatching(/：确定“未到院”吗？（2026年11月20日周五起才可以）$/),
      }),
    )
    // Already the twentieth in Shanghai.
    clock.set('2026-11-19T16:30:00Z')
    const absent = await act('reception', referral, 'no-show')
    expect(absent.status).toBe('no_show')
    const again = await act('reception', absent, 'expect-again', notice('2026-11-23'))
    expect(again).toMatchObject({ status: 'expected', values: { expectedOn: '2026-11-23' } })
  })

  it('shows a dispute as something to be seen to, and nothing as done that is only expected', async () => {
    const { office, actors } = opened()
    const tone = async (record: StoredRecord) =>
      (await describeRecord(office, actors.rep, { recordId: record.id })).badge?.tone
    const referral = await give('2026-11-18')
    expect(await tone(referral)).toBe('neutral')
    const arrived = await act('reception', referral, 'confirm-arrival', {
      ...arrival,
      arrivedOn: '2026-11-18',
    })
    expect(await tone(await act('rep', arrived, 'dispute', { reason: '不是这位' }))).toBe('warning')
    expect(await tone(await act('reception', await give('2026-11-18'), 'no-show'))).toBe('warning')
  })

  it('plans visits within the plan’s week', async () => {
    const visit = (day: string | null) => ({ customer: partner, purpose: '送样品', day })
    const plan = (...days: (string | null)[]) => ({ goals: '回访', visits: days.map(visit) })
    await expect(
      file('rep', 'weekly-plan', plan('2026-11-23', null, '2026-12-30'), '2026-W48'),
    ).rejects.toMatchObject({
      fieldErrors: [
        {
          field: 'visits.2.day',
          say: { key: 'records.dayOutsideWeek', params: { from: '2026-11-23', to: '2026-11-29' } },
        },
      ],
    })
    const filed = await file('rep', 'weekly-plan', plan('2026-11-23', '2026-11-29'), '2026-W48')
    await expect(act('rep', filed, 'edit', plan('2026-11-22'))).rejects.toMatchObject({
      fieldErrors: [{ field: 'visits.0.day' }],
    })
  })
})
