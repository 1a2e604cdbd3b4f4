import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, logIn } from '../support/browser.ts'
import { useTestOffice } from '../support/office.ts'
import { addressOf, type ListedRoute, openListed } from './listed-routes.ts'

/** What stands below pages and API: messages, methods, headers of proxies, and what is noted of refusals (ASVS 4, 13.4, 16.3). */
describe('a request', () => {
  const opened = useTestOffice('sqlite')
  let app: FastifyInstance
  let routes: readonly ListedRoute[]
  let rep: Browser
  beforeAll(async () => {
    const { office, actors } = opened()
    ;({ app, routes } = await openListed(office))
    await app.listen({ port: 0, host: '127.0.0.1' })
    rep = await logIn(app, office, actors.rep)
  })
  afterAll(() => app.close())

  /** The answers to some bytes, as they come. */
  const sendRaw = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      const { port } = app.server.address() as AddressInfo
      const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
      let answer = ''
      socket.on('data', (part) => {
        answer += part.toString()
      })
      socket.on('error', reject)
      socket.on('close', () => resolve(answer))
    })

  it.each([
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 40\r\n\r\nx=yz'],
    [
      'a length and chunks',
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
    ],
    ['chunks by another name', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['a header that is folded', 'X: a\r\n b\r\nContent-Length : 4\r\n\r\nx=yz'],
  ])('whose end is not certain is refused: %s', async (_, rest) => {
    const answer = await sendRaw(`POST /logout HTTP/1.1\r\nHost: fieldpost.example\r\n${rest}`)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    // Nothing that stood behind it was taken for a request of its own.
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  })

  it.each(['TRACE', 'CONNECT', 'PROPFIND', 'PUT', 'DELETE', 'PATCH'])(
    'by %s does nothing',
    async (method) => {
      const answer = await sendRaw(
        `${method} /records/x HTTP/1.1\r\nHost: fieldpost.example\r\nCookie: ${rep.cookie}\r\nX-Told: me\r\nConnection: close\r\n\r\n`,
      )
      expect(answer).not.toMatch(/^HTTP\/1\.1 [23]/)
      expect(answer).not.toContain('X-Told')
    },
  )

  it('is answered with what it is and in which letters', async () => {
    const headers = { cookie: rep.cookie, 'x-csrf-token': rep.csrf }
    for (const route of routes) {
      const { headers: said, body } = await app.inject({
        method: route.method as 'GET',
        url: addressOf(route),
        headers,
      })
      if (body === '') continue
      expect([route.url, said['content-type']]).toEqual([
        route.url,
        expect.stringMatching(
          /^(?:text\/(?:html|css|javascript); charset=utf-8|application\/json; charset=utf-8|application\/problem\+json(?:; charset=utf-8)?)$/,
        ),
      ])
    }
    rep = await logIn(app, opened().office, opened().actors.rep)
  })

  it('comes from where the proxy says, and from nowhere that somebody else says', async () => {
    const { office } = opened()
    const from = async (remoteAddress: string) => {
      const seen = opened().logged.length
      await app.inject({ url: '/api/v1/me', remoteAddress, headers: { 'x-forwarded-for': '198.51.100.7' } })
      return opened().logged.slice(seen).join('')
    }
    expect(office.publicUrl).toMatch(/^https:/)
    // This house trusts no proxy at all.
    expect(await from('203.0.113.5')).toContain('"ip":"203.0.113.5"')
    expect(await from('127.0.0.1')).not.toContain('198.51.100.7')
  })

  it('that is refused is noted, with who, from where and why, and without its address', async () => {
    const { logged } = opened()
    const seen = logged.length
    const secret = 'a'.repeat(43)
    await app.inject({ url: `/s/${secret}`, remoteAddress: '203.0.113.6' })
    await app.inject({ url: '/', remoteAddress: '203.0.113.6' })
    await rep.post('/sessions/end', { _csrf: 'of another session', session: 'x' })
    const lines = logged.slice(seen).map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.filter(({ msg }) => msg === 'refused')).toMatchObject([
      { ip: '203.0.113.6', method: 'GET', route: '/s/:token', code: 'link_expired' },
      { ip: '203.0.113.6', method: 'GET', route: '/', code: 'unknown_person' },
      {
        method: 'POST',
        route: '/sessions/end',
        code: 'not_permitted',
        actorId: opened().actors.rep.personId,
      },
    ])
    expect(lines.every((line) => typeof line.requestId === 'string')).toBe(true)
    expect(logged.join('')).not.toContain(secret)
  })

  it.each(['/', '/api/v1/me'])(
    'to %s that fails is told a number to ask about and nothing else',
    async (url) => {
      const { office, logged } = opened()
      const { policies } = office
      office.policies = {
        ...policies,
        current: () => {
          throw new Error('near "患者孟晓棠": syntax error')
        },
      }
      const seen = logged.length
      const failed = await rep.get(url)
      office.policies = policies
      expect(failed.statusCode).toBe(500)
      const [line = ''] = logged.slice(seen)
      const { requestId, fault } = JSON.parse(line) as Record<string, string>
      expect([fault, failed.body]).toEqual(['Error', expect.stringContaining(requestId ?? 'none')])
      for (const text of [failed.body, logged.slice(seen).join('')])
        expect(text).not.toMatch(/孟晓棠|syntax error/)
      expect(failed.body).not.toMatch(/node_modules|\.ts:\d/)
    },
  )

  it('to log out leaves nothing behind in the browser', async () => {
    const { headers } = await rep.post('/logout', {})
    expect(headers['clear-site-data']).toBe('"cache", "storage"')
    expect(String(headers['set-cookie'])).toMatch(/__Host-fieldpost=;.*Expires=Thu, 01 Jan 1970/)
  })
})
