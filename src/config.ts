/**
 * The only reader of the environment. Every problem is reported together, each with how to mend it; what comes out
 * is frozen and passed on as an argument.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'dotenv'
import { z } from 'zod'
import { ConfigError } from './errors.ts'

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be a number from 0 to 65535')

const keyBytes = 32
const toKey = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

const vaultKeys = z
  .string()
  .transform((text) =>
    text.split(',').map((pair) => {
      const [id = '', key = ''] = pair.split(':')
      return { id: id.trim(), key: toKey(key) }
    }),
  )
  .refine(
    (keys) => keys.every(({ id, key }) => /^[\w-]+$/.test(id) && key.length === keyBytes),
    'must be id:key pairs, each key 32 bytes in base64; make one with: npm run keys',
  )
  .refine(
    (keys) => new Set(keys.map(({ id }) => id)).size === keys.length,
    'has two keys of one id: what one sealed the other cannot open. Give the new key a new id, the old one keeps its own',
  )

const lookupKey = z
  .string()
  .transform(toKey)
  .refine((key) => key.length === keyBytes, 'must be 32 bytes in base64; make one with: npm run keys')

/** Variables by name; `.env.example` is held against this. */
export const variables = {
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the address people open in a browser, such as https://fieldpost.example.com',
    })
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, 'must begin with file: or postgresql://')
    .default('file:./data/fieldpost.db'),
  POLICY_FILE: z.string().default('policies/default.yaml'),
  VAULT_KEYS: vaultKeys,
  VAULT_LOOKUP_KEY: lookupKey,
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, 'must begin with xoxb- (OAuth & Permissions → Bot User OAuth Token)')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'is on Basic Information → App Credentials').optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'must begin with xapp- (Basic Information → App-Level Tokens)')
    .optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address ending in /api/' })
    .endsWith('/api/', 'must be an address ending in /api/')
    .default('https://slack.com/api/'),
  WECOM_CORP_ID: z.string().min(1).optional(),
  WECOM_AGENT_ID: z
    .string()
    .regex(/^\d{1,10}$/, 'must be the number on the app’s page')
    .transform(Number)
    .optional(),
  WECOM_SECRET: z.string().min(8, 'is on the app’s page').optional(),
  WECOM_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{1,32}$/, 'must be at most 32 letters and digits, as on the app’s page “接收消息”')
    .optional(),
  WECOM_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, 'must be 43 letters and digits, as on the app’s page “接收消息”')
    .optional(),
  WECOM_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address ending in /' })
    .endsWith('/', 'must be an address ending in /')
    .default('https://qyapi.weixin.qq.com/'),
  CLOCK_URL: z.url('must be an address that answers {"now": "…"}').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
} as const

const environment = z.object(variables)

export interface SlackConfig {
  mode: 'http' | 'socket'
  botToken: string
  signingSecret?: string
  appToken?: string
  apiUrl: string
}

export interface WecomConfig {
  corpId: string
  agentId: number
  secret: string
  token: string
  encodingAesKey: string
  apiUrl: string
}

export interface Config {
  host: string
  port: number
  publicUrl: string
  databaseUrl: string
  policyFile: string
  vaultKeys: readonly { id: string; key: Uint8Array }[]
  vaultLookupKey: Uint8Array
  slack: SlackConfig | undefined
  wecom: WecomConfig | undefined
  clockUrl: string | undefined
  logLevel: string
}

/** @throws ConfigError with every problem */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty line in .env means "not set".
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )
  const parsed = environment.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((i) => describe(String(i.path[0]), i.message, given))
  problems.push(...findPlatformProblems(given), ...findLinkProblems(given))
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  const v = parsed.data
  return Object.freeze({
    host: v.HOST,
    port: v.PORT,
    publicUrl: (v.PUBLIC_URL ?? `http://${v.HOST}:${v.PORT}`).replace(/\/+$/, ''),
    databaseUrl: v.DATABASE_URL,
    policyFile: v.POLICY_FILE,
    vaultKeys: v.VAULT_KEYS,
    vaultLookupKey: v.VAULT_LOOKUP_KEY,
    slack: v.SLACK_BOT_TOKEN ? toSlackConfig(v, v.SLACK_BOT_TOKEN) : undefined,
    wecom: toWecomConfig(v),
    clockUrl: v.CLOCK_URL,
    logLevel: v.LOG_LEVEL,
  })
}

/** The process's environment, with `.env` of the working folder where it sets what the environment does not. */
export function readGiven(file = '.env'): Readonly<Record<string, string | undefined>> {
  return { ...(existsSync(file) ? parse(readFileSync(file)) : {}), ...process.env }
}

/** Without any of a platform's variables the start serves the local workspace. */
export const isPlatformConfigured = (given: Readonly<Record<string, string | undefined>>): boolean =>
  Object.entries(given).some(([name, value]) => /^(?:SLACK|WECOM)_/.test(name) && value)

export const readEnvironment = (): Config => readConfig(readGiven())

const describe = (name: string, message: string, given: Record<string, unknown>): string =>
  given[name] === undefined ? `${name} is missing: it ${needs[name] ?? message}` : `${name} ${message}`

const needs: Record<string, string> = {
  VAULT_KEYS: 'seals patient data; make one with: npm run keys',
  VAULT_LOOKUP_KEY: 'finds double notices without reading names; make one with: npm run keys',
}

type Given = Readonly<Record<string, string | undefined>>

const wecomVariables = [
  'WECOM_CORP_ID',
  'WECOM_AGENT_ID',
  'WECOM_SECRET',
  'WECOM_TOKEN',
  'WECOM_AES_KEY',
] as const

/** A platform is used when any of its variables is set, and then all that it needs must be. */
function findPlatformProblems(given: Given): string[] {
  const isSlack = Boolean(given.SLACK_BOT_TOKEN ?? given.SLACK_SIGNING_SECRET ?? given.SLACK_APP_TOKEN)
  const missing = wecomVariables.filter((name) => !given[name])
  const isWecom = missing.length < wecomVariables.length
  if (!isSlack && !isWecom)
    return ['SLACK_BOT_TOKEN or WECOM_CORP_ID is missing: no platform is configured; see docs/operations.md']
  return [
    ...(isSlack ? findSlackProblems(given) : []),
    ...(isWecom
      ? missing.map((name) => `${name} is missing: it is on the app’s page in WeCom’s admin console`)
      : []),
  ]
}

function findSlackProblems(given: Given): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: app } = given
  const problems: string[] = []
  if (!bot)
    problems.push('SLACK_BOT_TOKEN is missing: copy it from OAuth & Permissions → Bot User OAuth Token')
  if (!secret && !app) {
    problems.push(
      'SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode) is missing: one of the two says how Slack reaches us',
    )
  }
  return problems
}

/** An address to listen on that is no address to open would stand in every link. */
function findLinkProblems({ HOST, PUBLIC_URL }: Readonly<Record<string, string | undefined>>): string[] {
  if (PUBLIC_URL || (HOST !== '0.0.0.0' && HOST !== '::')) return []
  return [`PUBLIC_URL is missing: people cannot open ${HOST}; set the address they reach Fieldpost by`]
}

function toWecomConfig(v: z.output<typeof environment>): WecomConfig | undefined {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_SECRET: secret } = v
  const { WECOM_TOKEN: token, WECOM_AES_KEY: encodingAesKey, WECOM_API_URL: apiUrl } = v
  if (!corpId || agentId === undefined || !secret || !token || !encodingAesKey) return undefined
  return { corpId, agentId, secret, token, encodingAesKey, apiUrl }
}

function toSlackConfig(v: z.output<typeof environment>, botToken: string): SlackConfig {
  return {
    mode: v.SLACK_APP_TOKEN ? 'socket' : 'http',
    botToken,
    ...(v.SLACK_SIGNING_SECRET ? { signingSecret: v.SLACK_SIGNING_SECRET } : {}),
    ...(v.SLACK_APP_TOKEN ? { appToken: v.SLACK_APP_TOKEN } : {}),
    apiUrl: v.SLACK_API_URL,
  }
}
