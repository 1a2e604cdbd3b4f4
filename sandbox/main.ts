import { parseArgs } from 'node:util'
import { startSandbox } from './server.ts'

/** Runs the local Slack alone: `tsx sandbox/main.ts --port 4700`. */
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
    '',
  ].join('\n'),
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
}
