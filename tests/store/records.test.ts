import { beforeAll, describe, expect, it } from 'vitest'
import weeklyPlan from '../../src/records/weekly-plan/index.ts'
import { newId } from '../../src/store/new-id.ts'
import { insertRecords, listRecords } from '../../src/store/records/records.ts'
import { databases, useTestStore } from '../support/databases.ts'

/** More than SQLite lets one of Prisma's statements name. */
const many = 1_100

describe.each(databases)('a thousand records with rows, on %s', (provider) => {
  const database = useTestStore(provider)
  const visits = ['周一', '周二', '周三'].map((purpose) => ({ customer: '康民诊所', purpose, day: null }))

  beforeAll(async () => {
    const { store } = database()
    const at = new Date('2026-11-18T08:00:00Z')
    const none = { periodKey: null, singleKey: null, submissionKey: null }
    const records = Array.from({ length: many }, (_, n) => ({
      ...{
        ...none,
        id: newId(at),
        number: `WP-2026-${n}`,
        status: 'submitted',
        ownerId: 'chen',
        teamId: 'nanwan',
        at,
      },
      values: { goals: '回访', visits },
    }))
    await store.transaction((tx) => insertRecords(store, tx, weeklyPlan, records))
  })

  it('are read at once, each with its rows in their order', async () => {
    const read = await listRecords(database().store.db, weeklyPlan, { visible: { anyOf: [{}] }, limit: many })
    expect(read).toHaveLength(many)
    for (const { values } of read) expect(values.visits).toEqual(visits)
  })
})
