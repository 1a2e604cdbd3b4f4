import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { countVisit, forgetVisits } from '../../src/store/visit-counts.ts'
import { type Browser, logIn, openPages } from '../support/browser.ts'
import { useTestOffice } from '../support/office.ts'
import { patience } from '../support/patience.ts'

/** A script that is sent to another process each time by the balancer is one script all the same. */
describe('two processes on one PostgreSQL', () => {
  const opened = useTestOffice('postgresql')
  let apps: readonly FastifyInstance[]
  let browser: Browser
  beforeAll(async () => {
    const { office, database, actors } = opened()
    const another = { ...office, store: await database.openAnother() }
    apps = [await openPages(office), await openPages(another)]
    browser = await logIn(apps[0] as FastifyInstance, office, actors.admin)
  })
  beforeEach(() => opened().office.store.db.visitCount.deleteMany())

  /** The statuses of so many requests, each to the other process than the one before. */
  async function take(count: number, request: object): Promise<number[]> {
    const statuses: number[] = []
    for (let n = 0; n < count; n++) statuses.push((await apps[n % 2]?.inject(request))?.statusCode ?? 0)
    return statuses
  }
  const counts = async () =>
    Object.fromEntries(
      (await opened().office.store.db.visitCount.findMany()).map((row) => [row.key, row.count]),
    )

  it('count what a person does together', async () => {
    const { cookie, csrf } = browser
    const form = {
      method: 'POST',
      url: '/tables/customer/export',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `_csrf=${encodeURIComponent(csrf)}&format=csv`,
    }
    expect(await take(22, form)).toEqual([...Array(20).fill(200), 429, 429])
    // Everything else goes on.
    expect(await take(2, { url: '/', headers: { cookie } })).toEqual([200, 200])
  })

  it('count what comes from an address together, each route for itself', async () => {
    const remoteAddress = '203.0.113.9'
    const guesses = await take(62, { url: '/s/guess', remoteAddress })
    expect(guesses.slice(0, 60)).not.toContain(429)
    expect(guesses.slice(60)).toEqual([429, 429])
    const strangers = await take(2, { url: '/api/v1/me', remoteAddress: '2001:db8::1' })
    expect(strangers).toEqual([401, 401])
    expect(await counts()).toEqual({ 'GET /s/:token 203.0.113.9': 62, 'stranger 2001:db8::': 2 })
  })

  it('leave the database alone once somebody is refused, each as soon as it knows', async () => {
    const remoteAddress = '203.0.113.10'
    expect((await take(100, { url: '/s/guess', remoteAddress })).slice(60)).toEqual(Array(40).fill(429))
    expect(await counts()).toEqual({ 'GET /s/:token 203.0.113.10': 62 })
  })

  it('begin anew when the window is over, and forget it', async () => {
    const { store } = opened().office
    for (const count of [1, 2]) expect(await countVisit(store, 'somebody', 60_000)).toMatchObject({ count })
    await countVisit(store, 'quick', 1)
    await vi.waitFor(async () => {
      await forgetVisits(store)
      expect(await counts()).toEqual({ somebody: 2 })
    }, patience)
    await store.db.visitCount.updateMany({ data: { endsAt: 0 } })
    const anew = await countVisit(store, 'somebody', 60_000)
    expect(anew.count).toBe(1)
    expect(anew.leftMs).toBeCloseTo(60_000, -3)
  })

  it('lose no count when both count at once', async () => {
    const stores = [opened().office.store, await opened().database.openAnother()]
    const counted = await Promise.all(
      Array.from({ length: 40 }, (_, n) => countVisit(stores[n % 2] as (typeof stores)[0], 'many', 60_000)),
    )
    expect(counted.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, n) => n + 1),
    )
  })
})
