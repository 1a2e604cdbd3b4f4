import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { issueLink } from '../../src/services/links/issue-link.ts'
import { type Browser, logInEverybody, openPages } from '../support/browser.ts'
import { sendForm } from '../support/browser-form.ts'
import { databases } from '../support/databases.ts'
import { type MemberKey, start, useTestOffice } from '../support/office.ts'

const secrets = ['孟晓棠', '13900001234', '腰椎间盘突出', '罗大夫']

describe.each(databases)('sealed answers on %s', (provider) => {
  const opened = useTestOffice(provider)
  let app: FastifyInstance
  let at: string
  let recordId: string
  let as: (key: MemberKey) => Browser

  beforeAll(async () => {
    const { office, actors, clock } = opened()
    clock.set(start)
    app = await openPages(office)
    as = await logInEverybody(app, opened())
    const customer = await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'customer' },
      answers: { name: '霞湾康民诊所', kind: 'clinic', contacts: [] },
      submissionKey: 'clinic',
      platform: 'test',
    })
    const filed = await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'referral' },
      answers: {
        partner: customer.recordId,
        department: '骨科',
        expectedOn: '2026-11-19',
        consentRef: 'C-1',
      },
      submissionKey: 'referral',
      platform: 'test',
    })
    recordId = filed.recordId
    at = `/records/${recordId}`
  })
  beforeEach(() => opened().clock.set(start))

  it('are typed on the page that a link opens, and nowhere else', async () => {
    const { office, actors } = opened()
    const link = new URL(
      await issueLink(office, actors.rep, { purpose: 'fill', recordId, action: 'identify' }),
    )
    const inside = await app.inject({ method: 'POST', url: link.pathname })
    expect(inside.headers.location).toBe(`${at}/do/identify`)
    const pressed = await as('rep').post(`${at}/act`, { action: 'identify', revision: '1' })
    expect(pressed.headers.location).toBe(`${at}/do/identify`)
    const form = await as('rep').get(`${at}/do/identify`)
    expect(form.body).toContain('autocomplete="off"')
    const typed = sendForm(form.body, { patientName: '孟晓棠', patientPhone: 'not a number' })
    await as('rep').post('/drafts', typed)
    const refused = await as('rep').post('/forms', typed)
    expect(refused.statusCode).toBe(422)
    expect(sendForm(refused.body).get('patientName')).toBe('孟晓棠')
    typed.set('patientPhone', '139 0000 1234')
    expect((await as('rep').post('/forms', typed)).statusCode).toBe(303)
    const arrival = sendForm((await as('reception').get(`${at}/do/confirm-arrival`)).body, {
      arrivedOn: '2026-11-18',
      disease: '腰椎间盘突出',
      attendingDoctor: '罗大夫',
    })
    expect((await as('reception').post('/forms', arrival)).statusCode).toBe(303)
  })

  it('are shown to those with the right, and every reading is recorded', async () => {
    const { office, actors } = opened()
    const count = () => office.store.db.event.count({ where: { kind: 'record.revealed', recordId } })
    const before = await count()
    for (const key of ['rep', 'reception', 'clerk'] as const) {
      const page = await as(key).get(`${at}/sealed`)
      expect(page.statusCode).toBe(200)
      for (const secret of secrets) expect(page.body).toContain(secret)
      expect(page.headers['cache-control']).toBe('no-store')
    }
    expect(await count()).toBe(before + 3)
    for (const key of ['supervisor', 'finance', 'director'] as const) {
      expect((await as(key).get(`${at}/sealed`)).statusCode).toBe(403)
      await expect(issueLink(office, actors[key], { purpose: 'reveal', recordId })).rejects.toMatchObject({
        code: 'not_permitted',
      })
    }
    for (const key of ['colleague', 'outsider', 'otherSupervisor', 'admin'] as const) {
      expect((await as(key).get(`${at}/sealed`)).statusCode).toBe(404)
    }
    expect(await count()).toBe(before + 3)
    expect((await as('rep').get(at)).body).toContain('查看保密内容')
  })

  it('are in no other page, file, answer, event, draft or log', async () => {
    const { office, logged } = opened()
    const seen: string[] = []
    for (const key of ['rep', 'supervisor', 'reception', 'finance', 'director'] as const) {
      for (const url of [
        at,
        '/tables/referral',
        `${at}/do/edit`,
        '/',
        '/api/v1/records/referral',
        `/api/v1/records/referral/${recordId}`,
      ]) {
        seen.push((await as(key).get(url)).body)
      }
      for (const format of ['csv', 'xlsx']) {
        seen.push((await as(key).post('/tables/referral/export', { format })).rawPayload.toString('utf8'))
      }
    }
    const { db } = office.store
    seen.push(
      JSON.stringify(await db.event.findMany()),
      JSON.stringify(await db.draft.findMany()),
      JSON.stringify(await db.outbox.findMany()),
      logged.join('\n'),
    )
    for (const secret of secrets) expect(seen.join('\n')).not.toContain(secret)
    expect(seen.join('\n')).toContain('已填写（保密）')
  })

  it('cannot be written through the API', async () => {
    const { csrf, cookie } = as('rep')
    const sent = await app.inject({
      method: 'POST',
      url: `/api/v1/records/referral/${recordId}/identify`,
      headers: { cookie, 'x-csrf-token': csrf },
      payload: { revision: 3, answers: { patientName: 'x', patientPhone: '13900005678' } },
    })
    expect(sent.statusCode).toBe(403)
    expect(sent.json().detail).toContain('只能在网页上完成')
  })
})
