import { createHmac } from 'node:crypto'

/** The headers with which Slack signs a request to the app: version v0, HMAC-SHA256 over `v0:timestamp:body`. */
export function signRequest(signingSecret: string, body: string, atMs: number): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000))
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` }
}
