/** The yardstick: Bolt as its documentation shows it, acknowledging and nothing else. */
import { App } from '@slack/bolt'

const app = new App({
  signingSecret: 'bench-signing-secret',
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'U1' }),
})
app.command('/log', async ({ ack }) => ack())
const server = await app.start(0)
process.send?.('address' in server ? server.address() : undefined)
