import { msPerMinute } from '../../../src/clock.ts'
import {
  type AppError,
  PlatformRefused,
  PlatformUnreachable,
  RateLimited,
  type RefusalKind,
} from '../../../src/errors.ts'

// WeCom answers 200 to everything; what happened stands in `errcode` (developer.work.weixin.qq.com 90313).

/** The token was revoked or has run out: a new one may do. */
export const staleToken: ReadonlySet<number> = new Set([40014, 42001])
/** WeCom is busy, and says so before anything happens: to be asked again three times at most. */
export const busyCode = -1

/** Too often, or too many side by side. What is refused by the minute stays shut for a minute (90454). */
const tooOften: ReadonlySet<number> = new Set([45009, 45033])

/** What an administrator can do something about, each with what to do in the catalogs. */
const refusals: ReadonlyMap<number, RefusalKind> = new Map([
  [40001, 'credentials'],
  [40013, 'credentials'],
  [40056, 'credentials'],
  [40091, 'credentials'],
  [301002, 'credentials'],
  [60020, 'address'],
  [48002, 'permission'],
  [48009, 'permission'],
  [60011, 'permission'],
  [50001, 'domain'],
  [60111, 'left'],
  [81013, 'not-visible'],
  [82001, 'no-account'],
  [86001, 'channel-unknown'],
  [86003, 'channel-unknown'],
  [86006, 'channel-size'],
  [86007, 'not-visible'],
  [86008, 'channel-unknown'],
  [93000, 'channel-key'],
  [40009, 'too-large'],
  [45001, 'too-large'],
  [45002, 'too-large'],
])

/**
 * What an answer that is no success means to us. `errmsg` may quote what was sent: it is kept out of our errors.
 * @param scope what has to wait when it was too often
 */
export function toAppError(
  call: string,
  errcode: number,
  scope: 'platform' | 'place' = 'platform',
): AppError {
  // A token that is refused when it is new is revoked by somebody again and again: that passes.
  if (errcode === busyCode || staleToken.has(errcode)) return new RateLimited(msPerMinute, scope)
  if (tooOften.has(errcode)) return new RateLimited(msPerMinute, scope)
  const Refused = errcode === parameterCode ? ParameterRefused : PlatformRefused
  return new Refused(`${call} ${errcode}`, { kind: refusals.get(errcode) })
}

const parameterCode = 40058

/** A parameter that WeCom does not take; which one it does not say. */
export class ParameterRefused extends PlatformRefused {}

/** No answer: what was asked may have happened. */
export const noAnswer = (call: string, cause: unknown): AppError =>
  new PlatformUnreachable(`WeCom gave no answer to ${call}`, { cause })
