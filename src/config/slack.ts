import { z } from 'zod'
import { addressEndingIn } from './address.ts'
import type { Given } from './given.ts'

export const slackVariables = {
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, 'must begin with xoxb- (OAuth & Permissions → Bot User OAuth Token)')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'is on Basic Information → App Credentials').optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'must begin with xapp- (Basic Information → App-Level Tokens)')
    .optional(),
  SLACK_API_URL: addressEndingIn('/api/').default('https://slack.com/api/'),
} as const

const environment = z.object(slackVariables)
type Values = z.output<typeof environment>

export interface SlackConfig {
  mode: 'http' | 'socket'
  botToken: string
  /** In HTTP mode. */
  signingSecret?: string
  /** In Socket Mode. */
  appToken?: string
  /** `https://slack.com/api/`, or another server that speaks Slack's protocol. */
  apiUrl: string
}

/** Undefined where Slack is not used. */
export function findSlackProblems(given: Given): string[] | undefined {
  const { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: app } = given
  if (!bot && !secret && !app) return undefined
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

export function toSlackConfig(v: Values): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken } = v
  if (!botToken) return undefined
  return {
    mode: v.SLACK_APP_TOKEN ? 'socket' : 'http',
    botToken,
    ...(v.SLACK_SIGNING_SECRET ? { signingSecret: v.SLACK_SIGNING_SECRET } : {}),
    ...(v.SLACK_APP_TOKEN ? { appToken: v.SLACK_APP_TOKEN } : {}),
    apiUrl: v.SLACK_API_URL,
  }
}
