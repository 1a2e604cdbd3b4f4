import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { ValidationError } from '../../src/errors.ts'
import customerType from '../../src/records/customer/index.ts'
import { readCustomerNames } from '../../src/services/activity/customer-names.ts'
import { logLine } from '../../src/services/activity/log-line.ts'
import { addByName } from '../../src/services/forms/add-named.ts'
import { searchOptions } from '../../src/services/forms/search-options.ts'
import { exportRecords } from '../../src/services/reading/export-records.ts'
import type { RecordFilters } from '../../src/services/reading/find-page.ts'
import { listTable } from '../../src/services/reading/list-table.ts'
import { listRecordViews } from '../../src/services/reading/read-record.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { createRecords } from '../../src/services/records/create-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { findCustomer } from '../../src/services/records/find-named.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'
import { failure } from '../support/records.ts'

/** More than any list of names once went through. */
const crowd = 5_100
const oldest = '麻岭老字号诊所'

describe.each(databases)('thousands of customers, on %s', (provider) => {
  const opened = useTestOffice(provider)
  const platform = 'test'
  let oldestId = ''

  beforeAll(async () => {
    const { office, clock, actors } = opened()
    const { personId: ownerId, teamId } = actors.rep
    const by = { actorId: ownerId, platform }
    const create = (names: readonly string[]) =>
      office.store.transaction((tx) =>
        createRecords(
          office,
          tx,
          customerType,
          names.map((name) => ({
            ownerId,
            teamId,
            values: {
              ...{ name, aliases: null, kind: 'clinic', department: null, phone: null, class: null },
              contacts: [
                { name: '王敏', title: '采购科' },
                { name: '赵强', title: null },
              ],
            },
          })),
          by,
        ),
      )
    ;[oldestId = ''] = await create([oldest])
    clock.set('2026-11-18T08:05:00Z')
    await create(Array.from({ length: crowd }, (_, n) => `清溪第${n + 1}村卫生室`))
    clock.set(start)
  })

  const add = (name: string) =>
    fileRecord(opened().office, opened().actors.rep, {
      type: 'customer',
      answers: { name, kind: 'clinic' },
      submissionKey: name,
      platform,
    })
  const table = (name: string, page = 1) =>
    listTable(opened().office, opened().actors.rep, { type: customerType, filters: { name }, page })
  const exported = async (filters: RecordFilters) => {
    const { office, actors } = opened()
    const wanted = { type: customerType, filters, format: 'csv', platform } as const
    return (await exportRecords(office, actors.director, wanted)).content as AsyncIterable<string>
  }

  it('are all looked through for a name in the table, in the API and in an export', async () => {
    const { office, actors } = opened()
    const shown = await table('老字号')
    expect(shown.rows.map(({ id }) => id)).toEqual([oldestId])
    const filters = { name: '老字号' }
    const views = await listRecordViews(office, actors.rep, {
      ...{ type: customerType, filters, page: 1, perPage: 50 },
    })
    expect(views).toMatchObject({ total: 1, records: [{ id: oldestId }] })
    expect(await readCsv(await exported(filters))).toMatchObject([
      { 名称: oldest, 联系人: expect.stringMatching(/王敏.*赵强/s) },
    ])
  })

  it('are all there when all are called alike, in pages and in an export', async () => {
    const { office, actors } = opened()
    expect(await table('卫生室', 999)).toMatchObject({ total: crowd, page: 204, pages: 204 })
    expect((await table('卫生室', 204)).rows.at(-1)?.cells[0]).toMatch(/村卫生室$/)
    const filters = { name: '卫生室' }
    const wanted = { type: customerType, filters, page: 3, perPage: 2_000 }
    expect((await listRecordViews(office, actors.rep, wanted)).records).toHaveLength(crowd - 4_000)
    const names = (await readCsv(await exported(filters))).map((row) => row.名称)
    expect([names.length, new Set(names).size]).toEqual([crowd, crowd])
    expect(await readCsv(await exported({ ...filters, owner: actors.colleague.personId }))).toEqual([])
  })

  it('are all in an export though one that is in it already leaves what was asked for', async () => {
    const { office, actors } = opened()
    const change = (revision: number, action: string) =>
      changeRecord(office, actors.supervisor, { recordId: oldestId, revision, action, answers: {}, platform })
    const parts = (await exported({ status: 'active' }))[Symbol.asyncIterator]()
    let begun = ''
    while (!begun.includes(oldest)) begun += (await parts.next()).value
    await change(1, 'archive')
    const rows = await readCsv({ [Symbol.asyncIterator]: () => parts }, begun)
    expect(new Set(rows.map((row) => row.名称)).size).toBe(crowd + 1)
    await change(2, 'restore')
  })

  it('are all recognised: in a line, in a search, by their whole name, and as a name that is taken', async () => {
    const { office, actors } = opened()
    await logLine(office, actors.rep, { text: `拜访${oldest} 老客户 30分钟`, deliveryId: 'line', platform })
    const draft = await office.store.db.draft.findFirstOrThrow({ where: { personId: actors.rep.personId } })
    expect(draft.values).toMatchObject({ activities: [{ customerId: oldestId, asks: [] }] })
    expect(await searchOptions(office, actors.rep, { of: 'customer', query: '麻岭老', limit: 8 })).toEqual([
      { value: oldestId, label: oldest },
    ])
    expect(await findCustomer(office, actors.rep, '麻嶺 老字號診所')).toBe(oldestId)
    expect(await failure(add(oldest))).toBeInstanceOf(ValidationError)
    expect(
      await addByName(office, actors.rep, 'customer', { name: oldest, submissionKey: 'x', platform }),
    ).toBe(oldestId)
  })

  it('are known as they stand after every change, whichever process made it', async () => {
    const { office, actors, database } = opened()
    const elsewhere = { ...office, store: await database.openAnother() }
    const found = async (name: string) =>
      (await readCustomerNames(elsewhere.store)).find((customer) => customer.name === name)?.id
    expect(await found(oldest)).toBe(oldestId)
    const before = await readCustomerNames(elsewhere.store)
    expect(await readCustomerNames(elsewhere.store)).toBe(before)

    const { id } = await add('坡塘新来诊所')
    expect(await found('坡塘新来诊所')).toBe(id)
    const change = (revision: number, action: string, by = actors.rep, answers = {}) =>
      changeRecord(office, by, { recordId: id, revision, action, answers, platform })
    await change(1, 'edit', actors.rep, { name: '坡塘改名诊所', kind: 'clinic' })
    expect([await found('坡塘新来诊所'), await found('坡塘改名诊所')]).toEqual([undefined, id])
    await change(2, 'archive', actors.supervisor)
    expect(await found('坡塘改名诊所')).toBeUndefined()
    expect((await table('坡塘改名')).rows.map((row) => row.id)).toEqual([id])
    await change(3, 'restore', actors.supervisor)
    expect(await found('坡塘改名诊所')).toBe(id)
    await office.store.db.record.delete({ where: { id } })
    expect(await found('坡塘改名诊所')).toBeUndefined()
    expect(await readCustomerNames(elsewhere.store)).toHaveLength(crowd + 1)
  })
})

async function readCsv(content: AsyncIterable<string>, begun = ''): Promise<Record<string, string>[]> {
  let text = begun
  for await (const part of content) text += part
  return parse(text, { bom: true, columns: true })
}
