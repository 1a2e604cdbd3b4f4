import { beforeEach, describe, expect, it } from 'vitest'
import { msPerDay } from '../../src/clock.ts'
import { createPolicyBook } from '../../src/policy/policy-book.ts'
import { readHistory } from '../../src/services/reading/read-history.ts'
import { findAdministrator } from '../../src/services/subject/find-administrator.ts'
import { forgetSubject } from '../../src/services/subject/forget-subject.ts'
import { showSubject } from '../../src/services/subject/show-subject.ts'
import { databases } from '../support/databases.ts'
import { defaultPolicy } from '../support/default-policy.ts'
import { failure, useRecords } from '../support/records.ts'

const patient = { patientName: '孟晓棠', patientPhone: '13900001234', patientBirthDate: '1950-01-01' }
const sibling = { patientName: '孟晓溪', patientPhone: '139 0000 1234', patientBirthDate: '1953-01-01' }
const stranger = { patientName: '白霁月', patientPhone: '13900005678' }
const arrival = { arrivedOn: '2026-11-18', disease: '混合痔', attendingDoctor: '罗仲文' }
const asked = { phone: '+86 139-0000-1234', reason: '来函 2026-17', platform: 'console' }

describe.each(databases)('a patient’s requests on %s', (provider) => {
  const { opened, db, act, file } = useRecords(provider)
  let partners = 0
  const show = (request = {}) =>
    showSubject(opened().office, opened().actors.admin, { ...asked, withValues: false, ...request })
  const forget = (request = {}) =>
    forgetSubject(opened().office, opened().actors.admin, { ...asked, ...request })
  const refer = async (who: Record<string, string>) => {
    const { rep } = opened().actors
    partners += 1
    const partner = await file(rep, { name: `${partners}号诊所`, kind: 'clinic' }, 'customer')
    const told = { department: '妇科', expectedOn: '2027-01-20', consentRef: 'C-1' }
    const { id } = await file(rep, { partner: partner.id, ...told }, 'referral')
    return act(rep, id, 1, 'identify', who)
  }
  const eventsOf = (recordId: string | null, kind: string) =>
    db().event.findMany({ where: { recordId, kind }, orderBy: { seq: 'asc' } })
  beforeEach(() => {
    const { office, clock } = opened()
    office.policies = createPolicyBook([defaultPolicy()], clock)
  })

  it('says what is held of whoever asks, however the number is typed, and until when', async () => {
    const { actors } = opened()
    const first = await refer(patient)
    await act(actors.reception, first.id, 2, 'confirm-arrival', arrival)
    const second = await refer(sibling)
    await refer(stranger)
    const { records, others } = await show()
    expect(records.map(({ number }) => number)).toEqual([first.number, second.number])
    expect(others).toBe(0)
    const [record] = records
    expect(record).toMatchObject({
      status: '已到院，待核算费用',
      keptUntil: '2027-11-18',
      mustKeepUntil: undefined,
    })
    expect(record?.kept.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        '来源单位',
        '知情同意书编号',
        '患者姓名',
        '患者电话',
        '出生日期',
        '病种',
        '接诊医生',
      ]),
    )
    // What is printed without need tells nobody anything.
    expect(JSON.stringify(records)).not.toContain(patient.patientName)
    const named = await show({ name: '孟 晓棠' })
    expect([named.records.length, named.others]).toEqual([1, 1])
    const copy = await show({ name: '孟晓棠', withValues: true })
    const values = Object.fromEntries(copy.records[0]?.kept.map(({ label, value }) => [label, value]) ?? [])
    expect(values).toMatchObject({
      患者姓名: '孟晓棠',
      患者电话: '13900001234',
      病种: '混合痔',
      就诊科室: '妇科',
    })
  })

  it('records every reading in the history of what was read, and a guess too', async () => {
    const { office, actors } = opened()
    const { id } = await refer(patient)
    await db().event.deleteMany({ where: { kind: { startsWith: 'subject.' } } })
    await show({ withValues: true })
    const events = await eventsOf(id, 'subject.shown')
    expect(events).toMatchObject([{ actorId: actors.admin.personId, platform: 'console' }])
    expect(events[0]?.diff).toEqual({
      reason: '来函 2026-17',
      values: true,
      fields: ['patientBirthDate', 'patientName', 'patientPhone'],
    })
    expect((await readHistory(office, actors.rep, { recordId: id }))[0]).toMatchObject({
      what: '应患者请求查看',
      platform: '服务器命令行',
    })
    expect(await show({ phone: '13711112222' })).toEqual({ records: [], others: 0 })
    expect(await eventsOf(null, 'subject.shown')).toHaveLength(1)
  })

  it('forgets who it was in every state, and keeps the record with its number', async () => {
    const { actors } = opened()
    const arrived = await refer(patient)
    await act(actors.reception, arrived.id, 2, 'confirm-arrival', arrival)
    const cancelled = await refer(patient)
    await act(actors.rep, cancelled.id, 2, 'cancel', { reason: '患者改约' })
    const expected = await refer(patient)
    const other = await refer(stranger)
    expect(await forget()).toEqual({
      forgotten: [arrived.number, cancelled.number, expected.number],
      refused: [],
    })
    const left = await db().sensitiveValue.findMany({ distinct: ['recordId'] })
    expect(left.map(({ recordId }) => recordId)).toEqual([other.id])
    const rows = await db().record.findMany({ where: { type: 'referral' }, orderBy: { number: 'asc' } })
    expect(rows.map(({ status }) => status)).toEqual(['arrived', 'cancelled', 'expected', 'expected'])
    expect(await eventsOf(expected.id, 'subject.forgotten')).toMatchObject([
      { actorId: actors.admin.personId, diff: { reason: '来函 2026-17' } },
    ])
    expect(await forget()).toEqual({ forgotten: [], refused: [] })
    expect((await show()).records).toEqual([])
    const text = JSON.stringify(await db().event.findMany({ where: { kind: { startsWith: 'subject.' } } }))
    expect(Object.values(patient).filter((value) => text.includes(value))).toEqual([])
  })

  it('asks nobody again for the identity, and lets no form that was open bring it back unseen', async () => {
    const { actors } = opened()
    const expected = await refer(patient)
    await forget()
    const owed = await db().duty.findMany({ where: { recordId: expected.id, closedAt: null } })
    expect(owed.filter(({ kind }) => kind.includes('identity'))).toEqual([])
    const late = await failure(act(actors.rep, expected.id, expected.revision, 'identify', patient))
    expect(late.code).toBe('stale_revision')
  })

  it('refuses while a law demands to keep it, with the day from which it may be asked again', async () => {
    const { office, clock } = opened()
    const { policy, hash } = defaultPolicy()
    const privacy = { ...policy.privacy, mustKeepDays: { patientIdentity: 30 } }
    office.policies = createPolicyBook([{ policy: { ...policy, privacy }, hash }], clock)
    const old = await refer(patient)
    clock.advance(30 * msPerDay)
    const fresh = await refer(sibling)
    expect((await show()).records.map((record) => record.mustKeepUntil)).toEqual(['2026-12-18', '2027-01-17'])
    expect(await forget()).toEqual({
      forgotten: [old.number],
      refused: [{ number: fresh.number, from: '2027-01-17' }],
    })
    expect(await db().sensitiveValue.count({ where: { recordId: fresh.id } })).toBe(3)
  })

  it('takes no number that is none, and no reason that is missing or names the patient', async () => {
    for (const wrong of [
      { phone: '12' },
      { phone: '' },
      { reason: ' ' },
      { reason: `患者 ${patient.patientPhone}` },
    ]) {
      expect((await failure(show(wrong))).code).toBe('validation')
      expect((await failure(forget(wrong))).code).toBe('validation')
    }
    const named = { name: patient.patientName, reason: `${patient.patientName}来函` }
    const error = await failure(show(named))
    expect(error.message).not.toContain(patient.patientName)
  })

  it('knows an administrator by id, e-mail or account, and takes nobody else', async () => {
    const { office, actors } = opened()
    const { personId } = actors.admin
    for (const handle of [personId, 'ADMIN@fieldpost.example', '@U0ADMIN'])
      expect((await findAdministrator(office, handle))?.personId).toBe(personId)
    expect(await findAdministrator(office, actors.clerk.personId)).toBeUndefined()
    expect(await findAdministrator(office, '')).toBeUndefined()
    expect((await failure(showSubject(office, actors.clerk, { ...asked, withValues: false }))).code).toBe(
      'not_permitted',
    )
  })
})
