import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { answerPress } from '../../src/chat/answer-press.ts'
import { AppError } from '../../src/errors.ts'
import type { Press } from '../../src/forms/card.ts'
import { newToken } from '../../src/services/links/tokens.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { newId } from '../../src/store/new-id.ts'
import { type ListedRoute, openListed } from '../security/listed-routes.ts'
import { type Browser, logIn } from '../support/browser.ts'
import { openTestOffice, type TestOffice } from '../support/office.ts'
import { askAll, type Holder, holders, type Relation, relationsOf, tidy } from './holders.ts'
import { isAllowed, pressAttempts, routeAttempts, type Sent } from './way-attempts.ts'
import { openRoutes, pressRows, routeRows } from './ways.ts'

let world: TestOffice
let app: FastifyInstance
let routes: readonly ListedRoute[]
const actors = new Map<Holder, Actor>()
const browsers = new Map<Holder, Browser>()

beforeAll(async () => {
  world = await openTestOffice('sqlite')
  ;({ app, routes } = await openListed(world.office))
  for (const [index, holder] of holders.entries()) {
    const actor = await settle(holder, `00000000-0000-7000-8000-00090000000${index}`)
    actors.set(holder, actor)
    browsers.set(holder, await logIn(app, world.office, actor))
  }
})
afterAll(() => world.close())

/** Somebody of 南湾一组 who holds this role there, as the import would leave them. */
async function settle(holder: Holder, id: string): Promise<Actor> {
  const { office, teamIds } = world
  const at = office.clock.now()
  const person = { id, name: holder, teamId: teamIds.nanwan, language: 'zh-CN', zone: 'Asia/Shanghai' }
  await office.store.db.person.create({ data: { ...person, createdAt: at, updatedAt: at } })
  if (holder !== 'no role')
    await office.store.db.roleGrant.create({
      data: { personId: id, role: holder, teamId: teamIds.nanwan },
    })
  const actor = await findActor(office, id)
  if (!actor) throw new Error(`no ${holder}`)
  return actor
}

const subjectOf = (actor: Actor, relation: Relation): Actor =>
  ({ own: actor, team: world.actors.colleague, elsewhere: world.actors.outsider })[relation]

function of<T>(map: ReadonlyMap<Holder, T>, holder: Holder): T {
  const found = map.get(holder)
  if (found === undefined) throw new Error(`no ${holder}`)
  return found
}

/** An address for each, as they would have; limits by address are tried elsewhere. */
const remoteOf = (holder: Holder) => `203.0.113.${holders.indexOf(holder) + 1}`

function send(
  route: string,
  { url, form, json }: Sent,
  { cookie, csrf }: Pick<Browser, 'cookie' | 'csrf'>,
  remoteAddress: string,
): Promise<LightMyRequestResponse> {
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded'
  const payload = json ? JSON.stringify(json) : new URLSearchParams({ ...form, _csrf: csrf }).toString()
  const isPost = route.startsWith('POST')
  const headers = { cookie, 'x-csrf-token': csrf, 'idempotency-key': `k ${remoteAddress} ${url}` }
  return app.inject({
    method: isPost ? 'POST' : 'GET',
    url,
    remoteAddress,
    headers: { ...headers, ...(isPost ? { 'content-type': type } : {}) },
    ...(isPost ? { payload } : {}),
  })
}

const named = ({ method, url }: ListedRoute) => `${method} ${url}`

test('every route of pages and API has its row and its attempt, or is open to everybody', () => {
  const found = routes.map(named).filter((route) => !route.startsWith('GET /static/'))
  expect([...Object.keys(routeRows), ...Object.keys(openRoutes)].toSorted()).toEqual(found.toSorted())
  expect(Object.keys(routeAttempts)).toEqual(Object.keys(routeRows))
  expect(Object.keys(pressAttempts)).toEqual(Object.keys(pressRows))
})

describe('every route is open to those whom the table names, and to nobody else', () => {
  it.each(Object.entries(routeRows))('%s', async (route, row) => {
    const asked = await askAll(relationsOf(row), async (holder, relation) => {
      const actor = of(actors, holder)
      const attempt = { office: world.office, actor, subject: subjectOf(actor, relation) }
      const sent = (await routeAttempts[route]?.(attempt)) as Sent
      const browser = sent.isLast ? await logIn(app, world.office, actor) : of(browsers, holder)
      return isAllowed(await send(route, sent, browser, remoteOf(holder)), sent)
    })
    expect(asked).toBe(tidy(row))
  })

  it('lets nobody in without a session, whatever they have found out', async () => {
    const attempt = { office: world.office, actor: world.actors.rep, subject: world.actors.rep }
    for (const route of Object.keys(routeRows).filter((each) => !each.includes('/s/:token'))) {
      const sent = (await routeAttempts[route]?.(attempt)) as Sent
      const guessed = { cookie: `__Host-fieldpost=${'x'.repeat(43)}`, csrf: 'x' }
      const { statusCode, body } = await send(route, sent, guessed, '203.0.113.99')
      expect([route, statusCode]).toEqual([route, 401])
      expect(body).not.toContain(sent.holds ?? '回访')
    }
  })
})

describe('every press of a card means something to those whom the table names, and to nobody else', () => {
  it.each(Object.entries(pressRows) as [Press['do'], string][])('%s', async (kind, row) => {
    const asked = await askAll(relationsOf(row), async (holder, relation) => {
      const actor = of(actors, holder)
      const press = await pressAttempts[kind]({
        office: world.office,
        actor,
        subject: subjectOf(actor, relation),
      })
      return (await pressed(actor, press)) !== 'refused'
    })
    expect(asked).toBe(tidy(row))
  })
})

async function pressed(actor: Actor, press: Press): Promise<string> {
  try {
    return JSON.stringify(await answerPress({ office: world.office, platform: 'slack' }, actor, press))
  } catch (error) {
    if (error instanceof AppError && ['not_permitted', 'not_found'].includes(error.code)) return 'refused'
    throw error
  }
}

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The same with ids that never were: of records, duties, sessions, people; of messages; of links. */
const made = <T>(sent: T): T =>
  JSON.parse(
    JSON.stringify(sent)
      .replace(anyId, () => newId(new Date(0)))
      .replace(/(undelivered\/|"outboxId":")\d+/, '$1987654321')
      .replace(/(\/s\/)[\w-]{43}/, (_, path: string) => path + newToken()),
  ) as T

describe('a guess at what is somebody else’s is answered as a guess at nothing', () => {
  const attempt = () => ({
    office: world.office,
    actor: of(actors, 'rep'),
    subject: world.actors.outsider,
  })
  const aboutOne = ([, row]: [string, string]) => row.includes('|')

  it.each(Object.entries(routeRows).filter(aboutOne))('%s', async (route) => {
    const sent = (await routeAttempts[route]?.(attempt())) as Sent
    const answers: string[] = []
    for (const each of [sent, made(sent)]) {
      const { statusCode, headers, body } = await send(route, each, of(browsers, 'rep'), remoteOf('rep'))
      // An answer may repeat what was asked for, and says which request it was and how many more there may be.
      const told = Object.entries(headers).filter(([name]) => !/^(?:date|x-ratelimit-)/.test(name))
      const text = `${statusCode} ${JSON.stringify(told)} ${body}`
      answers.push(text.replace(anyId, '…').replaceAll(each.holds ?? each.url, '…'))
    }
    expect(answers[0]).toBe(answers[1])
  })

  it.each(Object.entries(pressRows).filter(aboutOne) as [Press['do'], string][])('%s', async (kind) => {
    const press = await pressAttempts[kind](attempt())
    const answers: unknown[] = []
    for (const each of [press, made(press)]) {
      const answer = await answerPress(
        { office: world.office, platform: 'slack' },
        of(actors, 'rep'),
        each,
      ).catch((error: unknown) =>
        error instanceof AppError ? [error.code, error.say] : Promise.reject(error),
      )
      answers.push(answer)
    }
    expect(answers[0]).toEqual(answers[1])
  })
})
