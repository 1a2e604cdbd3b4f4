import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { type Browser, logIn, openPages } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'

const attacks = [
  "' OR '1'='1",
  '\'; DROP TABLE "Record"; --',
  '\' UNION SELECT * FROM "Person" --',
  "\\' OR 1=1 --",
  '%',
  '1) OR (1=1',
  "'||(SELECT version())||'",
]

/** What is typed is a value to the database, never a part of what it is asked (ASVS 1.2.4). */
describe.each(databases)('a query of %s', (provider) => {
  const opened = useTestOffice(provider)
  let app: FastifyInstance
  let rep: Browser
  beforeAll(async () => {
    const { office, actors } = opened()
    app = await openPages(office)
    rep = await logIn(app, office, actors.rep)
    for (const actor of [actors.rep, actors.outsider])
      await submitForm(office, actor, {
        purpose: { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' },
        answers: { goals: '回访南湾一院' },
        submissionKey: `plan of ${actor.name}`,
        platform: 'test',
      })
    await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'customer' },
      answers: { name: '康民诊所', kind: 'clinic', contacts: [] },
      submissionKey: 'customer',
      platform: 'test',
    })
  })

  it.each(['status', 'period', 'team', 'owner', 'name'])('is not widened by the filter %s', async (name) => {
    for (const attack of attacks) {
      const query = new URLSearchParams({ [name]: attack })
      const list = await rep.get(`/api/v1/records/weekly-plan?${query}`)
      const page = await rep.get(`/tables/weekly-plan?${query}`)
      expect([attack, list.statusCode, page.statusCode]).toEqual([attack, 200, 200])
      // Plans have no names to filter by: there the filter is none, and one's own plan is still all there is.
      const atMost = name === 'name' ? 1 : 0
      expect([attack, list.json().records.length <= atMost]).toEqual([attack, true])
      expect(page.body).not.toContain('陆思远')
    }
  })

  it('finds by a search what is called so, and by an id what has it', async () => {
    const everything = (await rep.get('/search/customer?q=')).json()
    expect(everything).toHaveLength(1)
    for (const attack of attacks) {
      // Signs alone are no name: as if nothing had been typed.
      const wanted = /[\p{L}\p{N}]/u.test(attack) ? [] : everything
      const path = encodeURIComponent(attack)
      expect([attack, (await rep.get(`/search/customer?q=${path}`)).json()]).toEqual([attack, wanted])
      for (const url of [`/records/${path}`, `/api/v1/records/weekly-plan/${path}`, `/tables/${path}`])
        expect([url, (await rep.get(url)).statusCode]).toEqual([url, 404])
      expect((await rep.post('/sessions/end', { session: attack })).statusCode).toBe(404)
      expect((await rep.post('/sessions/end', { person: attack })).statusCode).toBe(404)
    }
    expect(await opened().office.store.db.record.count()).toBe(3)
    expect((await rep.get('/')).statusCode).toBe(200)
  })
})
