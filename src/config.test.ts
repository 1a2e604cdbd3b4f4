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

test('believes proxies by address or net', () => {
  expect(readConfig(complete).trustedProxies).toEqual(['127.0.0.1'])
  const several = readConfig({ ...complete, TRUSTED_PROXIES: '10.0.0.0/8, ::1' })
  expect(several.trustedProxies).toEqual(['10.0.0.0/8', '::1'])
  for (const wrong of ['proxy.example.com', '10.0.0.0/33', '10.0.0.0/', '10.0.0.1,', '*'])
    expect(problemsOf({ ...complete, TRUSTED_PROXIES: wrong })).toEqual([
      expect.stringContaining('TRUSTED_PROXIES must be addresses or nets'),
    ])
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

const wecom = {
  WECOM_CORP_ID: 'ww1',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'a-secret-of-an-app',
  WECOM_TOKEN: 'Token',
  WECOM_AES_KEY: 'A'.repeat(43),
}

test('reads the keys of group robots, as keys or as whole addresses', () => {
  const address = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=2222-2222-2222'
  const { robots } = readConfig({
    ...complete,
    ...wecom,
    WECOM_ROBOTS: ` sales-nanwan=1111-1111-1111, 清溪=${address},`,
  }).wecom ?? { robots: new Map() }
  expect([...robots]).toEqual([
    ['sales-nanwan', '1111-1111-1111'],
    ['清溪', '2222-2222-2222'],
  ])
  expect(readConfig({ ...complete, ...wecom }).wecom?.robots.size).toBe(0)
})

test.each(['1111-1111-1111', 'a=', 'a=short', '=1111-1111-1111', 'a b=1111-1111-1111', 'a=1111 1111 1111'])(
  'refuses robots given as %j, and shows no key',
  (given) => {
    const [problem, ...more] = problemsOf({ ...complete, ...wecom, WECOM_ROBOTS: given })
    expect(more).toEqual([])
    expect(problem).toContain('WECOM_ROBOTS must be name=key pairs')
    expect(problem).not.toContain('1111-1111')
  },
)

test('refuses two robots of one name', () => {
  const given = 'a=1111-1111-1111,a=2222-2222-2222'
  expect(problemsOf({ ...complete, ...wecom, WECOM_ROBOTS: given })).toEqual([
    expect.stringContaining('one name twice'),
  ])
})

const keys = { VAULT_KEYS: complete.VAULT_KEYS, VAULT_LOOKUP_KEY: key }
const bot = { WECOM_CORP_ID: 'ww1', WECOM_BOT_ID: 'aib1', WECOM_BOT_SECRET: 'bot-secret' }
const app = {
  WECOM_CORP_ID: 'ww1',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'app-secret',
  WECOM_TOKEN: 'Token',
  WECOM_AES_KEY: 'k'.repeat(43),
}

test('serves WeCom by an app, by a smart bot, or by both', () => {
  const serves = (env: Record<string, string>) => {
    const { wecom, smartBot } = readConfig({ ...keys, ...env })
    return [wecom?.agentId, smartBot?.botId]
  }
  expect(serves(app)).toEqual([1000002, undefined])
  expect(serves(bot)).toEqual([undefined, 'aib1'])
  expect(serves({ ...app, ...bot })).toEqual([1000002, 'aib1'])
  expect(readConfig({ ...keys, ...bot }).smartBot?.url).toBe('wss://openws.work.weixin.qq.com')
})

test('names what either way into WeCom lacks, and nothing of the other', () => {
  const missing = (env: Record<string, string>) => problemsOf({ ...keys, ...env }).map((p) => p.split(' ')[0])
  expect(missing({ WECOM_CORP_ID: 'ww1' })).toEqual([
    'WECOM_AGENT_ID',
    'WECOM_SECRET',
    'WECOM_TOKEN',
    'WECOM_AES_KEY',
  ])
  expect(missing({ WECOM_BOT_ID: 'aib1' })).toEqual(['WECOM_CORP_ID', 'WECOM_BOT_SECRET'])
  expect(missing({ ...bot, WECOM_BOT_URL: 'https://x.example' })).toEqual(['WECOM_BOT_URL'])
  expect(missing({ ...bot, WECOM_TOKEN: 'Token' })).toEqual([
    'WECOM_AGENT_ID',
    'WECOM_SECRET',
    'WECOM_AES_KEY',
  ])
})
