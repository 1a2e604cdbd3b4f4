import { z } from 'zod'
import { addressEndingIn } from './address.ts'
import type { Given } from './given.ts'

const longestRobots = 8_000
const robotForm =
  'must be name=key pairs with commas between, such as sales-nanwan=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa; the key is the end of the robot’s webhook address'

/** Names and keys of group robots; a whole webhook address may stand for the key in it. No problem shows a key. */
const robots = z
  .string()
  .max(longestRobots, robotForm)
  .transform((text) =>
    text.split(',').flatMap((pair): [string, string][] => {
      if (pair.trim() === '') return []
      const [, name = '', given = ''] = /^([^=]*)=(.*)$/s.exec(pair.trim()) ?? []
      return [[name.trim(), /[?&]key=([^&]*)/.exec(given)?.[1] ?? given.trim()]]
    }),
  )
  .refine(
    (pairs) => pairs.every(([name, key]) => /^[\p{L}\p{N}_.-]{1,64}$/u.test(name) && /^[\w-]{8,}$/.test(key)),
    robotForm,
  )
  .refine(
    (pairs) => new Set(pairs.map(([name]) => name)).size === pairs.length,
    'has one name twice: each robot needs a name of its own',
  )
  .transform((pairs): ReadonlyMap<string, string> => new Map(pairs))

export const wecomVariables = {
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
  WECOM_ROBOTS: robots.optional(),
  WECOM_API_URL: addressEndingIn('/').default('https://qyapi.weixin.qq.com/'),
  WECOM_BOT_ID: z.string().min(1).optional(),
  WECOM_BOT_SECRET: z.string().min(8, 'is on the smart bot’s page').optional(),
  WECOM_BOT_URL: z
    .url({ protocol: /^wss?$/, error: 'must be an address that begins with wss://' })
    .default('wss://openws.work.weixin.qq.com'),
  WECOM_OAUTH_URL: addressEndingIn('/').default('https://open.weixin.qq.com/'),
  WECOM_LOGIN_URL: addressEndingIn('/').default('https://login.work.weixin.qq.com/'),
} as const

const environment = z.object(wecomVariables)
type Values = z.output<typeof environment>

export interface WecomConfig {
  corpId: string
  agentId: number
  secret: string
  token: string
  encodingAesKey: string
  apiUrl: string
  /** Where members are asked who they are: inside of WeCom, and in any other browser. */
  oauthUrl: string
  loginUrl: string
  /** Keys of group robots by the names that the policy uses. */
  robots: ReadonlyMap<string, string>
}

/** A smart bot over its long connection, for a company without an address that WeCom could reach. */
export interface SmartBotConfig {
  corpId: string
  botId: string
  secret: string
  url: string
  /** For group robots, which need no app. */
  apiUrl: string
  robots: ReadonlyMap<string, string>
}

const appVariables = ['WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'] as const
const botVariables = ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'] as const

/** Undefined where WeCom is not used: neither by a self-built app nor by a smart bot. */
export function findWecomProblems(given: Given): string[] | undefined {
  const isBot = botVariables.some((name) => given[name])
  // The company's id alone means no app where a smart bot is.
  const isApp =
    appVariables.some((name) => given[name]) || (!isBot && Boolean(given.WECOM_CORP_ID ?? given.WECOM_ROBOTS))
  if (!isApp && !isBot) return undefined
  const missing = (names: readonly string[]) => names.filter((name) => !given[name])
  return [
    ...missing(['WECOM_CORP_ID']).map(
      (name) => `${name} is missing: it is on “我的企业” in WeCom’s admin console`,
    ),
    ...(isApp ? missing(appVariables) : []).map(
      (name) => `${name} is missing: it is on the app’s page in WeCom’s admin console`,
    ),
    ...(isBot ? missing(botVariables) : []).map(
      (name) => `${name} is missing: it is on the smart bot’s page, “API模式”, “使用长连接”`,
    ),
  ]
}

export function toWecomConfig(v: Values): WecomConfig | undefined {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_SECRET: secret } = v
  const { WECOM_TOKEN: token, WECOM_AES_KEY: encodingAesKey, WECOM_API_URL: apiUrl } = v
  if (!corpId || agentId === undefined || !secret || !token || !encodingAesKey) return undefined
  const { WECOM_OAUTH_URL: oauthUrl, WECOM_LOGIN_URL: loginUrl, WECOM_ROBOTS: robots = new Map() } = v
  return { corpId, agentId, secret, token, encodingAesKey, apiUrl, oauthUrl, loginUrl, robots }
}

export function toSmartBotConfig(v: Values): SmartBotConfig | undefined {
  const { WECOM_CORP_ID: corpId, WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret, WECOM_BOT_URL: url } = v
  if (!corpId || !botId || !secret) return undefined
  const { WECOM_API_URL: apiUrl, WECOM_ROBOTS: robots = new Map() } = v
  return { corpId, botId, secret, url, apiUrl, robots }
}
