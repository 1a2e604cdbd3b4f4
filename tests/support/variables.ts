import type { Sandbox } from '../../sandbox/server.ts'
import { keepSecret } from './log-watch.ts'

/** What stands in the environment of a company that has a smart bot and no app. */
export const botVariables = ({ wecom }: Sandbox) =>
  keepSecret({
    WECOM_CORP_ID: wecom.corpId,
    WECOM_BOT_ID: wecom.bot.id,
    WECOM_BOT_SECRET: wecom.bot.secret,
    WECOM_BOT_URL: wecom.bot.url,
  })

export function slackVariables(sandbox: Sandbox, mode: 'http' | 'socket') {
  return keepSecret({
    SLACK_BOT_TOKEN: sandbox.botToken,
    ...(mode === 'http'
      ? { SLACK_SIGNING_SECRET: sandbox.signingSecret }
      : { SLACK_APP_TOKEN: sandbox.appToken }),
    SLACK_API_URL: sandbox.slackApiUrl,
  })
}

export const wecomVariables = ({ wecom }: Sandbox) =>
  keepSecret({
    WECOM_CORP_ID: wecom.corpId,
    WECOM_AGENT_ID: String(wecom.agentId),
    WECOM_SECRET: wecom.secret,
    WECOM_TOKEN: wecom.token,
    WECOM_AES_KEY: wecom.encodingAesKey,
    WECOM_API_URL: wecom.apiUrl,
    WECOM_OAUTH_URL: wecom.apiUrl,
    WECOM_LOGIN_URL: wecom.apiUrl,
  })
