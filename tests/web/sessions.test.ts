import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importPeople } from '../../src/services/importing/import-people.ts'
import { issueLink } from '../../src/services/links/issue-link.ts'
import { closeAccount } from '../../src/services/people/change-account.ts'
import { type Browser, logIn, openPages } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'

/** Where somebody is logged in, and how that is ended (ASVS 7.4). */
describe.each(databases)('sessions on %s', (provider) => {
  const opened = useTestOffice(provider)
  let app: FastifyInstance
  beforeAll(async () => {
    app = await openPages(opened().office)
  })
  beforeEach(async () => {
    const { clock, office } = opened()
    clock.set(start)
    await office.store.db.webSession.deleteMany()
  })

  const enter = (key: 'rep' | 'colleague' | 'admin' | 'outsider', agent?: string) =>
    logIn(app, opened().office, opened().actors[key], { purpose: 'login' }, agent)
  const isIn = async (browser: Browser) => (await browser.get('/')).statusCode === 200
  const namesIn = (body: string) => [...body.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id)

  it('are shown to their owner, each with its browser, and this one is known', async () => {
    const phone = await enter('rep')
    const desk = await enter('rep', chrome)
    await enter('colleague')
    const { body } = await desk.get('/sessions')
    expect(body).toContain('Chrome, Windows')
    expect(body).toContain('未知的浏览器')
    expect(body.match(/当前登录/g)).toHaveLength(1)
    // The one that is looked from ends by logging out.
    expect(namesIn(body)).toHaveLength(1)
    expect(body).not.toContain('许嘉木')
    for (const { cookie } of [phone, desk]) expect(body).not.toContain(cookie.split('=')[1])
  })

  it('end by a button on every page', async () => {
    const rep = await enter('rep')
    for (const path of ['/', '/sessions', '/tables/weekly-plan', '/new/weekly-plan', '/records/none']) {
      const { body } = await rep.get(path)
      expect([path, body]).toEqual([path, expect.stringContaining('action="/logout"')])
      expect(body).toContain('href="/sessions"')
    }
  })

  it('end one by one, or all but this one', async () => {
    const [phone, tablet, desk] = [await enter('rep'), await enter('rep'), await enter('rep', chrome)]
    const [first = ''] = namesIn((await desk.get('/sessions')).body)
    const ended = await desk.post('/sessions/end', { session: first })
    expect([ended.statusCode, ended.headers.location]).toEqual([303, '/sessions'])
    expect([await isIn(phone), await isIn(tablet), await isIn(desk)].filter(Boolean)).toHaveLength(2)
    expect((await desk.post('/sessions/end', { others: '1' })).statusCode).toBe(303)
    expect([await isIn(phone), await isIn(tablet), await isIn(desk)]).toEqual([false, false, true])
    const { db } = opened().office.store
    const events = await db.event.findMany({ where: { kind: 'session.ended' }, orderBy: { seq: 'asc' } })
    const { personId } = opened().actors.rep
    expect(events.slice(-2)).toMatchObject([
      { actorId: personId, subject: personId, diff: { count: 1 } },
      { actorId: personId, subject: personId, diff: { count: 1 } },
    ])
  })

  it('of colleagues are ended by their administrator, with the links that are still good', async () => {
    const { office, actors } = opened()
    const [phone, desk] = [await enter('rep'), await enter('rep', chrome)]
    const link = new URL(await issueLink(office, actors.rep, { purpose: 'login' })).pathname
    const admin = await enter('admin')
    const { body } = await admin.get('/sessions')
    expect(body).toMatch(/陈小满<span class="hint">2 处登录/)
    expect((await admin.post('/sessions/end', { person: actors.rep.personId })).statusCode).toBe(303)
    expect([await isIn(phone), await isIn(desk), await isIn(admin)]).toEqual([false, false, true])
    expect((await app.inject({ method: 'POST', url: link })).statusCode).toBe(410)
    expect((await admin.get('/sessions')).body).not.toContain('陈小满')
  })

  it('of others are not there for anybody else, as if there were none', async () => {
    const rep = await enter('rep')
    const colleague = await enter('colleague')
    const session = await opened().office.store.db.webSession.findFirstOrThrow({
      where: { personId: opened().actors.rep.personId },
    })
    const answers = [
      await colleague.post('/sessions/end', { session: session.tokenHash }),
      await colleague.post('/sessions/end', { session: 'never was' }),
      await colleague.post('/sessions/end', { person: opened().actors.rep.personId }),
      await colleague.post('/sessions/end', { person: 'nobody' }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(await isIn(rep)).toBe(true)
  })

  it('end at once when somebody leaves, changes their role or team, or loses an account', async () => {
    const { office, actors, database } = opened()
    const sheet = (line: string) => ({
      file: {
        name: 'people.csv',
        bytes: new TextEncoder().encode(`姓名,邮箱,团队,角色,在职\n${line}`),
      },
      isDryRun: false,
    })
    const change = async (line: string) => {
      const { problems } = await importPeople(office, actors.admin, sheet(line))
      expect(problems).toEqual([])
    }
    let outsider = await enter('outsider')
    await change('陆思远,outsider@fieldpost.example,清溪二组,代表,是')
    expect(await isIn(outsider)).toBe(true)
    await change('陆思远,outsider@fieldpost.example,清溪二组,代表；内勤,是')
    expect(await isIn(outsider)).toBe(false)
    outsider = await enter('outsider')
    await change('陆思远,outsider@fieldpost.example,南湾一组,代表；内勤,是')
    expect(await isIn(outsider)).toBe(false)
    outsider = await enter('outsider')
    await change('陆思远,outsider@fieldpost.example,南湾一组,代表；内勤,否')
    expect(await isIn(outsider)).toBe(false)
    await change('陆思远,outsider@fieldpost.example,清溪二组,代表,是')
    // Whoever comes back does not find the earlier session open.
    expect(await isIn(outsider)).toBe(false)

    const rep = await enter('rep')
    const account = { platform: 'slack', workspace: 'T0FIELD001', platformUserId: 'U0REP' }
    await closeAccount(office, account)
    expect(await isIn(rep)).toBe(false)
    expect(await database.store.db.webSession.count()).toBe(0)
  })
})
