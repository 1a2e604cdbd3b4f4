import { expect, test } from 'vitest'
import { toAppError } from './wecom-error.ts'

/** Neighbours in the list of codes (90313) that ask for different things. */
test.each([
  ['an account that is gone, and one that may not be seen', [60111, 'left'], [60011, 'permission']],
  ['no such channel, and one of a wrong size', [86008, 'channel-unknown'], [86006, 'channel-size']],
  ['somebody whom nothing reaches, and nobody named at all', [81013, 'not-visible'], [82001, 'no-account']],
  ['a secret that is wrong, and a code that was used', [40001, 'credentials'], [40029, undefined]],
  [
    'a text that is too long, and a parameter of ours that is wrong',
    [45002, 'too-large'],
    [40058, undefined],
  ],
  [
    'an address that is not allowed, and a code that nobody knows',
    [60020, 'address'],
    [99_999_999, undefined],
  ],
] as const)('tells apart %s', (_what, one, other) => {
  for (const [errcode, kind] of [one, other]) {
    expect(toAppError('message/send', errcode)).toMatchObject({ code: 'platform_refused', kind })
  }
})

// 45009 is about the frequency, its neighbour 45002 about the length; 40014 is a token that somebody has revoked, its
// neighbour 40013 a company that there is not.
test.each([-1, 40014, 42001, 45009, 45033])('%i passes: a minute later it is tried again', (errcode) => {
  const error = toAppError('webhook/send', errcode, 'place')
  expect(error).toMatchObject({ code: 'rate_limited', retryAfterMs: 60_000, scope: 'place' })
})

test('a refusal names the call and the code, and nothing that was sent', () => {
  expect(toAppError('message/send', 40058).message).toBe('platform refused: message/send 40058')
})
