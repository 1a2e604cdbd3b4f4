import { z } from 'zod'
import {
  type AppError,
  NotMetYet,
  PlatformRefused,
  PlatformUnreachable,
  RateLimited,
} from '../../../src/errors.ts'
import { busyCode, toAppError } from '../client/wecom-error.ts'

/** Our place as the bot is gone, though heartbeats may still be answered: nothing of it was done. */
const notSubscribed = 846609
/** The request can be answered no more. */
const goneRequest = 846605
const soonMs = 2_000

const refusal = z.looseObject({ errcode: z.number() })

/** Nothing has left: there is no connection. */
export const notConnected = (): AppError => new RateLimited(soonMs, 'place')

/** What the package rejects with: WeCom's answer, or an error of its own. */
export function toBotError(command: string, rejected: unknown, isPush = false): AppError {
  const answer = refusal.safeParse(rejected)
  if (!answer.success)
    return new PlatformUnreachable(`WeCom did not acknowledge ${command}`, { cause: rejected })
  const { errcode } = answer.data
  if (errcode === notSubscribed) return notConnected()
  if (errcode === busyCode) return new RateLimited(soonMs, 'place')
  // Limits are those of a conversation.
  const error = toAppError(command, errcode, 'place')
  // Which code says that nobody has written to the bot there is not documented.
  const isUnnamed = error instanceof PlatformRefused && error.kind === undefined
  return isPush && isUnnamed ? new NotMetYet(error.reason) : error
}

const codeOf = (rejected: unknown) => refusal.safeParse(rejected).data?.errcode

export const hasLostPlace = (rejected: unknown): boolean => codeOf(rejected) === notSubscribed
export const isRequestGone = (rejected: unknown): boolean => codeOf(rejected) === goneRequest
