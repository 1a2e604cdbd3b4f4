import { request } from 'undici'
import { makeSecret } from '../ids.ts'
import type { LocalSlack } from '../local-slack.ts'
import { signRequest } from '../signing.ts'

export interface UrlVerification {
  ok: boolean
  httpStatus: number | null
  challengeEchoed: boolean
}

/** Slack's check of an events URL: the app must echo the challenge. */
export async function verifyUrl(slack: LocalSlack): Promise<UrlVerification> {
  const challenge = makeSecret()
  const body = JSON.stringify({ token: 'sandbox-verification-token', challenge, type: 'url_verification' })
  const url = slack.app.eventsUrl ?? slack.app.requestUrl
  if (!url) return { ok: false, httpStatus: null, challengeEchoed: false }
  const entry = slack.traffic.begin({
    direction: 'out',
    kind: 'event',
    method: 'url_verification',
    url,
    request: { body: { challenge } },
  })
  try {
    const response = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...signRequest(slack.secrets.signingSecret, body, Date.now()),
      },
      body,
      signal: AbortSignal.timeout(slack.ackTimeoutMs),
    })
    const text = await response.body.text()
    const challengeEchoed = text.includes(challenge)
    entry.end({ httpStatus: response.statusCode, ok: challengeEchoed, response: text })
    return {
      ok: challengeEchoed && response.statusCode === 200,
      httpStatus: response.statusCode,
      challengeEchoed,
    }
  } catch (error) {
    entry.end({ ok: false, error: error instanceof Error ? error.name : 'unreachable' })
    return { ok: false, httpStatus: null, challengeEchoed: false }
  }
}
