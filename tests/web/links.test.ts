import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { issueLink } from '../../src/services/links/issue-link.ts'
import { logIn, openPages } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

const minute = 60_000

describe.each(databases)('secure links on %s', (provider) => {
  const opened = useTestOffice(provider)
  let app: FastifyInstance
  beforeAll(async () => {
    app = await openPages(opened().office)
  })
  beforeEach(() => opened().clock.set(start))

  const pathTo = async (url: Promise<string>) => new URL(await url).pathname
  const issue = () => pathTo(issueLink(opened().office, opened().actors.rep, { purpose: 'login' }))
  const redeem = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, headers })

  it('opens the house once, by the button alone', async () => {
    const link = await issue()
    for (let look = 0; look < 3; look++) {
      const page = await app.inject({ url: link })
      expect(page.statusCode).toBe(200)
      expect(page.headers['set-cookie']).toBeUndefined()
      // True also for one who is not logged in: the link is all that it takes.
      expect(page.body).toContain('谁打开都是以这位同事的身份进入')
      expect(page.body).toContain('10 分钟内有效')
    }
    const first = await redeem(link)
    expect(first.statusCode).toBe(303)
    expect(first.headers.location).toBe('/')
    expect(first.headers['set-cookie']).toMatch(
      /^__Host-fieldpost=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect((await redeem(link)).statusCode).toBe(410)
    expect((await app.inject({ url: link })).statusCode).toBe(410)
  })

  it('keeps no token, only what cannot be turned back into one', async () => {
    const link = await issue()
    await redeem(link)
    const { db } = opened().office.store
    const kept = JSON.stringify([
      await db.secureLink.findMany(),
      await db.webSession.findMany(),
      await db.event.findMany(),
    ])
    expect(kept).not.toContain(link.slice('/s/'.length))
    expect(opened().logged.join('')).not.toContain(link.slice('/s/'.length))
  })

  it('lets one of two presses at once in', async () => {
    const link = await issue()
    const answers = await Promise.all([redeem(link), redeem(link), redeem(link)])
    expect(answers.map((a) => a.statusCode).sort()).toEqual([303, 410, 410])
  })

  it('ends after ten minutes', async () => {
    const link = await issue()
    opened().clock.advance(10 * minute - 1)
    expect((await app.inject({ url: link })).statusCode).toBe(200)
    opened().clock.advance(1)
    expect((await app.inject({ url: link })).statusCode).toBe(410)
    expect((await redeem(link)).statusCode).toBe(410)
  })

  it('answers alike for a link that never was, was used, is old, or is somebody else’s', async () => {
    const { office, actors, clock } = opened()
    const others = await logIn(app, office, actors.colleague)
    const used = await issue()
    await redeem(used)
    const old = await issue()
    clock.advance(11 * minute)
    const foreign = await issue()
    const asStranger = await app.inject({ url: foreign, headers: { cookie: others.cookie } })
    const pages = [
      asStranger,
      await redeem(foreign, { cookie: others.cookie }),
      await app.inject({ url: `/s/${'x'.repeat(43)}`, headers: { cookie: others.cookie } }),
      await redeem(used, { cookie: others.cookie }),
      await app.inject({ url: old, headers: { cookie: others.cookie } }),
    ]
    expect(pages.map((p) => p.statusCode)).toEqual([410, 410, 410, 410, 410])
    expect(new Set(pages.map((p) => p.body)).size).toBe(1)
    expect(asStranger.body).toContain('10 分钟')
    // Nobody's try has used it up.
    expect((await redeem(foreign)).statusCode).toBe(303)
  })

  it('is refused to a form on another site, and to one who has left', async () => {
    const { office, actors } = opened()
    const link = await issue()
    expect((await redeem(link, { origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await redeem(link, { origin: 'null' })).statusCode).toBe(403)
    const ours = await redeem(link, { origin: office.publicUrl })
    expect(ours.statusCode).toBe(303)
    const last = await pathTo(issueLink(office, actors.outsider, { purpose: 'login' }))
    expect((await app.inject({ url: last })).body).toContain('Open a secure link')
    await office.store.db.person.update({
      where: { id: actors.outsider.personId },
      data: { isActive: false },
    })
    expect((await app.inject({ url: last })).statusCode).toBe(410)
    expect((await redeem(last)).statusCode).toBe(410)
    await office.store.db.person.update({ where: { id: actors.outsider.personId }, data: { isActive: true } })
  })

  it('is issued for a record only to those whom its page would let in', async () => {
    const { office, actors } = opened()
    const recordId = '00000000-0000-7000-8000-00000000dead'
    await expect(issueLink(office, actors.rep, { purpose: 'reveal', recordId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('keeps a session while it is used and ends it after half an hour, or eight hours', async () => {
    const { office, actors, clock } = opened()
    const browser = await logIn(app, office, actors.rep)
    for (let look = 0; look < 15; look++) {
      clock.advance(29 * minute)
      expect((await browser.get('/')).statusCode).toBe(200)
    }
    clock.advance(30 * minute)
    expect((await browser.get('/')).statusCode).toBe(401)
    clock.set(start)
    const steady = await logIn(app, office, actors.rep)
    for (let passed = 0; passed < 470; passed += 10) {
      clock.advance(10 * minute)
      expect((await steady.get('/')).statusCode).toBe(200)
    }
    clock.advance(10 * minute)
    expect((await steady.get('/')).statusCode).toBe(401)
  })

  it('ends a session at once when the person logs out', async () => {
    const browser = await logIn(app, opened().office, opened().actors.rep)
    const bye = await browser.post('/logout', {})
    expect(bye.statusCode).toBe(200)
    expect(bye.headers['set-cookie']).toMatch(/^__Host-fieldpost=; .*Expires=Thu, 01 Jan 1970/)
    expect((await browser.get('/')).statusCode).toBe(401)
  })

  it('changes nothing for a form without the session’s own token', async () => {
    const { office, actors } = opened()
    const browser = await logIn(app, office, actors.rep)
    const other = await logIn(app, office, actors.colleague)
    const count = await office.store.db.draft.count()
    for (const csrf of ['', 'wrong', other.csrf]) {
      for (const url of [
        '/forms',
        '/drafts',
        '/logout',
        '/tables/activity/export',
        '/records/x/act',
        '/undelivered/1',
      ]) {
        expect((await browser.post(url, { _csrf: csrf })).statusCode).toBe(403)
      }
    }
    expect(await office.store.db.draft.count()).toBe(count)
    expect((await browser.get('/')).statusCode).toBe(200)
  })

  it('sends every page with the headers that keep it private', async () => {
    const { office, actors } = opened()
    const browser = await logIn(app, office, actors.rep)
    for (const page of [
      await browser.get('/'),
      await app.inject({ url: await issue() }),
      await browser.get('/nowhere'),
    ]) {
      expect(page.headers['cache-control']).toBe('no-store')
      expect(page.headers['content-security-policy']).toContain("default-src 'none'")
      expect(page.headers['content-security-policy']).not.toContain('unsafe')
      expect(page.headers['referrer-policy']).toBe('same-origin')
      expect(page.headers['x-content-type-options']).toBe('nosniff')
      expect(page.body).not.toMatch(/<script(?! src)|style=|\son\w+=/)
    }
    const [, script] = /<script src="([^"]+)"/.exec((await browser.get('/')).body) ?? []
    expect((await app.inject({ url: script ?? '' })).headers['cache-control']).toContain('immutable')
  })

  it('slows down an address that tries many links', async () => {
    const statuses: number[] = []
    let last = ''
    for (let attempt = 0; attempt < 61; attempt++) {
      const page = await app.inject({ url: '/s/guess', remoteAddress: '203.0.113.9' })
      statuses.push(page.statusCode)
      last = page.body
    }
    expect(statuses).toEqual([...Array(60).fill(410), 429])
    expect(last).toContain('操作太频繁')
    expect((await app.inject({ url: '/s/guess', remoteAddress: '203.0.113.10' })).statusCode).toBe(410)
  })

  it('refuses a body that is too large, and says so', async () => {
    const browser = await logIn(app, opened().office, opened().actors.rep)
    const sent = await browser.post('/forms', { goals: 'x'.repeat(500_000) })
    expect(sent.statusCode).toBe(413)
    expect(sent.body).toContain('内容太长')
  })
})
