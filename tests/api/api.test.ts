import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordTypes } from '../../src/records/registry.ts'
import { type Browser, logIn, openPages } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

describe.each(databases)('the API on %s', (provider) => {
  const opened = useTestOffice(provider)
  let app: FastifyInstance
  let rep: Browser
  let supervisor: Browser
  let outsider: Browser

  beforeAll(async () => {
    const { office, actors } = opened()
    app = await openPages(office)
    rep = await logIn(app, office, actors.rep)
    supervisor = await logIn(app, office, actors.supervisor)
    outsider = await logIn(app, office, actors.outsider)
  })
  beforeEach(() => opened().clock.set(start))

  const send = (by: Browser, url: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: `/api/v1${url}`,
      headers: { cookie: by.cookie, 'x-csrf-token': by.csrf, ...headers },
      payload,
    })
  const fileLeave = (
    key: string,
    answers: object = { kind: 'annual', fromDay: '2026-11-23', toDay: '2026-11-24' },
  ) => send(rep, '/records/leave', { answers }, { 'idempotency-key': key })

  it('files, reads, lists and acts by the same rules as the pages', async () => {
    const filed = await fileLeave('one')
    expect(filed.statusCode).toBe(201)
    const record = filed.json()
    expect(record).toMatchObject({
      type: 'leave',
      status: 'submitted',
      revision: 1,
      answers: { kind: 'annual', fromDay: '2026-11-23', fromHalf: null, reason: null },
      sealed: [],
      actions: ['edit', 'cancel'],
    })
    expect(filed.headers.location).toBe(`/api/v1/records/leave/${record.id}`)
    expect((await rep.get(String(filed.headers.location))).json()).toEqual(record)
    const approved = await send(supervisor, `/records/leave/${record.id}/approve`, { revision: 1 })
    expect(approved.json()).toMatchObject({ status: 'approved', revision: 2 })
    const list = (await supervisor.get('/api/v1/records/leave?status=approved')).json()
    expect(list).toMatchObject({ total: 1, page: 1, pages: 1, records: [{ id: record.id }] })
    expect((await outsider.get('/api/v1/records/leave')).json().total).toBe(0)
  })

  it('files once under one key', async () => {
    const [one, two] = await Promise.all([fileLeave('twice'), fileLeave('twice')])
    expect(two.json().id).toBe(one.json().id)
    expect((await send(rep, '/records/leave', { answers: {} })).json()).toMatchObject({ code: 'validation' })
  })

  it('says so when a key comes with something else', async () => {
    const { number } = (await fileLeave('else')).json()
    const other = await fileLeave('else', { kind: 'sick', fromDay: '2026-12-23', toDay: '2026-12-24' })
    expect(other.json()).toMatchObject({ status: 409, code: 'conflict' })
    expect(other.json().detail).toContain(number)
    const activity = { answers: { kind: 'other', day: '2026-11-18' } }
    const elsewhere = await send(rep, '/records/activity', activity, { 'idempotency-key': 'else' })
    expect(elsewhere.json()).toMatchObject({ status: 409, code: 'conflict' })
  })

  it('answers a change that comes twice by what it did', async () => {
    const { id } = (await fileLeave('change')).json()
    const body = { revision: 1, answers: { kind: 'sick', fromDay: '2026-11-23', toDay: '2026-11-24' } }
    const both = [
      await send(rep, `/records/leave/${id}/edit`, body),
      await send(rep, `/records/leave/${id}/edit`, body),
    ]
    expect(both.map((each) => [each.statusCode, each.json().revision])).toEqual([
      [200, 2],
      [200, 2],
    ])
  })

  it('says what is wrong with which answer, in the reader’s language', async () => {
    const refused = await fileLeave('wrong', { kind: 'holiday', fromDay: '2026-11-24', nonsense: 'x' })
    expect(refused.statusCode).toBe(422)
    expect(refused.headers['content-type']).toContain('application/problem+json')
    const problem = refused.json()
    expect(problem.errors).toContainEqual({ field: 'toDay', code: 'fields.required', detail: '请填写此项。' })
    expect(problem.errors.map((e: { field: string }) => e.field).sort()).toEqual([
      'kind',
      'nonsense',
      'toDay',
    ])
    const english = await send(
      outsider,
      '/records/leave',
      { answers: { kind: 'annual', fromDay: 'x', toDay: '2026-11-24' } },
      { 'idempotency-key': 'english' },
    )
    expect(english.json().detail).toBe('A few answers need mending. See the hint beside each.')
  })

  it('refuses what has aged, is not permitted, or does not exist', async () => {
    const { id } = (await fileLeave('refusals')).json()
    await send(rep, `/records/leave/${id}/edit`, {
      revision: 1,
      answers: { kind: 'sick', fromDay: '2026-11-23', toDay: '2026-11-24' },
    })
    const aged = await send(supervisor, `/records/leave/${id}/approve`, { revision: 1 })
    expect(aged.json()).toMatchObject({ status: 409, code: 'stale_revision', current: 2 })
    expect((await send(rep, `/records/leave/${id}/approve`, { revision: 2 })).statusCode).toBe(403)
    expect((await send(outsider, `/records/leave/${id}/approve`, { revision: 2 })).statusCode).toBe(404)
    expect((await send(rep, `/records/leave/${id}/explode`, { revision: 2 })).statusCode).toBe(404)
    expect((await rep.get(`/api/v1/records/activity/${id}`)).statusCode).toBe(404)
    expect((await rep.get('/api/v1/records/nothing')).statusCode).toBe(404)
    const nowhere = await rep.get('/api/v1/nowhere')
    expect(nowhere.headers['content-type']).toContain('application/problem+json')
    expect(nowhere.statusCode).toBe(404)
  })

  it('lets nobody in without a session, and changes nothing without its token', async () => {
    expect((await app.inject({ url: '/api/v1/records/leave' })).statusCode).toBe(401)
    expect((await app.inject({ url: '/api/v1/me' })).statusCode).toBe(401)
    const me = (await rep.get('/api/v1/me')).json()
    expect(me).toMatchObject({ name: '陈小满', csrfToken: rep.csrf })
    const without = await send(rep, '/records/leave', { answers: {} }, { 'x-csrf-token': 'wrong' })
    expect(without.statusCode).toBe(403)
  })

  it('refuses a body of another shape', async () => {
    for (const body of [{}, { answers: [] }, { answers: { kind: 3 } }, { answers: {}, more: 1 }, []]) {
      const sent = await send(rep, '/records/leave', body, { 'idempotency-key': 'shape' })
      expect(sent.statusCode).toBe(422)
      expect(sent.json().detail).toContain('结构不对')
    }
    const broken = await app.inject({
      method: 'POST',
      url: '/api/v1/records/leave',
      headers: { cookie: rep.cookie, 'x-csrf-token': rep.csrf, 'content-type': 'application/json' },
      payload: '{"answers":',
    })
    expect(broken.statusCode).toBe(400)
    expect(broken.json().code).toBe('bad_request')
  })

  it('refuses an address that means two things or none, instead of failing on it', async () => {
    for (const query of ['?status=a&status=b', '?period=%00', '?owner=%00', '/%00']) {
      const refused = await rep.get(`/api/v1/records/leave${query}`)
      expect([refused.statusCode, refused.json().code]).toEqual([400, 'bad_request'])
      expect(refused.json().detail).toContain('这个地址不对')
    }
    for (const page of ['/tables/leave?owner=%00', '/records/%00', '/new/weekly-plan?period=a&period=b'])
      expect((await rep.get(page)).statusCode).toBe(400)
  })

  it('keeps a draft of what no database takes as it is', async () => {
    const body = { periodKey: '2026-W48', answers: { goals: 'a\u0000b\ud800', visits: 'x' } }
    expect((await send(rep, '/records/weekly-plan', body, { 'idempotency-key': 'odd' })).statusCode).toBe(422)
    const draft = await opened().office.store.db.draft.findFirst({
      where: { formKey: 'file:weekly-plan:2026-W48' },
    })
    expect(draft?.values).toMatchObject({ answers: { goals: 'ab\ufffd' } })
    expect(opened().logged.filter((line) => line.includes('a draft could not be saved'))).toEqual([])
    const purpose = JSON.stringify({
      kind: 'edit',
      type: 'leave',
      recordId: '\u0000',
      revision: 1,
      action: 'edit',
    })
    for (const page of ['/forms', '/drafts'])
      expect((await rep.post(page, { _purpose: purpose })).statusCode).toBe(404)
  })

  it('speaks the first language asked for that it has, as the pages do', async () => {
    const headers = { 'accept-language': 'fr,en;q=0.8,zh;q=0.5' }
    const problem = (await app.inject({ url: '/api/v1/me', headers })).json()
    expect(problem.detail).toMatch(/^[\x20-\x7e]+$/)
    expect((await app.inject({ url: '/', headers })).body).toContain(problem.detail)
  })

  it('describes every record type, and nothing that is not there', async () => {
    const document = (await app.inject({ url: '/api/v1/openapi.json' })).json()
    expect(document.openapi).toBe('3.1.0')
    expect(document.components.securitySchemes.session.name).toBe(rep.cookie.split('=')[0])
    for (const type of recordTypes) {
      expect(document.paths[`/records/${type.id}`]).toHaveProperty('get')
      expect(document.paths[`/records/${type.id}`]).toHaveProperty('post')
    }
    expect(document.paths).not.toHaveProperty('/records/referral/{id}/identify')
    expect(JSON.stringify(document)).not.toContain('patientName')
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
    for (const [, name] of refs) expect(document.components.schemas).toHaveProperty(name as string)
    const ids = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap((path) => Object.values(path))
      .map((operation) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('answers with records that fit their own description', async () => {
    const document = (await app.inject({ url: '/api/v1/openapi.json' })).json()
    const record = (await fileLeave('described')).json()
    const schema = document.components.schemas.Leave
    expect(Object.keys(record).sort()).toEqual([...schema.required].sort())
    expect(Object.keys(record.answers).sort()).toEqual([...schema.properties.answers.required].sort())
  })
})
