import { createHmac, timingSafeEqual } from 'node:crypto'

/** Slack's own window; the same on the other side, which Bolt's verifySlackRequest leaves open. */
const maxSkewMs = 5 * 60_000

/**
 * What is wrong with the signature of a request; undefined when Slack signed it within five minutes of now, either way
 * (docs.slack.dev/authentication/verifying-requests-from-slack). `stale` is Slack's own, recorded and played again, or
 * one of our clocks is off.
 */
export function findSignatureFault(request: {
  signingSecret: string
  timestamp: unknown
  signature: unknown
  body: Buffer
  nowMs: number
}): 'signature' | 'stale' | undefined {
  const { signingSecret, timestamp, signature, body, nowMs } = request
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return 'signature'
  if (!/^\d{1,12}$/.test(timestamp)) return 'signature'
  const ours = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')
  const expected = Buffer.from(`v0=${ours}`)
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'signature'
  return Math.abs(nowMs - Number(timestamp) * 1000) > maxSkewMs ? 'stale' : undefined
}
