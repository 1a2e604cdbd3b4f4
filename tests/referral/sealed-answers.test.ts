import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import type { Answers } from '../../src/fields/field.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { revealRecord } from '../../src/services/reading/reveal-record.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { describeRecord } from '../../src/services/records/describe-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import type { StoredRecord } from '../../src/store/records/records.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'

const platform = 'web'
const today = '2026-11-18'
const arrival = { arrivedOn: today, disease: '混合痔', attendingDoctor: '罗仲文' }

describe.each(databases)('sealed answers on %s', (provider) => {
  const opened = useTestOffice(provider)
  let partner = ''
  let filings = 0
  const file = (by: Actor, type: string, answers: Answers) =>
    fileRecord(opened().office, by, { type, answers, submissionKey: `filing-${filings++}`, platform })
  const act = (by: Actor, { id, revision }: StoredRecord, action: string, answers: Answers) =>
    changeRecord(opened().office, by, { recordId: id, revision, action, answers, platform })
  const give = (by: Actor) =>
    file(by, 'referral', { partner, department: '肛肠科', expectedOn: today, consentRef: 'C-1' })
  const warned = async () => {
    const rows = await opened().office.store.db.outbox.findMany({
      where: { dedupeKey: { startsWith: 'double-notice' } },
      orderBy: { id: 'asc' },
    })
    return rows.map((row) => row.target.replace('person:', ''))
  }

  beforeEach(async () => {
    const { rep } = opened().actors
    partner = (await file(rep, 'customer', { name: `诊所${filings}`, kind: 'clinic', class: 'key' })).id
    await opened().office.store.db.outbox.deleteMany()
    await opened().office.store.db.sensitiveValue.deleteMany()
  })

  it('go when they are left out the second time: they were somebody else’s', async () => {
    const { office, actors } = opened()
    const first = { patientName: '孟晓棠', patientPhone: '13900001234', patientBirthDate: '1950-01-01' }
    const identified = await act(actors.rep, await give(actors.rep), 'identify', first)
    const second = { patientName: '白霁月', patientPhone: '13900005678', patientBirthDate: null }
    const again = await act(actors.rep, identified, 'identify', second)
    expect([...again.sealed].sort()).toEqual(['patientName', 'patientPhone'])
    const { answers } = await revealRecord(office, actors.rep, { recordId: again.id, platform })
    expect(JSON.stringify(answers)).not.toContain('1950')
  })

  it('can be told equal only where they are compared', async () => {
    const { office, actors } = opened()
    const identity = { patientName: '孟晓棠', patientPhone: '13900001234', patientBirthDate: '1950-01-01' }
    const identified = await act(actors.rep, await give(actors.rep), 'identify', identity)
    await act(actors.reception, identified, 'confirm-arrival', arrival)
    const rows = await office.store.db.sensitiveValue.findMany({ orderBy: { field: 'asc' } })
    expect(rows.filter((row) => row.lookup !== null).map((row) => row.field)).toEqual([
      'patientBirthDate',
      'patientName',
      'patientPhone',
    ])
    expect(rows).toHaveLength(5)
  })

  it.each([
    ['13933334444', '0086 139 3333 4444'],
    ['+86 139-3333-4444', '8613933334444'],
    ['010-8888 6666', '+86 10 8888 6666'],
  ])('take %s and %s for one telephone', async (one, other) => {
    const { rep } = opened().actors
    await act(rep, await give(rep), 'identify', { patientName: '孟晓棠', patientPhone: one })
    expect(await warned()).toEqual([])
    await act(rep, await give(rep), 'identify', { patientName: '白霁月', patientPhone: other })
    expect(await warned()).toHaveLength(1)
  })

  it('answer nobody’s guess: who leads a team and files for it is not told of their own', async () => {
    const { office, actors, teamIds } = opened()
    const { supervisor, otherSupervisor, director, outsider } = actors
    await office.store.db.roleGrant.create({
      data: { personId: supervisor.personId, role: 'rep', teamId: teamIds.nanwan },
    })
    const lead = (await findActor(office, supervisor.personId)) ?? supervisor
    const theirs = await give(outsider)
    await act(outsider, theirs, 'identify', { patientName: '孟晓棠', patientPhone: '13811112222' })
    const mine = await give(lead)
    await act(lead, mine, 'identify', { patientName: '某', patientPhone: '13811112222' })
    // Of the lead's own team it is who comes next in line.
    expect(await warned()).toEqual([director.personId, otherSupervisor.personId].toSorted())
  })

  it('may be read without a decision’s reason going from the card', async () => {
    const { office, actors } = opened()
    const { rep, reception, clerk, finance } = actors
    const arrived = await act(reception, await give(rep), 'confirm-arrival', arrival)
    const costed = await act(clerk, arrived, 'enter-cost', { dischargedOn: today, cost: '900' })
    const { id } = await act(finance, costed, 'reject-cost', { reason: '缺出院小结' })
    await revealRecord(office, clerk, { recordId: id, platform })
    expect(JSON.stringify(await describeRecord(office, clerk, { recordId: id }))).toContain('缺出院小结')
  })
})
