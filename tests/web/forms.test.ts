import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { type Browser, logIn, openPages } from '../support/browser.ts'
import { sendForm } from '../support/browser-form.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

describe.each(databases)('forms on pages, on %s', (provider) => {
  const opened = useTestOffice(provider)
  let app: FastifyInstance
  let rep: Browser
  let hospital: string

  beforeAll(async () => {
    app = await openPages(opened().office)
    const { office, actors } = opened()
    const filed = await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'customer' },
      answers: { name: '南湾市第一人民医院', aliases: '南湾一院', kind: 'hospital', contacts: [] },
      submissionKey: 'hospital',
      platform: 'test',
    })
    hospital = filed.recordId
  })
  beforeEach(async () => {
    opened().clock.set(start)
    rep = await logIn(app, opened().office, opened().actors.rep)
  })

  const recordAt = async (location: unknown) => {
    const id = String(location).slice('/records/'.length)
    return opened().office.store.db.record.findUniqueOrThrow({
      where: { id },
      include: { activity: true, weeklyPlan: { include: { visits: true } } },
    })
  }

  it('files what was typed and shows the record', async () => {
    const page = await rep.get('/new/activity')
    expect(page.statusCode).toBe(200)
    const body = sendForm(page.body, { kind: 'visit_new', customer: '南湾市第一人民医院', minutes: '３０' })
    const sent = await rep.post('/forms', body)
    expect(sent.statusCode).toBe(303)
    const record = await recordAt(sent.headers.location)
    expect(record.activity).toMatchObject({ customer: hospital, minutes: 30, day: '2026-11-18' })
    const shown = await rep.get(String(sent.headers.location))
    expect(shown.body).toContain('南湾市第一人民医院')
    expect(shown.body).toContain('提交')
  })

  it('files once however often the same page is sent', async () => {
    const body = sendForm((await rep.get('/new/activity')).body, { kind: 'other' })
    const [one, two] = await Promise.all([rep.post('/forms', body), rep.post('/forms', body)])
    expect(one.statusCode).toBe(303)
    expect(two.headers.location).toBe(one.headers.location)
    expect((await rep.post('/forms', body)).headers.location).toBe(one.headers.location)
  })

  it('does not take other content under the same page for the same, and files it when it is sent once more', async () => {
    const count = () => opened().office.store.db.activity.count({ where: { note: { startsWith: '返回' } } })
    const page = await rep.get('/new/activity')
    await rep.post('/forms', sendForm(page.body, { kind: 'other', note: '返回之前' }))
    const refused = await rep.post('/forms', sendForm(page.body, { kind: 'other', note: '返回之后' }))
    expect([refused.statusCode, await count()]).toEqual([409, 1])
    expect(refused.body).toContain('先前已存为 AC-2026-')
    const again = await rep.post('/forms', sendForm(refused.body, {}))
    expect([again.statusCode, await count()]).toEqual([303, 2])
  })

  it('puts errors beside their fields and keeps what was typed', async () => {
    const body = sendForm((await rep.get('/new/activity')).body, {
      kind: 'call',
      minutes: 'lots & <b>',
      note: '写了很多\n<script>',
    })
    const again = await rep.post('/forms', body)
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain('<p class="error" id="minutes:error">请填写整数')
    expect(again.body).not.toContain('<script>')
    const kept = sendForm(again.body)
    expect(kept.get('minutes')).toBe('lots & <b>')
    expect(kept.get('note')).toBe('写了很多\r\n<script>')
    expect(kept.get('_submission')).toBe(body.get('_submission'))
    kept.set('minutes', '20')
    kept.set('customer', '南湾市第一人民医院')
    expect((await rep.post('/forms', kept)).statusCode).toBe(303)
  })

  it('asks which customer was meant instead of guessing', async () => {
    const body = sendForm((await rep.get('/new/activity')).body, { kind: 'visit_old', customer: '南湾' })
    const again = await rep.post('/forms', body)
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain('请选择是哪一个')
    const chosen = sendForm(again.body, { 'customer:pick': hospital })
    const sent = await rep.post('/forms', chosen)
    expect((await recordAt(sent.headers.location)).activity).toMatchObject({ customer: hospital })
  })

  it('adds and drops rows without a script', async () => {
    const page = await rep.get('/new/weekly-plan')
    const typed = sendForm(page.body, {
      goals: '拿下南湾一院',
      'visits.0.customer': '南湾市第一人民医院',
      'visits.0.purpose': '第一行',
    })
    typed.set('_rows', 'add:visits')
    const two = sendForm((await rep.post('/forms', typed)).body, {
      'visits.1.customer': '南湾市第一人民医院',
      'visits.1.purpose': '第二行',
    })
    two.set('_rows', 'drop:visits.0')
    const one = await rep.post('/forms', two)
    expect(one.body).not.toContain('第一行')
    const sent = await rep.post('/forms', sendForm(one.body))
    expect(sent.statusCode).toBe(303)
    const { weeklyPlan } = await recordAt(sent.headers.location)
    expect(weeklyPlan?.visits).toMatchObject([{ purpose: '第二行', customer: hospital, position: 0 }])
  })

  it('shows both versions when somebody was faster, and sends over them when told again', async () => {
    const { office, actors } = opened()
    const filed = await submitForm(office, actors.colleague, {
      purpose: { kind: 'file', type: 'weekly-plan' },
      answers: { goals: '原来的目标', visits: [] },
      submissionKey: 'conflict',
      platform: 'test',
    })
    const colleague = await logIn(app, office, actors.colleague)
    const mine = sendForm((await colleague.get(`/records/${filed.recordId}/do/edit`)).body, {
      goals: '网页上的目标',
    })
    const elsewhere = sendForm((await colleague.get(`/records/${filed.recordId}/do/edit`)).body, {
      goals: '聊天里的目标',
    })
    expect((await colleague.post('/forms', elsewhere)).statusCode).toBe(303)
    const refused = await colleague.post('/forms', mine)
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toMatch(/现在的内容<\/h4><p class="typed">聊天里的目标/)
    expect(refused.body).toMatch(/您填写的<\/h4><p class="typed">网页上的目标/)
    expect((await colleague.post('/forms', sendForm(refused.body))).statusCode).toBe(303)
    const record = await colleague.get(`/records/${filed.recordId}`)
    expect(record.body).toContain('<del>聊天里的目标</del> <ins>网页上的目标</ins>')
  })

  it('keeps a draft while somebody types, and begins with it next time', async () => {
    const body = sendForm((await rep.get('/new/leave')).body, { reason: '家里有事' })
    expect((await rep.post('/drafts', body)).statusCode).toBe(204)
    expect(sendForm((await rep.get('/new/leave')).body).get('reason')).toBe('家里有事')
  })

  it('takes a step with a reason, and shows a button that has aged the present state', async () => {
    const { office, actors } = opened()
    const filed = await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'leave' },
      answers: { kind: 'annual', fromDay: '2026-11-23', toDay: '2026-11-24' },
      submissionKey: 'leave',
      platform: 'test',
    })
    const supervisor = await logIn(app, office, actors.supervisor)
    const at = `/records/${filed.recordId}`
    const asked = await supervisor.post(`${at}/act`, { action: 'return', revision: '1' })
    expect(asked.headers.location).toBe(`${at}/do/return`)
    const form = sendForm((await supervisor.get(`${at}/do/return`)).body)
    expect((await supervisor.post('/forms', form)).statusCode).toBe(422)
    form.set('why', '请换一天')
    expect((await supervisor.post('/forms', form)).statusCode).toBe(303)
    expect((await rep.get(at)).body).toContain('请换一天')
    const aged = await supervisor.post(`${at}/act`, { action: 'approve', revision: '1' })
    expect(aged.statusCode).toBe(409)
    expect(aged.body).toContain('这次没有改动')
  })

  it('says who was faster and leads to the record, and offers no draft that leads nowhere', async () => {
    const { office, actors } = opened()
    const { recordId } = await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'leave' },
      answers: { kind: 'annual', fromDay: '2026-11-26', toDay: '2026-11-26' },
      submissionKey: 'overtaken',
      platform: 'test',
    })
    const supervisor = await logIn(app, office, actors.supervisor)
    const at = `/records/${recordId}`
    const form = sendForm((await supervisor.get(`${at}/do/return`)).body, { why: '这天有会' })
    const drafts = async () => (await supervisor.get('/')).body.includes('退回 LV-')
    expect((await supervisor.post('/drafts', form)).statusCode).toBe(204)
    expect(await drafts()).toBe(true)
    await supervisor.post(`${at}/act`, { action: 'approve', revision: '1' })
    const late = await supervisor.post('/forms', form)
    expect(late.statusCode).toBe(409)
    expect(late.body).toMatch(/现在是“已批准”。\s*您在 .+ 做了“批准”。/)
    expect(late.body).toContain(`<a href="${at}">看最新内容</a>`)
    expect(late.body).toContain('这天有会')
    expect(await drafts()).toBe(false)
    const later = await supervisor.get(`${at}/do/return`)
    expect(later.statusCode).toBe(409)
    expect(later.body).toContain('做了“批准”')
    expect(later.body).toContain(`href="${at}"`)
  })

  it('keeps its heading when it comes back', async () => {
    const { office, actors } = opened()
    const headingOf = (page: { body: string }) => /<h1>(.*?)<\/h1>/.exec(page.body)?.[1]
    const filing = await rep.get('/new/weekly-report')
    expect(headingOf(filing)).toMatch(/^周报 · 2026年第47周/)
    const blank = sendForm(filing.body, { summary: '' })
    expect(headingOf(await rep.post('/forms', blank))).toBe(headingOf(filing))

    const filed = await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'leave' },
      answers: { kind: 'annual', fromDay: '2026-11-25', toDay: '2026-11-25' },
      submissionKey: 'heading',
      platform: 'test',
    })
    const supervisor = await logIn(app, office, actors.supervisor)
    const returning = await supervisor.get(`/records/${filed.recordId}/do/return`)
    expect(headingOf(returning)).toMatch(/^退回 · 请假 /)
    const body = sendForm(returning.body)
    expect(headingOf(await supervisor.post('/forms', body))).toBe(headingOf(returning))
    // Whoever may not read the record learns nothing of it, not even its number.
    const outsider = await logIn(app, office, actors.outsider)
    const forged = new URLSearchParams(body)
    forged.set('_csrf', outsider.csrf)
    expect((await outsider.post('/forms', forged)).body).toMatch(/<h1>Return · Leave<\/h1>/)
  })

  it('refuses what a form was never made for, and loses no word of it', async () => {
    const body = sendForm((await rep.get('/new/leave')).body, { reason: '都在这里' })
    body.set('_purpose', JSON.stringify({ kind: 'file', type: 'absence' }))
    body.set('dutyKind', 'weekly-plan')
    const refused = await rep.post('/forms', body)
    expect(refused.statusCode).toBe(403)
    expect(refused.body).toMatch(/value="weekly-plan" checked/)
    for (const purpose of ['', '{}', '{"kind":"file","type":"nothing"}', '{"kind":"act","type":"leave"}']) {
      body.set('_purpose', purpose)
      expect((await rep.post('/forms', body)).statusCode).toBe(404)
    }
  })

  it('offers names to a script that asks', async () => {
    const found = await rep.get(`/search/customer?q=${encodeURIComponent('一院')}`)
    expect(found.json()).toEqual([{ value: hospital, label: '南湾市第一人民医院' }])
    expect((await app.inject({ url: '/search/customer?q=x' })).statusCode).toBe(401)
  })
})
