import { createHmac, timingSafeEqual } from 'node:crypto'

/** Slack's own window; the same on the other side, which Bolt's verifySlackRequest leaves open. */
const maxSkewMs = 5 * 60_000

/**
 * True for a request that Slack signed within five minutes of now, either way
 * (docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export function isSignedBySlack(request: {
  signingSecret: string
  timestamp: unknown
  signature: unknown
  body: Buffer
  nowMs: number
}): boolean {
  const { signingSecret, timestamp, signature, body, nowMs } = request
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return false
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowMs - Number(timestamp) * 1000) > maxSkewMs) return false
  const ours = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')
  const expected = Buffer.from(`v0=${ours}`)
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
