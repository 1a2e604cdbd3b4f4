import { describe, expect, it } from 'vitest'
import { getRecordType } from '../../src/records/registry.ts'
import { listTable } from '../../src/services/reading/list-table.ts'
import { logIn, openPages } from '../support/browser.ts'
import { useTestOffice } from '../support/office.ts'

describe('a table of more rows than anybody turns over', () => {
  const opened = useTestOffice('postgresql')

  it('is counted as far as it is shown, says that there is more, and ends at its last page', async () => {
    const { office, actors, teamIds } = opened()
    const { store } = office
    if (store.provider !== 'postgresql') throw new Error('the rows are made by PostgreSQL')
    await store.pool.query(
      `INSERT INTO "Record"
         ("id", "type", "number", "status", "ownerId", "teamId", "revision", "createdAt", "updatedAt", "statusAt")
       SELECT gen_random_uuid(), 'activity', 'AC-' || n, 'logged', $1, $2, 1, "at", "at", "at"
         FROM (SELECT n, TIMESTAMP '2026-11-01' + n * INTERVAL '1 second' AS "at" FROM generate_series(0, 10000) AS n)`,
      [actors.rep.personId, teamIds.nanwan],
    )
    await store.pool.query(
      `INSERT INTO "Activity" ("recordId", "kind", "day") SELECT "id", 'call', '2026-11-17' FROM "Record"`,
    )
    const read = (page: number) =>
      listTable(office, actors.director, { type: getRecordType('activity'), filters: {}, page })
    const first = await read(1)
    expect(first).toMatchObject({ total: 10_000, hasMore: true, page: 1, pages: 400 })
    expect(first.rows[0]?.number).toBe('AC-10000')
    const last = await read(1_000)
    expect([last.page, last.rows.at(-1)?.number]).toEqual([400, 'AC-1'])

    const page = await (await logIn(await openPages(office), office, actors.director)).get('/tables/activity')
    expect(page.body).toContain('10000 条以上')
    await store.db.record.delete({ where: { number: 'AC-0' } })
    expect(await read(1)).toMatchObject({ total: 10_000, hasMore: false })
  })
})
