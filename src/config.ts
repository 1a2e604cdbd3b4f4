/**
 * The only reader of the environment. Every problem is reported together, each with how to mend it; what comes out
 * is frozen and passed on as an argument.
 */
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { parse } from 'dotenv'
import { z } from 'zod'
import type { Given } from './config/given.ts'
import { findSlackProblems, type SlackConfig, slackVariables, toSlackConfig } from './config/slack.ts'
import { lookupKey, vaultKeys } from './config/vault-keys.ts'
import {
  findWecomProblems,
  type SmartBotConfig,
  toSmartBotConfig,
  toWecomConfig,
  type WecomConfig,
  wecomVariables,
} from './config/wecom.ts'
import { ConfigError } from './errors.ts'

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be a number from 0 to 65535')

const proxies = z
  .string()
  .default('127.0.0.1')
  .transform((list) => list.split(',').map((each) => each.trim()))
  .refine((list) => list.every(isAddressOrNet), 'must be addresses or nets, such as 127.0.0.1,10.0.0.0/8')

const seconds = z
  .string()
  .regex(/^(?:[0-5]?\d|60)$/, 'must be a number of seconds from 0 to 60')
  .transform(Number)

const defaultPolicyFile = 'policies/default.yaml'

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
  TRUSTED_PROXIES: proxies,
  DRAIN_SECONDS: seconds.default(0),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, 'must begin with file: or postgresql://')
    .default('file:./data/fieldpost.db'),
  POLICY_FILE: z.string().default(defaultPolicyFile),
  VAULT_KEYS: vaultKeys,
  VAULT_LOOKUP_KEY: lookupKey,
  ...slackVariables,
  ...wecomVariables,
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  CLOCK_URL: z.url('must be an address that answers {"now": "…"}').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
} as const

const environment = z.object(variables)

export interface Config {
  host: string
  port: number
  publicUrl: string
  /** Addresses and nets whose `X-Forwarded-*` headers are believed. */
  trustedProxies: readonly string[]
  /** How long it still serves after it was told to stop, while `/readyz` sends the balancer elsewhere. */
  drainMs: number
  databaseUrl: string
  policyFile: string
  vaultKeys: readonly { id: string; key: Uint8Array }[]
  vaultLookupKey: Uint8Array
  slack: SlackConfig | undefined
  wecom: WecomConfig | undefined
  smartBot: SmartBotConfig | undefined
  /** Who shows it may read `/metrics`; undefined: nobody. */
  metricsToken: string | undefined
  clockUrl: string | undefined
  logLevel: string
}

/** @throws ConfigError with every problem */
export function readConfig(env: Given): Config {
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
    trustedProxies: v.TRUSTED_PROXIES,
    drainMs: v.DRAIN_SECONDS * 1000,
    databaseUrl: v.DATABASE_URL,
    policyFile: v.POLICY_FILE,
    vaultKeys: v.VAULT_KEYS,
    vaultLookupKey: v.VAULT_LOOKUP_KEY,
    slack: toSlackConfig(v),
    wecom: toWecomConfig(v),
    smartBot: toSmartBotConfig(v),
    metricsToken: v.METRICS_TOKEN,
    clockUrl: v.CLOCK_URL,
    logLevel: v.LOG_LEVEL,
  })
}

function isAddressOrNet(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** The process's environment, with `.env` of the working folder where it sets what the environment does not. */
export function readGiven(file = '.env'): Given {
  return { ...(existsSync(file) ? parse(readFileSync(file)) : {}), ...process.env }
}

/** Without any of a platform's variables the start serves the local workspace. */
export const isPlatformConfigured = (given: Given): boolean =>
  Object.entries(given).some(([name, value]) => /^(?:SLACK|WECOM)_/.test(name) && value)

/** Also where all else is not in order. */
export const policyFileOf = ({ POLICY_FILE }: Given): string => POLICY_FILE || defaultPolicyFile

export const readEnvironment = (): Config => readConfig(readGiven())

const describe = (name: string, message: string, given: Record<string, unknown>): string =>
  given[name] === undefined ? `${name} is missing: it ${needs[name] ?? message}` : `${name} ${message}`

const needs: Record<string, string> = {
  VAULT_KEYS: 'seals patient data; make one with: npm run keys',
  VAULT_LOOKUP_KEY: 'finds double notices without reading names; make one with: npm run keys',
}

/** A platform is used when any of its variables is set, and then all that it needs must be. */
function findPlatformProblems(given: Given): string[] {
  const slack = findSlackProblems(given)
  const wecom = findWecomProblems(given)
  if (!slack && !wecom)
    return ['SLACK_BOT_TOKEN or WECOM_CORP_ID is missing: no platform is configured; see docs/operations.md']
  return [...(slack ?? []), ...(wecom ?? [])]
}

/** An address to listen on that is no address to open would stand in every link. */
function findLinkProblems({ HOST, PUBLIC_URL }: Given): string[] {
  if (PUBLIC_URL || (HOST !== '0.0.0.0' && HOST !== '::')) return []
  return [`PUBLIC_URL is missing: people cannot open ${HOST}; set the address they reach Fieldpost by`]
}
