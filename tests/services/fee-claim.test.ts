import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { NotPermitted } from '../../src/errors.ts'
import type { Answers } from '../../src/fields/field.ts'
import { createPolicyBook } from '../../src/policy/policy-book.ts'
import type { Office } from '../../src/services/office.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import type { StoredRecord } from '../../src/store/records/records.ts'
import { databases } from '../support/databases.ts'
import { defaultPolicy, type TextChange } from '../support/default-policy.ts'
import { start, useTestOffice } from '../support/office.ts'

/** A signed opinion, which opens the gate for outsiders until its last day. */
const opening =
  'opening: { legalOpinion: { reference: LO-1, signedBy: Counsel, validUntil: 2026-11-25 }, agreement: AG-1, releasedBy: [A, B] }'
const openGate: TextChange = [
  'open: false\n      # To open: opening: { legalOpinion',
  `open: true\n      ${opening}\n      # { legalOpinion`,
]

describe.each(databases)('fee claims on %s', (provider) => {
  const opened = useTestOffice(provider)
  let office: Office
  let lastKey = 0

  beforeEach(() => {
    opened().clock.set(start)
    office = { ...opened().office, policies: createPolicyBook([defaultPolicy(openGate)], opened().clock) }
  })

  const file = (by: Actor, type: string, answers: Answers) =>
    fileRecord(office, by, {
      type,
      answers,
      submissionKey: `key ${provider} ${++lastKey}`,
      platform: 'slack',
    })
  const act = (by: Actor, { id, revision }: StoredRecord, action: string, answers: Answers = {}) =>
    changeRecord(office, by, { recordId: id, revision, action, answers, platform: 'slack' })
  const claimFor = (referral: StoredRecord) =>
    file(opened().actors.rep, 'fee-claim', { referral: referral.id, payeeKind: 'outside', amount: '500' })

  async function refer(): Promise<StoredRecord> {
    const { rep } = opened().actors
    const partner = await file(rep, 'customer', { name: `康民诊所${++lastKey}`, kind: 'clinic' })
    const notice = { partner: partner.id, department: '妇科', expectedOn: '2026-11-18', consentRef: 'C-1' }
    const referral = await file(rep, 'referral', notice)
    return act(rep, referral, 'identify', { patientName: '白芷', patientPhone: `138001${10_000 + lastKey}` })
  }

  async function referArrived(): Promise<StoredRecord> {
    const answers = { arrivedOn: '2026-11-18', disease: '肌瘤', attendingDoctor: '许医生' }
    return act(opened().actors.reception, await refer(), 'confirm-arrival', answers)
  }

  it('are released by two people while the opinion stands', async () => {
    const { finance, director } = opened().actors
    const claim = await claimFor(await referArrived())
    expect(claim.status).toBe('claimed')
    const half = await act(finance, claim, 'release')
    expect((await act(director, half, 'release-second')).status).toBe('released')
  })

  it('are refused at the release when the opinion has run out meanwhile', async () => {
    const { finance, director } = opened().actors
    const first = await claimFor(await referArrived())
    const second = await claimFor(await referArrived())
    const half = await act(finance, second, 'release')
    opened().clock.set('2026-11-26T02:00:00Z')
    expect((await act(finance, first, 'release')).status).toBe('refused')
    expect((await act(director, half, 'release-second')).status).toBe('refused')
  })

  it('are made once for a patient, and again only after the first was refused', async () => {
    const { finance } = opened().actors
    const referral = await referArrived()
    const claim = await claimFor(referral)
    expect((await claimFor(referral)).status).toBe('refused')
    await act(finance, claim, 'refuse')
    expect((await claimFor(referral)).status).toBe('claimed')
  })

  it('say first what is forbidden, and not that it would do once the patient has come', async () => {
    office = { ...office, policies: createPolicyBook([defaultPolicy()], opened().clock) }
    const claim = await claimFor(await refer())
    const where = { recordId: claim.id, kind: 'record.act.refuse' }
    const { diff } = await office.store.db.event.findFirstOrThrow({ where })
    expect(diff).toMatchObject({ obstacle: 'outside' })
  })

  it('are refused for a patient who has not come', async () => {
    expect((await claimFor(await refer())).status).toBe('refused')
  })

  it('are not released by who filed them, whoever they stand in for', async () => {
    const { rep, finance, director } = opened().actors
    const today = { fromDay: '2026-11-18', toDay: '2026-11-18' }
    for (const { personId } of [finance, director]) {
      const id = crypto.randomUUID()
      await office.store.db.delegate.create({ data: { id, personId, delegateId: rep.personId, ...today } })
    }
    const standIn = await findActor(office, rep.personId)
    if (!standIn) throw new Error('no stand-in')
    const claim = await claimFor(await referArrived())
    await expect(act(standIn, claim, 'release')).rejects.toThrow(NotPermitted)
    const half = await act(finance, claim, 'release')
    await expect(act(standIn, half, 'release-second')).rejects.toThrow(NotPermitted)
    await office.store.db.delegate.deleteMany()
  })
})
