import { beforeEach, describe, expect, it } from 'vitest'
import { findUniqueViolation } from '../../src/store/database-errors.ts'
import type { Store } from '../../src/store/open-store.ts'
import { databases, useTestStore } from '../support/databases.ts'
import { createGate } from '../support/gate.ts'

describe.each(databases)('transactions on %s', (provider) => {
  const database = useTestStore(provider)
  let store: Store

  beforeEach(async () => {
    store = database().store
    await database().clear()
  })

  const addTeam = (db: Pick<Store['db'], 'team'>, id: string, key = id) =>
    db.team.create({ data: { id, key, name: `团队 ${id}` } })
  const listTeams = async () => (await store.db.team.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)

  it('undoes everything when the work throws', async () => {
    const work = store.transaction(async (tx) => {
      await addTeam(tx, 'a')
      await addTeam(tx, 'b')
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await listTeams()).toEqual([])
  })

  it('keeps a plain write that was made while another transaction was open and rolled back', async () => {
    const isOpen = createGate()
    const mayFail = createGate()
    const failing = store.transaction(async (tx) => {
      await addTeam(tx, 'inside')
      isOpen.open()
      await mayFail.opened
      throw new Error('rolled back')
    })
    await isOpen.opened
    const plain = addTeam(store.db, 'outside')
    const started = plain.then(() => undefined)
    mayFail.open()
    await expect(failing).rejects.toThrow('rolled back')
    await started
    expect(await listTeams()).toEqual(['outside'])
  })

  it('shows nobody else what is not committed', async () => {
    const isOpen = createGate()
    const mayEnd = createGate()
    const open = store.transaction(async (tx) => {
      await addTeam(tx, 'a')
      expect(await tx.team.count()).toBe(1)
      isOpen.open()
      await mayEnd.opened
    })
    await isOpen.opened
    expect(await listTeams()).toEqual([])
    mayEnd.open()
    await open
    expect(await listTeams()).toEqual(['a'])
  })

  it('refuses at once a write beside the own transaction, and leaves the transaction usable', async () => {
    await store.transaction(async (tx) => {
      await expect(addTeam(store.db, 'x')).rejects.toThrow('through the tx')
      await expect(store.db.$executeRaw`DELETE FROM "Team"`).rejects.toThrow('through the tx')
      await expect(store.db.$transaction([store.db.team.deleteMany()])).rejects.toThrow('through the tx')
      await expect(store.transaction(async () => undefined)).rejects.toThrow('through the tx')
      expect(await store.db.team.count()).toBe(0)
      await addTeam(tx, 'a')
    })
    await addTeam(store.db, 'b')
    expect(await listTeams()).toEqual(['a', 'b'])
  })

  it('lets work that was started inside a transaction write after its end', async () => {
    let later: Promise<unknown> = Promise.resolve()
    const hasEnded = createGate()
    await store.transaction(async (tx) => {
      await addTeam(tx, 'a')
      later = hasEnded.opened.then(() => addTeam(store.db, 'later'))
    })
    hasEnded.open()
    await later
    expect(await listTeams()).toEqual(['a', 'later'])
  })

  it('loses no increment among many transactions that read and then write', async () => {
    await store.db.tally.create({
      data: { periodKey: '2026-W48', metric: 'calls', personId: 'p1', value: 0n },
    })
    const increment = () =>
      store.transaction(async (tx) => {
        await tx.$queryRaw`UPDATE "Tally" SET "value" = "value" WHERE "personId" = 'p1' RETURNING "value"`
        const row = await tx.tally.findFirstOrThrow({ where: { personId: 'p1' } })
        await tx.tally.updateMany({ where: { personId: 'p1' }, data: { value: row.value + 1n } })
      })
    await Promise.all(Array.from({ length: 40 }, increment))
    expect(await store.db.tally.findFirst()).toMatchObject({ value: 40n })
  })

  it('keeps money beyond 53 bits and instants to the millisecond', async () => {
    const value = 9_007_199_254_740_993n
    await store.db.tally.create({ data: { periodKey: '2026', metric: 'fen', personId: 'p', value } })
    expect(await store.db.tally.findFirst()).toMatchObject({ value })
    const loadedAt = new Date('2026-11-21T23:59:59.987Z')
    await store.db.policyVersion.create({
      data: { hash: 'h', effectiveFrom: '2026-12-01', yaml: '', loadedAt },
    })
    expect((await store.db.policyVersion.findFirstOrThrow()).loadedAt).toEqual(loadedAt)
    const raw = await store.db.$queryRaw<{ loadedAt: Date }[]>`
      SELECT "loadedAt" FROM "PolicyVersion" WHERE "loadedAt" = ${loadedAt}`
    expect(raw).toEqual([{ loadedAt }])
  })

  it('names the key that is taken, alike on both databases', async () => {
    await addTeam(store.db, 'a', 'south')
    const sameId = await addTeam(store.db, 'a', 'north').catch((error: unknown) => error)
    expect(findUniqueViolation(sameId)).toEqual({ table: 'Team', key: 'primary' })
    const sameKey = await addTeam(store.db, 'b', 'south').catch((error: unknown) => error)
    expect(findUniqueViolation(sameKey)).toEqual({ table: 'Team', key: 'key' })
    const duty = { personId: 'p', teamId: 'a', kind: 'plan', periodKey: '2026-W48', state: 'pending' }
    const at = new Date('2026-11-23T01:00:00Z')
    const addDuty = (id: string) => store.db.duty.create({ data: { ...duty, id, dueAt: at, createdAt: at } })
    await addDuty('1')
    const sameDuty = await addDuty('2').catch((error: unknown) => error)
    expect(findUniqueViolation(sameDuty)).toEqual({ table: 'Duty', key: 'personId_kind_periodKey' })
    const raw = await store.db
      .$executeRaw`INSERT INTO "Team" ("id", "key", "name") VALUES ('c', 'south', '')`.catch(
      (error: unknown) => error,
    )
    expect(findUniqueViolation(raw)).toEqual({ table: 'Team', key: 'key' })
    expect(findUniqueViolation(new Error('something else'))).toBeNull()
  })
})
