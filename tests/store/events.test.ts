import { beforeEach, describe, expect, it } from 'vitest'
import { appendEvent, type NewEvent, verifyEvents } from '../../src/store/events.ts'
import type { Store } from '../../src/store/open-store.ts'
import { databases, useTestStore } from '../support/databases.ts'

const at = new Date('2026-11-23T01:00:00.123Z')

describe.each(databases)('event chain on %s', (provider) => {
  const database = useTestStore(provider)
  let store: Store

  beforeEach(async () => {
    store = database().store
    await database().clear()
  })

  const event = (recordId: string): NewEvent => ({
    at,
    actorId: 'p1',
    platform: 'slack',
    kind: 'record.changed',
    recordId,
    diff: { zeta: ['旧', '新 "引号"'], alpha: { b: 1.5, a: null }, amount: 1e21, gone: undefined, empty: [] },
  })
  const append = (...ids: string[]) => store.transaction((tx) => appendEvent(tx, ...ids.map(event)))
  const appendFive = async () => {
    await append('r1')
    await append('r2', 'r3', 'r4')
    await append('r5')
  }

  it('finds nothing wrong with an untouched chain', async () => {
    expect(await verifyEvents(store)).toEqual({ count: 0, headHash: '', faults: [] })
    await appendFive()
    const rows = await store.db.event.findMany({ orderBy: { seq: 'asc' } })
    expect(rows.map(({ seq, recordId }) => [seq, recordId])).toEqual([
      [1, 'r1'],
      [2, 'r2'],
      [3, 'r3'],
      [4, 'r4'],
      [5, 'r5'],
    ])
    expect(await verifyEvents(store)).toEqual({ count: 5, headHash: rows[4]?.hash, faults: [] })
  })

  it('leaves no gap when a transaction is rolled back', async () => {
    await append('r1')
    const failing = store.transaction(async (tx) => {
      await appendEvent(tx, event('lost'))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await append('r2')
    expect(await verifyEvents(store)).toMatchObject({ count: 2, faults: [] })
  })

  it('is one chain when many append at once from two processes', async () => {
    const another = await database().openAnother()
    const appendTo = (one: Store, id: string) =>
      one.transaction((tx) => appendEvent(tx, event(id), event(`${id}b`)))
    await Promise.all(Array.from({ length: 20 }, (_, i) => appendTo(i % 2 ? store : another, `r${i}`)))
    expect(await verifyEvents(store)).toMatchObject({ count: 40, faults: [] })
  })

  it.each([
    ['a changed answer', { kind: 'changed', seq: 3 }, `UPDATE "Event" SET "diff" = '{}' WHERE "seq" = 3`],
    ['a changed actor', { kind: 'changed', seq: 2 }, `UPDATE "Event" SET "actorId" = 'p9' WHERE "seq" = 2`],
    [
      'a changed moment',
      { kind: 'changed', seq: 5 },
      `UPDATE "Event" SET "at" = '2026-11-24T00:00:00.000+00:00' WHERE "seq" = 5`,
    ],
    ['a row dropped within', { kind: 'missing', seq: 3, lastSeq: 3 }, `DELETE FROM "Event" WHERE "seq" = 3`],
    [
      'rows dropped at the end',
      { kind: 'missing', seq: 4, lastSeq: 5 },
      `DELETE FROM "Event" WHERE "seq" > 3`,
    ],
    ['everything dropped', { kind: 'missing', seq: 1, lastSeq: 5 }, `DELETE FROM "Event"`],
    [
      'a head set back with its rows',
      { kind: 'unlinked', seq: 4 },
      `DELETE FROM "Event" WHERE "seq" > 4; UPDATE "EventHead" SET "seq" = 4`,
    ],
    ['a head that is gone', { kind: 'surplus', seq: 1, lastSeq: 5 }, `DELETE FROM "EventHead"`],
    ['rows behind the head', { kind: 'surplus', seq: 5, lastSeq: 5 }, `UPDATE "EventHead" SET "seq" = 4`],
    [
      'a row before the first',
      { kind: 'surplus', seq: 0, lastSeq: 0 },
      `INSERT INTO "Event" SELECT 0, "at", "actorId", "platform", "kind", "recordId", "subject", "diff", "prevHash", "hash" FROM "Event" WHERE "seq" = 1`,
    ],
    [
      'a row put at the place of one that was dropped',
      { kind: 'moved', seq: 2, fromSeq: 4 },
      `DELETE FROM "Event" WHERE "seq" = 2; UPDATE "Event" SET "seq" = 2 WHERE "seq" = 4`,
    ],
  ])('finds %s', async (_what, fault, tampering) => {
    await appendFive()
    for (const sql of tampering.split('; ')) await store.db.$executeRawUnsafe(sql)
    expect((await verifyEvents(store)).faults).toContainEqual(fault)
  })

  it('finds a row whose diff is no JSON any more, which PostgreSQL does not take, and reads on', async () => {
    if (provider === 'postgresql') return
    await appendFive()
    await store.db.$executeRawUnsafe(`UPDATE "Event" SET "diff" = '{"zeta": [' WHERE "seq" = 3`)
    expect(await verifyEvents(store)).toMatchObject({ count: 5, faults: [{ kind: 'changed', seq: 3 }] })
  })

  it('says where a hash that was noted before stands, and that a rewritten chain does not hold it', async () => {
    await appendFive()
    const { headHash } = await verifyEvents(store)
    await append('r6')
    expect(await verifyEvents(store, headHash)).toMatchObject({ count: 6, faults: [], notedSeq: 5 })
    // Whoever holds the database can make a chain that is whole: only the hash outside of it tells.
    await database().clear()
    await append('r1', 'r2', 'r3', 'r4', 'forged', 'r6')
    const audit = await verifyEvents(store, headHash)
    expect(audit.faults).toEqual([])
    expect(audit.notedSeq).toBeUndefined()
  })

  it('names the first thousand breaks and counts the rest', async () => {
    for (let i = 0; i < 2; i += 1) await append(...Array.from({ length: 600 }, (_, j) => `r${i}-${j}`))
    await store.db.$executeRawUnsafe(`UPDATE "Event" SET "kind" = 'record.filed'`)
    const { faults, moreFaults } = await verifyEvents(store)
    expect([faults.length, moreFaults]).toEqual([1_000, 200])
  })

  it('finds two rows that changed places', async () => {
    await appendFive()
    for (const [from, to] of [
      [2, 99],
      [3, 2],
      [99, 3],
    ] as const) {
      await store.db.event.update({ where: { seq: from }, data: { seq: to } })
    }
    const { faults } = await verifyEvents(store)
    expect(faults).toEqual([
      { kind: 'unlinked', seq: 2 },
      { kind: 'moved', seq: 2, fromSeq: 3 },
      { kind: 'unlinked', seq: 3 },
      { kind: 'moved', seq: 3, fromSeq: 2 },
      { kind: 'unlinked', seq: 4 },
    ])
  })

  it('finds a row slipped in with a hash of its own', async () => {
    await appendFive()
    const last = await store.db.event.findUniqueOrThrow({ where: { seq: 5 } })
    await store.db.event.delete({ where: { seq: 5 } })
    await store.db.event.create({ data: { ...last, diff: {}, hash: 'f'.repeat(64) } })
    const { faults } = await verifyEvents(store)
    expect(faults).toEqual([
      { kind: 'changed', seq: 5 },
      { kind: 'unlinked', seq: 5 },
    ])
  })

  it('verifies a chain of several pages', async () => {
    for (let i = 0; i < 3; i += 1) await append(...Array.from({ length: 700 }, (_, j) => `r${i}-${j}`))
    expect(await verifyEvents(store)).toMatchObject({ count: 2_100, faults: [] })
  })
})
