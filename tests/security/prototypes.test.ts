import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readForm } from '../../bots/slack/render/read-form.ts'
import { parsePolicy } from '../../src/policy/parse-policy.ts'
import { readSheet } from '../../src/services/importing/read-sheet.ts'
import { type Browser, logIn, openPages } from '../support/browser.ts'
import { defaultYaml } from '../support/default-policy.ts'
import { useTestOffice } from '../support/office.ts'

/** What every object has before anybody comes. */
const own = () =>
  [Object.prototype, Array.prototype, Function.prototype].map((each) =>
    Object.getOwnPropertyNames(each).sort(),
  )
const before = own()
afterEach(() => {
  expect(own()).toEqual(before)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

/** Names of which no object should be made (ASVS 1.3, 1.5). */
describe('a prototype is not reached', () => {
  const opened = useTestOffice('sqlite')
  let app: FastifyInstance
  let rep: Browser
  beforeAll(async () => {
    const { office, actors } = opened()
    app = await openPages(office)
    rep = await logIn(app, office, actors.rep)
  })

  it.each([
    '{"answers":{"__proto__":{"polluted":1}}}',
    '{"__proto__":{"answers":{}},"answers":{}}',
    '{"answers":{"constructor":{"prototype":{"polluted":1}}}}',
    '{"answers":{"kind":"annual","toString":"x","hasOwnProperty":"x"}}',
    '{"periodKey":{"length":[{"toString":0}]},"answers":{}}',
    '{"answers":{"visits":[{"__proto__":{"polluted":"1"}}]}}',
  ])('by the API: %s', async (payload) => {
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/api/v1/records/leave',
      headers: {
        cookie: rep.cookie,
        'x-csrf-token': rep.csrf,
        'idempotency-key': payload.slice(0, 90),
        'content-type': 'application/json',
      },
      payload,
    })
    expect([400, 422]).toContain(statusCode)
  })

  it('by a form of a page or its address', async () => {
    const purpose = JSON.stringify({ kind: 'file', type: 'activity' })
    for (const name of [
      '__proto__',
      '__proto__.polluted',
      'constructor.prototype.polluted',
      'visits.__proto__:row',
    ])
      expect((await rep.post('/forms', { _purpose: purpose, [name]: '1' })).statusCode).toBeLessThan(500)
    const throwing = '{"kind":"file","type":"activity","periodKey":{"length":[{"toString":0}]}}'
    expect((await rep.post('/forms', { _purpose: throwing })).statusCode).toBe(404)
    for (const url of [
      '/?__proto__=1',
      '/?constructor[prototype][polluted]=1',
      '/tables/activity?__proto__=x',
      '/new/__proto__',
    ])
      expect((await rep.get(url)).statusCode).toBeLessThan(500)
  })

  it('by a policy file', () => {
    for (const more of [
      '__proto__: {polluted: 1}',
      'constructor: {prototype: {polluted: 1}}',
      '<<: {__proto__: {polluted: 1}}',
      '? __proto__\n: {polluted: 1}',
    ]) {
      const { policy, problems } = parsePolicy(`${defaultYaml()}\n${more}\n`)
      expect([more, policy]).toEqual([more, null])
      expect(problems.length).toBeGreaterThan(0)
    }
  })

  it('by a modal of Slack', () => {
    const state = {
      values: JSON.parse('{"__proto__":{"text":{"value":"x"}},"goals":{"text":{"value":"y"}}}'),
    }
    const private_metadata = '{"p":{"kind":"file","type":"weekly-plan"},"l":{"__proto__":[[0],1]},"v":0}'
    const { answers } = readForm({ private_metadata, state } as Parameters<typeof readForm>[0])
    expect(Object.getPrototypeOf(answers)).toBe(Object.prototype)
    expect((answers as Record<string, unknown>).goals).toBe('y')
  })

  it('by a sheet', async () => {
    const bytes = new TextEncoder().encode('__proto__,姓名\nx,y')
    await expect(readSheet({ name: 'a.csv', bytes }, { name: ['姓名'] })).rejects.toMatchObject({
      code: 'validation',
    })
  })
})
