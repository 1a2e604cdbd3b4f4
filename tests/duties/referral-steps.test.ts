import { afterEach, describe, expect, it } from 'vitest'
import type { StoredRecord } from '../../src/store/records/records.ts'
import { databases } from '../support/databases.ts'
import { openStory, type Story } from './story.ts'

const identity = { patientName: '何晓云', patientPhone: '13900001234' }
const arrival = { arrivedOn: '2026-11-19', disease: '腰椎间盘突出', attendingDoctor: '秦医生' }
const cost = { dischargedOn: '2026-11-24', cost: '8600.00' }

describe.each(databases)('steps of a referral on %s', (provider) => {
  let story: Story
  afterEach(() => story.close())

  /** Wednesday at three: the patient is expected on Thursday at ten. */
  async function announce(): Promise<StoredRecord> {
    story = await openStory(provider, { start: '2026-11-18 15:00' })
    const customer = await story.file('rep', 'customer', { name: '南湾一院', kind: 'hospital' })
    const filed = await story.file('rep', 'referral', {
      partner: customer.id,
      department: '骨科',
      expectedOn: '2026-11-19',
      expectedAt: '10:00',
      consentRef: 'NW-2026-118',
    })
    await story.told()
    return filed
  }
  const steps = async (local: string) => (await story.goTo(local)).filter((line) => line.includes('RF-2026'))

  it('reminds each step’s owner, then who is above, and stops with the step', async () => {
    const referral = await announce()
    // Two working hours after the notice.
    expect(await steps('11-18 17:00')).toEqual(['rep: RF-2026-0001：请填写患者身份 [已逾期]'])
    await story.act('rep', referral, 'identify', identity)
    expect(await story.told()).toContain('rep: RF-2026-0001：请填写患者身份 [已处理]')
    // Four working hours after the hour at which the patient was expected.
    expect(await steps('11-19 15:15')).toEqual([])
    expect(await steps('11-19 15:30')).toEqual(['reception: RF-2026-0001：请确认患者是否到院 [已逾期]'])
    const hint = await story.office.store.db.outbox.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(hint.card).toMatchObject({
      sections: [{ text: '如果患者没有来，请点“未到院”。' }],
      buttons: [
        { label: '确认到院' },
        { label: '未到院', confirm: expect.stringMatching(/^转诊通知 RF-\S+：确定“未到院”吗？$/) },
        { label: '打开' },
      ],
    })
    expect(JSON.stringify(hint.card)).not.toMatch(/何晓云|13900001234/)
    expect(await steps('11-20 16:30')).toEqual([
      'supervisor: 罗敏还没有处理：RF-2026-0001：请确认患者是否到院 [已逾期]',
    ])
    await story.act('reception', referral, 'confirm-arrival', arrival)
    const done = await story.told()
    expect(done).toContain('reception: RF-2026-0001：请确认患者是否到院 [已处理]')
    expect(done).toContain('supervisor: RF-2026-0001：请确认患者是否到院 [已处理]')
    // Two working days of seven and a half hours after the arrival became known.
    expect(await steps('11-24 16:30')).toEqual(['clerk: RF-2026-0001：患者出院后，请录入费用 [已逾期]'])
    await story.act('clerk', referral, 'enter-cost', cost)
    await story.told()
    expect(await steps('11-26 16:30')).toEqual(['finance: RF-2026-0001：费用等待财务确认 [已逾期]'])
    expect(await steps('11-27 17:30')).toEqual([
      'director: 邓文博还没有处理：RF-2026-0001：费用等待财务确认 [已逾期]',
    ])
    await story.act('finance', referral, 'confirm-cost')
    await story.told()
    // Ready for settlement is where it ends: nobody owes anything any more.
    expect([...(await steps('12-04 17:30')), ...(await steps('12-11 17:30'))]).toEqual([])
    expect(
      await story.office.store.db.duty.count({ where: { state: 'pending', recordId: referral.id } }),
    ).toBe(0)
  })

  it('reminds nobody of what was cancelled, is disputed, or did not come', async () => {
    const referral = await announce()
    await story.act('rep', referral, 'cancel', { reason: '患者改去其他医院' })
    await story.told()
    expect([...(await steps('11-18 18:00')), ...(await steps('11-23 18:00'))]).toEqual([])
    const open = await story.office.store.db.duty.count({
      where: { recordId: referral.id, state: 'pending' },
    })
    expect(open).toBe(0)
  })

  it('waits anew when the patient is expected again, and when a cost is sent back', async () => {
    const referral = await announce()
    await story.act('rep', referral, 'identify', identity)
    await story.goTo('11-19 12:00')
    await story.act('reception', referral, 'no-show')
    await story.told()
    expect(await steps('11-20 15:30')).toEqual([])
    const again = {
      expectedOn: '2026-11-23',
      expectedAt: '10:00',
      consentRef: 'NW-2026-118',
      department: '骨科',
    }
    const partner = referral.values.partner as string
    await story.act('rep', referral, 'expect-again', { ...again, partner })
    await story.told()
    expect(await steps('11-23 15:15')).toEqual([])
    expect(await steps('11-23 15:30')).toEqual(['reception: RF-2026-0001：请确认患者是否到院 [已逾期]'])
    await story.act('reception', referral, 'confirm-arrival', { ...arrival, arrivedOn: '2026-11-23' })
    await story.act('clerk', referral, 'enter-cost', { ...cost, dischargedOn: '2026-11-23' })
    await story.act('finance', referral, 'reject-cost', { reason: '金额与单据不符' })
    await story.told()
    expect(await steps('11-25 15:30')).toEqual(['clerk: RF-2026-0001：患者出院后，请录入费用 [已逾期]'])
  })

  it('disturbs nobody at the weekend', async () => {
    story = await openStory(provider, { start: '2026-11-20 17:30' })
    const customer = await story.file('rep', 'customer', { name: '南湾一院', kind: 'hospital' })
    await story.file('rep', 'referral', {
      partner: customer.id,
      department: '骨科',
      expectedOn: '2026-11-21',
      consentRef: 'NW-2026-119',
    })
    await story.told()
    expect(await steps('11-21 12:00')).toEqual([])
    expect(await steps('11-22 18:00')).toEqual([])
    // Half an hour on Friday, an hour and a half on Monday; the arrival is asked about after its own four hours.
    expect(await steps('11-23 10:30')).toEqual(['rep: RF-2026-0001：请填写患者身份 [已逾期]'])
    expect(await steps('11-23 14:30')).toEqual(['reception: RF-2026-0001：请确认患者是否到院 [已逾期]'])
  })
})
