import type { Sandbox } from '../../sandbox/server.ts'
import type { SmartBotConfig, WecomConfig } from '../../src/config/wecom.ts'

/** The local WeCom's app, as a configuration; `robots` by the names that a policy uses. */
export function wecomConfigOf({ wecom }: Sandbox, robots: Iterable<[string, string]> = []): WecomConfig {
  const { apiUrl, corpId, agentId, secret, token, encodingAesKey } = wecom
  const keys = { apiUrl, corpId, agentId, secret, token, encodingAesKey }
  return { ...keys, oauthUrl: apiUrl, loginUrl: apiUrl, robots: new Map(robots) }
}

/** The local WeCom's smart bot. */
export function botConfigOf({ wecom }: Sandbox): SmartBotConfig {
  const { id: botId, secret, url } = wecom.bot
  return { corpId: wecom.corpId, botId, secret, url, apiUrl: wecom.apiUrl, robots: new Map() }
}
