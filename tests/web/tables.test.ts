import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import readXlsx from 'read-excel-file/node'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answers } from '../../src/fields/field.ts'
import { recordTypes } from '../../src/records/registry.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { type Browser, logInEverybody, openPages } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { type MemberKey, start, useTestOffice } from '../support/office.ts'

describe.each(databases)('tables and exports on %s', (provider) => {
  const opened = useTestOffice(provider)
  let app: FastifyInstance
  let as: (key: MemberKey) => Browser
  let referral: string

  const file = async (key: MemberKey, type: string, answers: Answers) => {
    const { office, actors } = opened()
    const submissionKey = crypto.randomUUID()
    const purpose = { kind: 'file', type } as const
    const filed = await submitForm(office, actors[key], { purpose, answers, submissionKey, platform: 'test' })
    return filed.recordId
  }

  beforeAll(async () => {
    const { office, actors, clock } = opened()
    clock.set(start)
    app = await openPages(office)
    as = await logInEverybody(app, opened())
    const name = '=HYPERLINK("http://evil.example","南湾一院")'
    const customer = await file('rep', 'customer', {
      name,
      kind: 'hospital',
      contacts: [{ name: '@王敏', title: null }],
    })
    await file('rep', 'activity', {
      kind: 'visit_new',
      customer,
      day: '2026-11-17',
      note: '+1 位主任\n"好"',
      minutes: '30',
    })
    await file('colleague', 'activity', { kind: 'call', customer, day: '2026-10-30', note: '\t=1+1' })
    await file('outsider', 'activity', { kind: 'other', day: '2026-11-18', note: '-清溪' })
    referral = await file('rep', 'referral', {
      partner: customer,
      department: '骨科',
      expectedOn: '2026-11-19',
      consentRef: 'C-7',
    })
    const step = async (key: MemberKey, revision: number, action: string, answers: Answers) =>
      submitForm(office, actors[key], {
        purpose: { kind: 'act', type: 'referral', recordId: referral, revision, action },
        answers,
        submissionKey: action,
        platform: 'test',
      })
    const seen = { arrivedOn: '2026-11-18', disease: '骨折', attendingDoctor: '罗大夫' }
    await step('reception', 1, 'confirm-arrival', seen)
    await step('clerk', 2, 'enter-cost', { dischargedOn: '2026-11-18', cost: '1234567.8' })
  })
  beforeEach(() => opened().clock.set(start))

  const rowsOf = (page: string) => [...page.matchAll(/<th scope="row">/g)].length
  const exported = async (key: MemberKey, type: string, fields: Record<string, string>) =>
    as(key).post(`/tables/${type}/export`, fields)
  const readCsv = (text: string) => parse(text, { bom: true, columns: true }) as Record<string, string>[]

  it('shows everybody the rows they may see, and no others', async () => {
    const counts = async (key: MemberKey) => rowsOf((await as(key).get('/tables/activity')).body)
    expect(await counts('rep')).toBe(1)
    expect(await counts('colleague')).toBe(1)
    expect(await counts('supervisor')).toBe(2)
    expect(await counts('otherSupervisor')).toBe(1)
    expect(await counts('director')).toBe(3)
  })

  it('narrows down by state, period, team and owner', async () => {
    const { actors, teamIds } = opened()
    const count = async (query: string) =>
      rowsOf((await as('director').get(`/tables/activity?${query}`)).body)
    expect(await count('period=2026-11')).toBe(2)
    expect(await count(`team=${teamIds.nanwan}`)).toBe(2)
    expect(await count(`team=${teamIds.company}`)).toBe(3)
    expect(await count(`owner=${actors.colleague.personId}&period=2026-10`)).toBe(1)
    expect(await count('status=withdrawn')).toBe(0)
    expect(await count('status=logged&page=99')).toBe(3)
  })

  it('finds customers by what somebody remembers of a name, by number too, in every state', async () => {
    for (const [name, aliases] of [
      ['清溪县人民医院', '清溪人医'],
      ['清溪县中医院', ''],
    ])
      await file('rep', 'customer', {
        name: name ?? '',
        aliases: aliases ?? '',
        kind: 'hospital',
        contacts: [],
      })
    const found = async (name: string) =>
      [
        ...(await as('rep').get(`/tables/customer?name=${encodeURIComponent(name)}`)).body.matchAll(
          /清溪县.{2,3}院/g,
        ),
      ]
        .map(([each]) => each)
        .toSorted()
    expect(await found('清溪')).toEqual(['清溪县中医院', '清溪县人民医院'])
    expect(await found('清溪人医')).toEqual(['清溪县人民医院'])
    expect(await found('人民醫院')).toEqual(['清溪县人民医院'])
    expect(await found('没有这家')).toEqual([])
    expect((await as('rep').get('/tables/customer?name=%25')).statusCode).toBe(200)
    expect((await as('rep').get('/tables/activity')).body).not.toContain('type="search"')
    const csv = (await exported('director', 'customer', { name: '清溪人医' })).body
    expect(readCsv(csv)).toHaveLength(1)
  })

  it('escapes what was typed', async () => {
    const page = await as('director').get('/tables/customer')
    expect(page.body).toContain('=HYPERLINK(&quot;http://evil.example')
  })

  it('writes CSV that opens in Excel and runs nothing', async () => {
    const file = await exported('director', 'activity', { format: 'csv' })
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(file.headers['content-disposition']).toBe('attachment; filename="activity-2026-11-18.csv"')
    expect(file.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const rows = readCsv(file.body)
    const cells = rows.flatMap((row) => Object.values(row))
    expect(cells.filter((cell) => /^[\s]*[=+\-@]/.test(cell))).toEqual([])
    expect(cells).toContain(`'=HYPERLINK("http://evil.example","南湾一院")`)
    expect(cells).toContain(`'+1 位主任\n"好"`)
    expect(cells).toContain("'-清溪")
    expect(cells).toContain('2026-11-17')
    expect(cells).toContain('30')
    const referrals = await exported('director', 'referral', { format: 'csv' })
    expect(Object.values(readCsv(referrals.body)[0] ?? {})).toContain('1234567.80')
    expect(referrals.body).not.toContain('罗大夫')
  })

  it('writes a workbook in which texts are texts and money is a number', async () => {
    const file = await exported('director', 'customer', { format: 'xlsx' })
    const [heading = [], row = []] = await readSheet(file.rawPayload)
    expect(heading[0]).toBe('编号')
    expect(row).toContain('=HYPERLINK("http://evil.example","南湾一院")')
    expect(row).toContain('1. @王敏')
    const referrals = await readSheet((await exported('director', 'referral', { format: 'xlsx' })).rawPayload)
    expect(referrals[1]).toContain(1234567.8)
  })

  it('exports only what the right to export covers, narrowed down as the table is', async () => {
    const { actors } = opened()
    const rows = async (key: MemberKey, more: Record<string, string> = {}) =>
      readCsv((await exported(key, 'activity', { format: 'csv', ...more })).body).length
    expect(await rows('rep')).toBe(1)
    expect(await rows('supervisor')).toBe(2)
    expect(await rows('supervisor', { owner: actors.outsider.personId })).toBe(0)
    expect(await rows('director', { period: '2026-10' })).toBe(1)
    for (const key of ['clerk', 'reception', 'finance', 'admin'] as const) {
      expect(await rows(key)).toBe(0)
    }
    // Referrals: the owner may read, but not take out.
    expect((await exported('rep', 'referral', { format: 'csv' })).statusCode).toBe(403)
    expect((await as('rep').get('/tables/referral')).body).not.toContain('/tables/referral/export')
  })

  it('records every export before the first row leaves', async () => {
    const { office, actors } = opened()
    await exported('finance', 'referral', { format: 'csv', period: '2026-11' })
    const event = await office.store.db.event.findFirstOrThrow({
      where: { kind: 'records.exported', actorId: actors.finance.personId },
      orderBy: { seq: 'desc' },
    })
    expect(event).toMatchObject({
      platform: 'web',
      subject: 'referral',
      diff: { format: 'csv', count: 1, filters: { period: '2026-11' } },
    })
  })

  it('lets into every page exactly those whom the definition lets in', async () => {
    const { actors } = opened()
    for (const type of recordTypes) {
      for (const key of Object.keys(actors) as MemberKey[]) {
        const actor = actors[key]
        const expected = {
          table: type.access.read.rows(actor).anyOf.length > 0 ? 200 : 403,
          filing: type.access.create.allows(actor, { ownerId: actor.personId, teamId: actor.teamId })
            ? 200
            : 403,
          export: type.access.export.rows(actor).anyOf.length > 0 ? 200 : 403,
          api: type.access.read.rows(actor).anyOf.length > 0 ? 200 : 403,
        }
        const found = {
          table: (await as(key).get(`/tables/${type.id}`)).statusCode,
          filing: (await as(key).get(`/new/${type.id}`)).statusCode,
          export: (await exported(key, type.id, { format: 'csv' })).statusCode,
          api: (await as(key).get(`/api/v1/records/${type.id}`)).statusCode,
        }
        expect({ type: type.id, key, ...found }).toEqual({ type: type.id, key, ...expected })
      }
    }
  })

  it('shows a record to those who may read it, and tells nobody else that there is one', async () => {
    const status = async (key: MemberKey) => (await as(key).get(`/records/${referral}`)).statusCode
    for (const key of ['rep', 'supervisor', 'clerk', 'reception', 'finance', 'director'] as const) {
      expect(await status(key)).toBe(200)
    }
    const missing = await as('admin').get('/records/00000000-0000-7000-8000-00000000dead')
    for (const key of ['colleague', 'outsider', 'otherSupervisor', 'admin'] as const) {
      expect(await status(key)).toBe(404)
    }
    expect((await as('admin').get(`/records/${referral}`)).body).toBe(missing.body)
    for (const url of [
      '/',
      `/records/${referral}`,
      '/tables/referral',
      '/new/referral',
      `/records/${referral}/sealed`,
    ]) {
      expect((await app.inject({ url })).statusCode).toBe(401)
    }
  })
})

/** The first sheet as rows of values. */
async function readSheet(file: Buffer): Promise<unknown[][]> {
  const sheets = (await readXlsx(file)) as unknown as { data: unknown[][] }[] | unknown[][]
  const [first] = sheets
  return first && 'data' in first ? (first.data as unknown[][]) : (sheets as unknown[][])
}
