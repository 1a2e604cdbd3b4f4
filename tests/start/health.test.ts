import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createSandboxClient } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { createHttpApp } from '../../src/http-app.ts'
import { openStore } from '../../src/store/open-store.ts'
import { findFreePort } from '../../tools/find-free-port.ts'
import { openTestOffice } from '../support/office.ts'
import { patience } from '../support/patience.ts'
import { slackVariables } from '../support/variables.ts'
import { complete, run } from './product.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-health-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('what a balancer is told', () => {
  it('is to come as soon as it listens, whether Slack answers or not, and not once it stops', async () => {
    const sandbox = await startSandbox({ rateLimited: false })
    const slack = createSandboxClient(sandbox.url)
    const url = `http://127.0.0.1:${await findFreePort()}`
    const ask = (path: string) =>
      fetch(url + path).then(
        ({ status }) => status,
        () => 0,
      )
    await slack.faults.add({ on: 'api', method: 'auth.test', effect: 'delay', delayMs: 1_500 })
    const start = (drainSeconds: string) =>
      run('src/main.js', dir, {
        ...complete,
        ...slackVariables(sandbox, 'http'),
        PORT: new URL(url).port,
        DATABASE_URL: `file:${join(dir, 'fieldpost.db')}`,
        DRAIN_SECONDS: drainSeconds,
      })
    const product = start('60')
    try {
      // While it migrates and reads its policy nobody listens.
      await expect.poll(() => ask('/readyz'), patience).toBe(200)
      await product.ready
      expect(await ask('/healthz')).toBe(200)

      product.child.kill('SIGTERM')
      await expect.poll(() => ask('/readyz'), patience).toBe(503)
      // Whoever was sent here before the balancer knew is served, and not on this connection again.
      const late = await fetch(`${url}/login`)
      expect([late.status, late.headers.get('connection')]).toEqual([200, 'close'])
      expect(await ask('/healthz')).toBe(200)
    } finally {
      product.child.kill('SIGKILL')
      await product.ended
    }

    const next = start('1')
    try {
      await next.ready
      expect(await ask('/readyz')).toBe(200)
      next.child.kill('SIGTERM')
      expect((await next.ended).code).toBe(0)
      expect(await ask('/healthz')).toBe(0)
    } finally {
      next.child.kill('SIGKILL')
      await sandbox.close()
    }
  })

  it('is not to come while the database is away, or hangs', async () => {
    // It takes connections and says nothing, as a server behind a network that drops everything.
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const house = await openTestOffice('sqlite')
    for (const at of [port, 1]) {
      const store = await openStore({ url: `postgresql://u:p@127.0.0.1:${at}/x` })
      const app = await createHttpApp({ ...house.office, store }, [], [])
      expect((await app.inject('/readyz')).statusCode).toBe(503)
      expect((await app.inject('/healthz')).statusCode).toBe(200)
    }
    const app = await createHttpApp(house.office, [], [])
    expect((await app.inject('/readyz')).json()).toEqual({ ok: true })
    await house.close()
    silent.close()
  })
})
