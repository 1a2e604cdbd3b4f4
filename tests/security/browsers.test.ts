import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { issueLink } from '../../src/services/links/issue-link.ts'
import { sessionCookie, signInCookie } from '../../src/services/links/session-cookie.ts'
import { type Browser, logIn } from '../support/browser.ts'
import { useTestOffice } from '../support/office.ts'
import { addressOf, type ListedRoute, openListed } from './listed-routes.ts'

/** What browsers are told, and what other sites can make them do (ASVS 3.3 to 3.5). */
describe('a browser', () => {
  const opened = useTestOffice('sqlite')
  let app: FastifyInstance
  let routes: readonly ListedRoute[]
  let rep: Browser
  beforeAll(async () => {
    const { office, actors } = opened()
    ;({ app, routes } = await openListed(office))
    rep = await logIn(app, office, actors.rep)
  })

  it('is told by every answer to load, send and frame nothing but ours', async () => {
    const headers = { cookie: rep.cookie, 'x-csrf-token': rep.csrf }
    for (const route of routes) {
      const { headers: said } = await app.inject({
        method: route.method as 'GET',
        url: addressOf(route),
        headers,
      })
      const policy = String(said['content-security-policy'])
      expect([route.url, policy]).toEqual([route.url, expect.stringContaining("default-src 'none'")])
      for (const rule of [
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ])
        expect(policy).toContain(rule)
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(said['strict-transport-security']).toMatch(/max-age=31536000/)
      expect(said['x-content-type-options']).toBe('nosniff')
      expect(said['x-frame-options']).toBe('SAMEORIGIN')
      expect(said['referrer-policy']).toBe('same-origin')
      expect(said['cross-origin-opener-policy']).toBe('same-origin')
      expect(said['cross-origin-resource-policy']).toBe('same-origin')
      expect(said['x-powered-by']).toBeUndefined()
      expect(said['access-control-allow-origin']).toBeUndefined()
      if (!route.url.startsWith('/static/'))
        expect([route.url, said['cache-control']]).toEqual([route.url, 'no-store'])
    }
    // What stands above has logged out and so on: nobody else's test goes on with this session.
    rep = await logIn(app, opened().office, opened().actors.rep)
  })

  it('keeps our cookies from scripts, other hosts and plain connections', () => {
    const { office } = opened()
    for (const { name, options } of [sessionCookie(office), signInCookie(office)]) {
      expect(name).toMatch(/^__Host-/)
      expect(options).toMatchObject({ path: '/', httpOnly: true, sameSite: 'lax', secure: true })
      expect(options).not.toHaveProperty('domain')
    }
    const plain = sessionCookie({ ...office, publicUrl: 'http://localhost:3000' })
    expect([plain.name, plain.options.secure]).toEqual(['fieldpost', false])
  })

  it('changes nothing without the token of its session, on any route that changes something', async () => {
    const changing = routes.filter(({ method, url }) => method !== 'GET' && url !== '/s/:token')
    expect(changing.length).toBeGreaterThan(8)
    const other = await logIn(app, opened().office, opened().actors.colleague)
    for (const route of changing) {
      for (const csrf of [undefined, '', other.csrf]) {
        const sent = await app.inject({
          method: route.method as 'POST',
          url: addressOf(route),
          headers: {
            cookie: rep.cookie,
            'idempotency-key': 'k',
            ...(csrf === undefined ? {} : { 'x-csrf-token': csrf }),
            'content-type': 'application/x-www-form-urlencoded',
            ...(route.url.startsWith('/api/') ? { 'content-type': 'application/json' } : {}),
          },
          payload: route.url.startsWith('/api/') ? '{}' : `_csrf=${csrf ?? ''}`,
        })
        expect([route.url, sent.statusCode]).toEqual([route.url, 403])
      }
    }
    // The session is still there: not even logging out was done.
    expect((await rep.get('/')).statusCode).toBe(200)
  })

  it.each(['https://evil.example', 'null', 'https://fieldpost.example.evil.example', 'http://'])(
    'posts nothing for the site %s, whatever token it has',
    async (origin) => {
      for (const { url } of routes.filter((r) => r.method === 'POST' && !r.url.startsWith('/api/'))) {
        const sent = await app.inject({
          method: 'POST',
          url: url.replace(/:\w+/g, 'x'),
          headers: { cookie: rep.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
          payload: `_csrf=${encodeURIComponent(rep.csrf)}`,
        })
        expect([url, sent.statusCode]).toEqual([url, 403])
      }
    },
  )

  it('sends no form of another kind past the token', async () => {
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/json']) {
      const sent = await app.inject({
        method: 'POST',
        url: '/logout',
        headers: { cookie: rep.cookie, 'content-type': type },
        payload: type === 'application/json' ? JSON.stringify({ _csrf: rep.csrf }) : `_csrf=${rep.csrf}`,
      })
      expect(sent.statusCode).toBeGreaterThanOrEqual(400)
    }
    expect((await rep.get('/')).statusCode).toBe(200)
  })

  it('is led nowhere but here, whatever an address asks for', async () => {
    const wanted = [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/%2f%2fevil.example',
      '/%09/evil.example',
      'javascript:alert(1)',
      'data:text/html,x',
      '/..//evil.example',
      '\t//evil.example',
    ]
    for (const to of wanted) {
      const url = `/login?to=${encodeURIComponent(to)}`
      const { headers, body } = await app.inject({ url, headers: { cookie: rep.cookie } })
      expect(new URL(String(headers.location ?? '/'), opened().office.publicUrl).origin).toBe(
        opened().office.publicUrl,
      )
      const stranger = await app.inject({ url })
      expect(body + stranger.body).not.toMatch(/href="[^"]*evil|href="(?:javascript:|data:[^,])/)
    }
  })

  it('is told nothing that the request says of itself', async () => {
    const { office, actors } = opened()
    const link = new URL(await issueLink(office, actors.rep, { purpose: 'login' })).pathname
    const spoilt = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
    for (const url of ['/', '/login', link, '/new/activity', '/nowhere']) {
      const { body, headers } = await app.inject({ url, headers: { ...spoilt, cookie: rep.cookie } })
      expect(body + JSON.stringify(headers)).not.toContain('evil.example')
    }
    expect(await issueLink(office, actors.rep, { purpose: 'login' })).toMatch(
      /^https:\/\/fieldpost\.example\//,
    )
  })
})
