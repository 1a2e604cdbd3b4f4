import { webApi } from '@slack/bolt'
import { AppError, PlatformRefused, PlatformUnreachable, RateLimited } from '../../../src/errors.ts'

/** A 429 without Retry-After says nothing; Slack's windows are a minute. */
const unknownRetryMs = 30_000

/** Slack's error names that say nothing of whether the call took effect. */
const unclear = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])

/** The token is taken no more, whatever is asked with it (docs.slack.dev/reference/methods/auth.test). */
const badToken = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'access_denied',
])

/** The name of Slack's own refusal, such as `not_found`; undefined for every other kind of failure. */
function findReason(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined
}

/** What a failed call of the Web API means to us. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const cause = { cause: error }
  if (error instanceof webApi.WebAPIRateLimitedError) return new RateLimited(error.retryAfter * 1000)
  const reason = findReason(error)
  if (reason === 'ratelimited' || reason === 'rate_limited') return new RateLimited(unknownRetryMs)
  // A body that is not JSON arrives here as the "error": no name of Slack's has blanks or brackets.
  if (reason !== undefined && /^[a-z0-9_]+$/.test(reason) && !unclear.has(reason)) {
    return new PlatformRefused(reason, { ...cause, kind: badToken.has(reason) ? 'credentials' : undefined })
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    if (error.statusCode === 429) return new RateLimited(unknownRetryMs)
    if (error.statusCode < 500) return new PlatformRefused(`http_${error.statusCode}`, cause)
    return new PlatformUnreachable(`Slack answered ${error.statusCode}`, cause)
  }
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return new RateLimited(unknownRetryMs)
  return new PlatformUnreachable(reason ? 'Slack’s answer says nothing' : 'Slack gave no answer', cause)
}

/** Runs a call of the Web API; what it throws is one of ours. */
export async function calling<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw toAppError(error)
  }
}
