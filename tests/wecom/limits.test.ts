import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRobots } from '../../bots/wecom/client/robot-client.ts'
import { createWecomClient } from '../../bots/wecom/client/wecom-client.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { systemClock } from '../../src/clock.ts'
import type { MakePace } from '../../src/delivery/pace.ts'
import { takeTurn } from '../../src/store/turns.ts'
import { databases, useTestStore } from '../support/databases.ts'
import { wecomConfigOf } from '../support/wecom-config.ts'

describe.each(databases)('the limits of WeCom, kept on %s', (provider) => {
  const database = useTestStore(provider)
  let sandbox: Sandbox
  let world: SandboxClient
  beforeAll(async () => {
    sandbox = await startSandbox({ clockRate: 0, rateLimited: true })
    world = createSandboxClient(sandbox.url)
  })
  afterAll(() => sandbox.close())
  beforeEach(() => Promise.all([world.reset(), database().clear()]))

  /** Turns as they are taken by two processes in turn; a wait lets the local WeCom's time pass instead of ours. */
  const openPaces = async () => {
    const stores = [database().store, await database().openAnother()]
    let taken = 0
    let passedMs = 0
    const makePace: MakePace = (rule) => ({
      wait: async (platform, place, count = 1) => {
        const store = stores[taken++ % 2] ?? database().store
        const waitMs = await takeTurn(store, `${platform} ${place}`, { ...rule, count }, passedMs)
        if (waitMs === 0) return
        passedMs += waitMs
        await world.clock.advance(waitMs)
      },
    })
    return { makePace, passedMs: () => passedMs }
  }
  const say = (content: string) => ({ msgtype: 'text', text: { content } }) as const
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => `${n}`)

  it('lets the 21st message of a minute to a robot wait, and loses none of 45', async () => {
    const { webhookUrl } = await world.wecom.group('sales-nanwan')
    const key = new URL(webhookUrl ?? '').searchParams.get('key') ?? ''
    const { makePace, passedMs } = await openPaces()
    const robots = createRobots({ apiUrl: sandbox.wecom.apiUrl, robots: new Map([['a', key]]) }, makePace)
    for (const n of numbers(21)) expect(await robots.post('a', say(n))).toBe(true)
    expect(passedMs()).toBeGreaterThanOrEqual(60_000)
    for (const n of numbers(24)) expect(await robots.post('a', say(n))).toBe(true)
    const group = await world.wecom.group('sales-nanwan')
    expect((await group.messages()).map(({ words }) => words)).toEqual([...numbers(21), ...numbers(24)])
  })

  it('has nothing dropped of 70 messages to one member', async () => {
    const { makePace } = await openPaces()
    const client = createWecomClient(wecomConfigOf(sandbox), systemClock, makePace)
    for (const n of numbers(70)) await client.send('ChenXiaoman', say(n))
    expect((await world.wecom.state()).dropped).toEqual({})
    expect((await world.wecom.as('chen').messages()).map(({ words }) => words)).toEqual(numbers(70))
  })
})
