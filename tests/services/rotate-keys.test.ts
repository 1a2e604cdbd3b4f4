import { beforeEach, describe, expect, it } from 'vitest'
import { getRecordType } from '../../src/records/registry.ts'
import { revealRecord } from '../../src/services/reading/reveal-record.ts'
import { placeOf, sealAnswers } from '../../src/services/records/seal-answers.ts'
import { rotateKeys } from '../../src/services/upkeep/rotate-keys.ts'
import { listSealedUnder, resealRow } from '../../src/store/sealed.ts'
import { createVault } from '../../src/vault/vault.ts'
import { databases } from '../support/databases.ts'
import { useRecords } from '../support/records.ts'

const old = { id: 'old', key: new Uint8Array(32).fill(1) }
const fresh = { id: 'fresh', key: new Uint8Array(32).fill(2) }
const lookupKey = new Uint8Array(32).fill(9)
const before = createVault([old, fresh], lookupKey)
const during = createVault([fresh, old], lookupKey)
const after = createVault([fresh], lookupKey)
const many = 1_100

describe.each(databases)('changing the key on %s', (provider) => {
  const { opened, db, fileReferral } = useRecords(provider)
  const { fields } = getRecordType('referral')
  const officeWith = (vault = during) => ({ ...opened().office, vault })
  let id = ''
  beforeEach(async () => {
    await db().event.deleteMany()
    await db().eventHead.deleteMany()
    id = (await fileReferral()).id
    const office = officeWith(before)
    await office.store.transaction((tx) =>
      sealAnswers(office, tx, id, fields, { patientName: '孟晓棠', patientPhone: '13900001234' }),
    )
  })
  const read = async (vault: typeof during) => {
    const input = { recordId: id, platform: 'web' }
    const { answers } = await revealRecord(officeWith(vault), opened().actors.reception, input)
    return answers.map(({ value }) => value)
  }
  /** More rows than a page, of records of their own. */
  const fill = async () => {
    const { rep } = opened().actors
    const at = opened().clock.now()
    const ids = Array.from({ length: many }, (_, i) => `many-${String(i).padStart(4, '0')}`)
    await opened().office.store.transaction(async (tx) => {
      await tx.record.createMany({
        data: ids.map((each) => ({
          ...{ id: each, type: 'referral', number: each, status: 'expected', revision: 1 },
          ...{ ownerId: rep.personId, teamId: rep.teamId, createdAt: at, updatedAt: at, statusAt: at },
        })),
      })
      await tx.sensitiveValue.createMany({
        data: ids.map((recordId) => ({
          ...{ recordId, field: 'disease', updatedAt: at },
          ...before.seal(recordId, placeOf(recordId, 'disease')),
        })),
      })
    })
  }

  it('keeps old answers readable before, meanwhile and after, and finds them by the same hash', async () => {
    const lookups = async () => (await db().sensitiveValue.findMany()).map(({ lookup }) => lookup).toSorted()
    const known = await lookups()
    expect(await read(before)).toEqual(['孟晓棠', '13900001234'])
    expect(await read(during)).toEqual(['孟晓棠', '13900001234'])
    expect(await rotateKeys(officeWith())).toEqual({
      newest: 'fresh',
      resealed: 2,
      unopened: {},
      byKey: { fresh: 2 },
    })
    // A process that has not been restarted since the new key came last still reads.
    for (const vault of [before, during, after]) expect(await read(vault)).toEqual(['孟晓棠', '13900001234'])
    expect(await lookups()).toEqual(known)
    const events = await db().event.findMany({
      where: { kind: { startsWith: 'vault.' } },
      orderBy: { seq: 'asc' },
    })
    expect(events.map(({ kind, diff }) => [kind, diff])).toEqual([
      ['vault.rotation-begun', { to: 'fresh', from: { old: 2 } }],
      ['vault.rotated', { to: 'fresh', resealed: 2, unopened: {}, byKey: { fresh: 2 } }],
    ])
    expect(await rotateKeys(officeWith())).toMatchObject({ resealed: 0 })
    expect(await db().event.count({ where: { kind: { startsWith: 'vault.' } } })).toBe(2)
  })

  it('goes on where it was killed, with everything readable in between', async () => {
    await fill()
    const { store } = opened().office
    // The second page is never written: what a kill leaves, for each page is one transaction.
    let pages = 0
    const dying = new Proxy(store, {
      get: (target, name, receiver) =>
        name === 'transaction'
          ? (work: Parameters<typeof store.transaction>[0]) => {
              pages += 1
              if (pages > 2) throw new Error('killed')
              return target.transaction(work)
            }
          : Reflect.get(target, name, receiver),
    })
    await expect(rotateKeys({ ...officeWith(), store: dying })).rejects.toThrow('killed')
    const halfway = await db().sensitiveValue.groupBy({
      by: ['keyId'],
      _count: true,
      orderBy: { keyId: 'asc' },
    })
    expect(halfway.map(({ keyId, _count }) => [keyId, _count])).toEqual([
      ['fresh', 500],
      ['old', many + 2 - 500],
    ])
    for (const vault of [before, during]) expect(await read(vault)).toEqual(['孟晓棠', '13900001234'])
    expect(await rotateKeys(officeWith())).toMatchObject({
      resealed: many + 2 - 500,
      byKey: { fresh: many + 2 },
    })
    for (const { recordId, field, ...sealed } of await db().sensitiveValue.findMany({
      where: { field: 'disease' },
    }))
      expect(after.open(sealed, placeOf(recordId, field))).toBe(recordId)
  })

  it('leaves alone what somebody changes or deletes meanwhile', async () => {
    const office = officeWith()
    const [name, phone] = await listSealedUnder(office.store, {
      notKey: 'fresh',
      after: undefined,
      limit: 10,
    })
    if (!name || !phone) throw new Error('nothing is sealed')
    await office.store.transaction((tx) => sealAnswers(office, tx, id, fields, { patientName: '白霁月' }))
    await db().sensitiveValue.delete({ where: { recordId_field: { recordId: id, field: 'patientPhone' } } })
    const outcomes = await office.store.transaction(async (tx) => [
      await resealRow(tx, name, during.seal('孟晓棠', placeOf(id, 'patientName'))),
      await resealRow(tx, phone, during.seal('13900001234', placeOf(id, 'patientPhone'))),
    ])
    expect(outcomes).toEqual([false, false])
    expect(await read(after)).toEqual(['白霁月'])
  })

  it('goes past what no key opens, counts it, and says nothing of what is in it', async () => {
    const lost = createVault([{ id: 'lost', key: new Uint8Array(32).fill(3) }], lookupKey)
    const where = { recordId_field: { recordId: id, field: 'patientName' } }
    await db().sensitiveValue.update({ where, data: lost.seal('孟晓棠', placeOf(id, 'patientName')) })
    expect(await rotateKeys(officeWith())).toMatchObject({
      resealed: 1,
      unopened: { lost: 1 },
      byKey: { fresh: 1, lost: 1 },
    })
    // Nothing is lost: with the key it is read as ever.
    const found = createVault([fresh, { id: 'lost', key: new Uint8Array(32).fill(3) }], lookupKey)
    expect(await read(found)).toEqual(['孟晓棠', '13900001234'])
  })
})
