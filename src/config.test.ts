import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfig, variables } from './config.ts'
import { ConfigError } from './errors.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const complete = {
  VAULT_KEYS: `k1:${key}`,
  VAULT_LOOKUP_KEY: key,
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: '12345678',
}

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('.env.example names exactly the variables that are read', () => {
  const named = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').match(/^[A-Z_]+(?==)/gm)
  expect(named?.toSorted()).toEqual(Object.keys(variables).toSorted())
})

test('reports every problem together and says how to mend each', () => {
  const problems = problemsOf({ PORT: 'x', SLACK_APP_TOKEN: 'nope', DATABASE_URL: 'mysql://x' })
  expect(problems.map((p) => p.split(' ')[0])).toEqual([
    'PORT',
    'DATABASE_URL',
    'VAULT_KEYS',
    'VAULT_LOOKUP_KEY',
    'SLACK_APP_TOKEN',
    'SLACK_BOT_TOKEN',
  ])
  expect(problems.join('\n')).toContain('npm run keys')
})

test('says that no platform is configured', () => {
  expect(problemsOf({ VAULT_KEYS: `k1:${key}`, VAULT_LOOKUP_KEY: key })).toEqual([
    expect.stringContaining('no platform'),
  ])
})

test('serves HTTP with a signing secret and Socket Mode with an app token', () => {
  expect(readConfig(complete).slack?.mode).toBe('http')
  expect(readConfig({ ...complete, SLACK_APP_TOKEN: 'xapp-1' }).slack?.mode).toBe('socket')
})

test('takes an empty line for a variable that is not set', () => {
  expect(readConfig({ ...complete, PUBLIC_URL: '', PORT: '' }).publicUrl).toBe('http://127.0.0.1:3000')
})

test('never repeats a secret in a problem', () => {
  const text = problemsOf({ ...complete, VAULT_KEYS: 'k1:secretsecret' }).join('\n')
  expect(text).not.toContain('secretsecret')
})

test.each([
  ['two vault keys of one id', { VAULT_KEYS: `k1:${key},k1:${Buffer.alloc(32, 8).toString('base64')}` }],
  ['a vault key of another length', { VAULT_KEYS: `k1:${'0f'.repeat(22)}` }],
  ['a look-up key that is empty', { VAULT_LOOKUP_KEY: '='.repeat(44) }],
  ['an address without http', { PUBLIC_URL: 'fieldpost.example.com:3000' }],
  ['an address that is a script', { PUBLIC_URL: 'javascript:alert(1)' }],
  ['no address to open where all are listened on', { HOST: '0.0.0.0' }],
  ['a port with an exponent', { PORT: '1e3' }],
  ['a base address of Slack without its path', { SLACK_API_URL: 'https://slack.com' }],
])('refuses %s', (_what, env) => {
  const [name] = env && Object.keys(env)
  const [problem, ...others] = problemsOf({ ...complete, ...env })
  expect([problem?.split(' ')[0], others]).toEqual([name === 'HOST' ? 'PUBLIC_URL' : name, []])
})

test('takes blanks for nothing', () => {
  expect(readConfig({ ...complete, PORT: ' ', PUBLIC_URL: ' https://x.example/fieldpost/ ' })).toMatchObject({
    port: 3000,
    publicUrl: 'https://x.example/fieldpost',
  })
})
