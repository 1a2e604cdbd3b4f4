import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answers } from '../../src/fields/field.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { logIn, openPages } from '../support/browser.ts'
import { sendForm } from '../support/browser-form.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'

describe.each(databases)('the first page on %s', (provider) => {
  const opened = useTestOffice(provider)
  let app: FastifyInstance
  beforeAll(async () => {
    app = await openPages(opened().office)
  })

  it('leads back to a draft, and to what waits for a decision', async () => {
    const { office, actors } = opened()
    const rep = await logIn(app, office, actors.rep)
    const supervisor = await logIn(app, office, actors.supervisor)
    await rep.post('/drafts', sendForm((await rep.get('/new/leave')).body, { reason: '探亲' }))
    const { recordId } = await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'weekly-plan' },
      answers: { goals: '拿下南湾一院', visits: [] },
      submissionKey: 'plan',
      platform: 'test',
    })
    expect((await rep.get('/')).body).toContain('href="/new/leave"')
    expect((await rep.get('/')).body).toContain('继续填写')
    expect((await supervisor.get('/')).body).toContain(`href="/records/${recordId}"`)
    expect((await supervisor.get('/?approvals=zzz&duties=-1')).statusCode).toBe(200)
  })

  it('speaks the language of the person', async () => {
    const { office, actors } = opened()
    const page = (await (await logIn(app, office, actors.outsider)).get('/')).body
    expect(page).toContain('<html lang="en">')
    expect(page.replaceAll(actors.outsider.name, '')).not.toMatch(/\p{Script=Han}/u)
  })

  it('lets a supervisor answer a duty, and nobody else', async () => {
    const { office, actors, clock } = opened()
    const now = clock.now()
    const id = '00000000-0000-7000-8000-00000000d001'
    await office.store.db.duty.create({
      data: {
        id,
        personId: actors.rep.personId,
        teamId: actors.rep.teamId,
        kind: 'weekly-plan',
        periodKey: '2026-W47',
        dueAt: new Date(now.getTime() - 3_600_000),
        state: 'overdue',
        createdAt: now,
      },
    })
    const rep = await logIn(app, office, actors.rep)
    const supervisor = await logIn(app, office, actors.supervisor)
    expect((await rep.post(`/duties/${id}`, { action: 'extend' })).statusCode).toBe(403)
    expect((await supervisor.post(`/duties/${id}`, { action: 'forget' })).statusCode).toBe(404)
    expect((await supervisor.post(`/duties/${id}`, { action: 'extend' })).statusCode).toBe(200)
    const duty = await office.store.db.duty.findUniqueOrThrow({ where: { id } })
    expect(duty.extendedTo).not.toBeNull()
    expect((await supervisor.post(`/duties/${id}`, { action: 'excuse', reason: '' })).statusCode).toBe(422)
    const reason = '在南湾参加培训'
    expect((await supervisor.post(`/duties/${id}`, { action: 'excuse', reason })).body).toContain(reason)
  })

  it('shows what one filed lately, with how it stands, and of nobody else', async () => {
    const { office, actors } = opened()
    const rep = (await (await logIn(app, office, actors.rep)).get('/')).body
    expect(rep).toMatch(/id="recent".*WP-2026-\d{4}.*待审批/s)
    const file = (type: string, answers: Answers) =>
      submitForm(office, actors.rep, {
        purpose: { kind: 'file', type },
        answers,
        submissionKey: `recent ${type}`,
        platform: 'test',
      })
    const partner = await file('customer', { name: '康民诊所', kind: 'clinic', contacts: [] })
    const notice = { department: '妇科', expectedOn: '2026-11-25', consentRef: 'C-1' }
    await file('referral', { partner: partner.recordId, ...notice })
    const now = (await (await logIn(app, office, actors.rep)).get('/')).body
    expect(now).toMatch(/id="recent".*RF-2026-\d{4}.*待到院/s)
    expect(now).not.toMatch(/id="recent".*CU-2026-/s)
    const colleague = (await (await logIn(app, office, actors.colleague)).get('/')).body
    expect(colleague).not.toContain('id="recent"')
  })

  it('lets an administrator send a given-up message again, once, and nobody else', async () => {
    const { office, actors, clock } = opened()
    const row = await office.store.db.outbox.create({
      data: {
        platform: 'slack',
        target: `person:${actors.rep.personId}`,
        card: { title: 'x' },
        dedupeKey: 'given up',
        state: 'dead',
        error: 'channel_not_found',
        createdAt: clock.now(),
      },
    })
    const path = `/undelivered/${row.id}`
    const rep = await logIn(app, office, actors.rep)
    expect((await rep.post(path, { action: 'requeue' })).statusCode).toBe(403)
    const admin = await logIn(app, office, actors.admin)
    expect((await admin.get('/')).body).toContain(`action="${path}"`)
    expect((await admin.post(path, { action: 'requeue' })).statusCode).toBe(303)
    expect((await admin.get('/')).body).not.toContain(`action="${path}"`)
    expect((await admin.post(path, { action: 'requeue' })).statusCode).toBe(404)
  })
})
