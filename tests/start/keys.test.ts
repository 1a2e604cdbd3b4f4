import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { keepSecret, takeLeaks } from '../support/log-watch.ts'
import { complete, run } from './product.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-keys-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('npm run keys makes keys where there is nothing yet, and changes to a newer one', {
  timeout: 300_000,
}, async () => {
  const made = await run('tools/keys.js', dir, {}).ended
  const [, pair = ''] = /^VAULT_KEYS=(\S+)$/m.exec(made.output) ?? []
  expect([made.code, pair.includes(':')]).toEqual([0, true])
  // Printed here, for whoever asked, and nowhere else from now on.
  keepSecret({ VAULT_KEYS: pair })
  expect(takeLeaks()).toHaveLength(1)
  const env = {
    ...complete,
    DATABASE_URL: `file:${join(dir, 'keys.db')}`,
    VAULT_KEYS: `${pair},${complete.VAULT_KEYS}`,
  }
  const rotated = await run('tools/keys.js', dir, env, ['rotate', '--lang', 'en']).ended
  expect(rotated).toMatchObject({ code: 0, output: expect.stringContaining('there is nothing to do') })
  expect(rotated.output).toContain('Nothing is sealed under test any more')
  expect((await run('tools/keys.js', dir, env, ['turn']).ended).code).toBe(2)
})
