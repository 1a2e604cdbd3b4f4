import { expect, it } from 'vitest'
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
