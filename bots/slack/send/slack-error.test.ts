import { webApi } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { NotFound, PlatformRefused, PlatformUnreachable, RateLimited } from '../../../src/errors.ts'
import { toAppError } from './slack-error.ts'

const platform = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error })

describe('a failed call of Slack', () => {
  it.each([
    ['a refusal', platform('channel_not_found'), PlatformRefused],
    ['an error that says nothing', platform('fatal_error'), PlatformUnreachable],
    ['a body that is not JSON', platform('<html>Bad gateway</html>'), PlatformUnreachable],
    ['an empty body', platform(''), PlatformUnreachable],
    ['a limit told in the body', platform('ratelimited'), RateLimited],
    ['a limit without Retry-After', new Error('Retry header did not contain a valid timeout'), RateLimited],
    ['a server’s failure', new webApi.WebAPIHTTPError(503, 'x', {}), PlatformUnreachable],
    ['a client’s fault', new webApi.WebAPIHTTPError(403, 'x', {}), PlatformRefused],
    ['a lost connection', new webApi.WebAPIRequestError(new Error('ECONNRESET')), PlatformUnreachable],
  ])('%s is told apart', (_, error, kind) => {
    expect(toAppError(error)).toBeInstanceOf(kind)
  })

  it.each(['token_revoked', 'invalid_auth', 'account_inactive'])('%s is about our token', (reason) => {
    expect(toAppError(platform(reason))).toMatchObject({ code: 'platform_refused', kind: 'credentials' })
  })

  it('keeps how long to wait, and leaves our own errors alone', () => {
    expect(toAppError(new webApi.WebAPIRateLimitedError(7))).toMatchObject({ retryAfterMs: 7000 })
    const ours = new NotFound('x')
    expect(toAppError(ours)).toBe(ours)
  })
})
