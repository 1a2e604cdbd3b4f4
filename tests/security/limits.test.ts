import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Browser, logIn } from '../support/browser.ts'
import { useTestOffice } from '../support/office.ts'
import { addressOf, type ListedRoute, openListed } from './listed-routes.ts'

/** How much and how often (ASVS 2.4, 4.1, 5.2). */
describe('what is sent', () => {
  const opened = useTestOffice('sqlite')
  let app: FastifyInstance
  let routes: readonly ListedRoute[]
  let browsers: Record<'rep' | 'director' | 'outsider' | 'admin', Browser>
  beforeAll(async () => {
    const { office, actors } = opened()
    ;({ app, routes } = await openListed(office))
    const of = (key: keyof typeof browsers) => logIn(app, office, actors[key])
    browsers = {
      rep: await of('rep'),
      director: await of('director'),
      outsider: await of('outsider'),
      admin: await of('admin'),
    }
  })

  it('is refused when it is too long, on every route and before it is read', async () => {
    const { cookie, csrf } = browsers.rep
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      const isApi = route.url.startsWith('/api/')
      const sent = await app.inject({
        method: route.method as 'POST',
        url: addressOf(route),
        headers: {
          cookie,
          'x-csrf-token': csrf,
          'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded',
        },
        payload: isApi ? JSON.stringify({ answers: { a: 'x'.repeat(500_000) } }) : `a=${'x'.repeat(500_000)}`,
      })
      // The API says bad_request with the status that the server gave.
      expect([route.url, sent.statusCode]).toEqual([route.url, 413])
    }
  })

  it('of somebody who asks without end is put off, of that person alone', async () => {
    const { director, outsider } = browsers
    let last = await director.get('/api/v1/me')
    for (let asked = 0; asked < 410 && last.statusCode === 200; asked++)
      last = await director.get('/api/v1/me')
    expect(last.statusCode).toBe(429)
    expect(last.json()).toMatchObject({ code: 'rate_limited' })
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    const page = await director.get('/')
    expect([page.statusCode, page.body]).toEqual([429, expect.stringContaining('操作太频繁')])
    expect((await outsider.get('/api/v1/me')).statusCode).toBe(200)
  })

  it('asks for no more files a minute than a person needs', async () => {
    const statuses: number[] = []
    for (let asked = 0; asked < 21; asked++)
      statuses.push((await browsers.admin.post('/tables/customer/export', { format: 'csv' })).statusCode)
    expect(statuses).toEqual([...Array(20).fill(200), 429])
    // Everything else goes on.
    expect((await browsers.admin.get('/')).statusCode).toBe(200)
  })

  it('from an address that guesses at sessions is put off, and nobody who has one', async () => {
    const remoteAddress = '203.0.113.77'
    const guess = () =>
      app.inject({ url: '/api/v1/me', remoteAddress, headers: { cookie: '__Host-fieldpost=guess' } })
    let last = await guess()
    for (let asked = 0; asked < 310 && last.statusCode === 401; asked++) last = await guess()
    expect(last.statusCode).toBe(429)
    const { cookie } = browsers.outsider
    const inside = await app.inject({ url: '/api/v1/me', remoteAddress, headers: { cookie } })
    expect(inside.statusCode).toBe(200)
  })
})
