import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSandboxClient, type SandboxClient } from '../../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/server.ts'
import { systemClock } from '../../../src/clock.ts'
import { RateLimited } from '../../../src/errors.ts'
import { wecomConfigOf } from '../../../tests/support/wecom-config.ts'
import { createRobots } from './robot-client.ts'
import { createWecomClient } from './wecom-client.ts'

let sandbox: Sandbox
let world: SandboxClient
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimited: false })
  world = createSandboxClient(sandbox.url)
})
afterAll(() => sandbox.close())
beforeEach(() => world.reset())

const connect = () => createWecomClient(wecomConfigOf(sandbox), systemClock)
const hello = { msgtype: 'text', text: { content: '早' } } as const
const failing = (method: string, errcode: number, times: number | null = 1) =>
  world.wecom.faults.add({ on: 'api', method, effect: 'errcode', errcode, times })

test('asks three times more where WeCom is busy, and then waits', async () => {
  await failing('message/send', -1, 3)
  await connect().send('ChenXiaoman', hello)
  expect(await world.wecom.traffic.calls('message/send')).toHaveLength(4)
  await world.wecom.faults.clear()
  await failing('message/send', -1, null)
  await expect(connect().send('ChenXiaoman', hello)).rejects.toBeInstanceOf(RateLimited)
  expect(await world.wecom.traffic.calls('message/send')).toHaveLength(8)
}, 20_000)

test('waits when even a new token is refused', async () => {
  await failing('message/send', 42001, 2)
  await expect(connect().send('ChenXiaoman', hello)).rejects.toBeInstanceOf(RateLimited)
})

test.each([
  [60020, 'address'],
  [40001, 'credentials'],
])('says what %i of a token is about', async (errcode, kind) => {
  await failing('gettoken', errcode)
  await expect(connect().send('ChenXiaoman', hello)).rejects.toMatchObject({ kind })
})

test('says nothing of a robot’s key when nobody answers', async () => {
  const key = 'a-key-that-nobody-may-see'
  const robots = createRobots({ apiUrl: 'http://127.0.0.1:9/', robots: new Map([['a', key]]) })
  const error = await robots.post('a', hello).catch((caught: unknown) => caught as Error)
  expect(error).toMatchObject({ code: 'platform_unreachable' })
  const shown = (each: unknown): string =>
    each instanceof Error ? `${each.stack} ${JSON.stringify(each)} ${shown(each.cause)}` : String(each)
  expect(shown(error)).not.toContain(key)
})
