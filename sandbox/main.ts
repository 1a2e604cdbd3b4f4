import { parseArgs } from 'node:util'
import { startSandbox } from './server.ts'

/** Runs the local Slack and WeCom alone: `tsx sandbox/main.ts --port 4700`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4700' },
    'signing-secret': { type: 'string' },
    'bot-token': { type: 'string' },
    'app-token': { type: 'string' },
    now: { type: 'string' },
    rate: { type: 'string', default: '1' },
  },
})

const sandbox = await startSandbox({
  port: Number(values.port),
  clockRate: Number(values.rate),
  ...(values['signing-secret'] ? { signingSecret: values['signing-secret'] } : {}),
  ...(values['bot-token'] ? { botToken: values['bot-token'] } : {}),
  ...(values['app-token'] ? { appToken: values['app-token'] } : {}),
  ...(values.now ? { now: new Date(values.now) } : {}),
})

process.stdout.write(
  [
    `Local Slack: ${sandbox.url}`,
    `  SLACK_API_URL=${sandbox.slackApiUrl}`,
    `  SLACK_SIGNING_SECRET=${sandbox.signingSecret}`,
    `  SLACK_BOT_TOKEN=${sandbox.botToken}`,
    `  SLACK_APP_TOKEN=${sandbox.appToken}`,
    `Local WeCom: ${sandbox.wecom.apiUrl}`,
    `  WECOM_API_URL=${sandbox.wecom.apiUrl}`,
    `  WECOM_CORP_ID=${sandbox.wecom.corpId}`,
    `  WECOM_AGENT_ID=${sandbox.wecom.agentId}`,
    `  WECOM_SECRET=${sandbox.wecom.secret}`,
    `  WECOM_TOKEN=${sandbox.wecom.token}`,
    `  WECOM_AES_KEY=${sandbox.wecom.encodingAesKey}`,
    `  WECOM_BOT_ID=${sandbox.wecom.bot.id}`,
    `  WECOM_BOT_SECRET=${sandbox.wecom.bot.secret}`,
    `  WECOM_BOT_URL=${sandbox.wecom.bot.url}`,
    '',
  ].join('\n'),
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
}
