import { type AppError, PlatformRefused, PlatformUnreachable, RateLimited } from '../../../src/errors.ts'

// WeCom answers 200 to everything; what happened stands in `errcode` (developer.work.weixin.qq.com 90313).

/** The token was revoked or has run out: a new one may do. */
export const staleToken: ReadonlySet<number> = new Set([40014, 42001])
/** WeCom is busy: it says so before anything happens. */
const busy: ReadonlySet<number> = new Set([-1])
/** Too often, or too many side by side; both count by the minute. */
const tooOften: ReadonlySet<number> = new Set([45009, 45033])
const minuteMs = 60_000
const busyMs = 2_000

/** What an answer that is no success means to us. `errmsg` may quote what was sent: it is kept out of our errors. */
export function toAppError(call: string, errcode: number): AppError {
  if (busy.has(errcode)) return new RateLimited(busyMs)
  if (tooOften.has(errcode)) return new RateLimited(minuteMs)
  return new PlatformRefused(`${call} ${errcode}`)
}

/** No answer: what was asked may have happened. */
export const noAnswer = (call: string, cause: unknown): AppError =>
  new PlatformUnreachable(`WeCom gave no answer to ${call}`, { cause })
