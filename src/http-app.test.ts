import { expect, it, vi } from 'vitest'
import { createGate } from '../tests/support/gate.ts'
import { createHttpApp } from './http-app.ts'
import type { Office } from './services/office.ts'

const addressOf = async (remoteAddress: string, forwarded: string) => {
  const app = await createHttpApp(
    { store: { provider: 'sqlite' } } as Office,
    [async (plugin) => void plugin.get('/address', async ({ ip }) => ip)],
    ['127.0.0.1', '172.30.250.0/24'],
  )
  const headers = { 'x-forwarded-for': forwarded }
  return (await app.inject({ url: '/address', remoteAddress, headers })).body
}

it.each([
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['172.30.250.7', '203.0.113.9', '203.0.113.9'],
  // Whoever comes directly may write what they like.
  ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
  // Of what a proxy passes on only its own word counts.
  ['172.30.250.7', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
])('takes %s with X-Forwarded-For: %s for %s', async (remote, forwarded, address) => {
  expect(await addressOf(remote, forwarded)).toBe(address)
})

it('asks the database once for all who want to know within a second whether it answers', async () => {
  let pings = 0
  let answer = createGate()
  const ping = async () => {
    pings += 1
    await answer.opened
  }
  const app = await createHttpApp({ store: { provider: 'sqlite', ping } } as unknown as Office, [], [])
  const ask = async (times: number) => {
    const answers = await Promise.all(Array.from({ length: times }, () => app.inject('/readyz')))
    return [...new Set(answers.map(({ statusCode }) => statusCode))]
  }
  const performanceNow = vi.spyOn(performance, 'now')
  const at = (ms: number) => performanceNow.mockReturnValue(ms)
  at(0)
  answer.open()
  expect([await ask(50), pings]).toEqual([[200], 1])
  at(999)
  expect([await ask(50), pings]).toEqual([[200], 1])
  // One that hangs is not asked beside.
  answer = createGate()
  at(1_000)
  expect([await ask(50), pings]).toEqual([[503], 2])
  at(60_000)
  expect([await ask(50), pings]).toEqual([[503], 2])
  answer.open()
  performanceNow.mockRestore()
})
