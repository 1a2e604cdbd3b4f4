import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import pg from 'pg'
import { expect, it } from 'vitest'
import { ConfigError } from '../errors.ts'
import { toOpenError } from './open-failure.ts'

it('says of a PostgreSQL that takes the connection and is silent that it does not answer', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const client = new pg.Client({ host: '127.0.0.1', port, connectionTimeoutMillis: 50 })
  const failure: unknown = await client.connect().catch((error: unknown) => error)
  const said = toOpenError(failure, { provider: 'postgresql', url: '' })
  expect(said).toBeInstanceOf(ConfigError)
  expect((said as Error).message).toContain('does not answer')
  silent.close()
})
