import { afterEach, expect, it } from 'vitest'
import { createLogger } from '../../src/logger.ts'
import { createVault } from '../../src/vault/vault.ts'
import {
  forgetSealed,
  keepSealed,
  keepSecret,
  takeLeaks,
  watchedLog,
  watchSealing,
} from '../support/log-watch.ts'

/** What looks through every test's log sees what it is there for: each of these would fail the test that logged it. */
afterEach(forgetSealed)

const log = createLogger('debug', watchedLog)

it.each([
  ['a token of Slack', 'xoxb-1-2-abc'],
  ['a link', 'https://fieldpost.example/s/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ'],
  ['a session', '__Host-fieldpost=x'],
  ['a telephone', 'call 13900001234 back'],
  ['an identity card', '110101199003071234'],
])('a log that holds %s', (_, text) => {
  log.info({ recordId: 'r1', text }, 'saved')
  expect(takeLeaks()).toHaveLength(1)
  expect(takeLeaks()).toEqual([])
})

it('a log that holds what a product was configured with', () => {
  keepSecret({ WECOM_SECRET: 'the-secret', PUBLIC_URL: 'https://fieldpost.example' })
  keepSecret({ VAULT_KEYS: 'k2:bmV3ZXI=,test:c2VjcmV0', DATABASE_URL: 'postgresql://us:pass-word@h:1/d' })
  keepSecret({ WECOM_ROBOTS: 'a=https://robots.example/send?key=k-e-y' })
  for (const text of ['the-secret', 'bmV3ZXI=', 'c2VjcmV0', 'k-e-y', 'pass-word'])
    log.warn({ err: new Error(`with ${text}`) }, 'refused')
  log.info('https://fieldpost.example')
  expect(takeLeaks()).toHaveLength(5)
})

it('a log that holds what was sealed after it was logged', () => {
  const vault = createVault([{ id: 'test', key: new Uint8Array(32) }], new Uint8Array(32))
  watchSealing(vault)
  log.debug({ answer: '孟晓"棠' }, 'typed')
  vault.seal('孟晓"棠', 'r1:patientName')
  expect(takeLeaks()).toHaveLength(1)
})

it('a log that holds what was typed into another process', () => {
  log.debug({ answer: '孟晓棠' }, 'typed')
  keepSealed({ patientName: '孟晓棠' })
  expect(takeLeaks()).toHaveLength(1)
})

it('and lets through what a log is for', () => {
  log.info({ recordId: '0199a2b4-7a1e-7c3d-8a00-13900001234a', at: 1763452800000, seq: 42 }, 'filed')
  expect(takeLeaks()).toEqual([])
})
