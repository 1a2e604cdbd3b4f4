import { AppError, PlatformRefused, PlatformUnreachable, RateLimited } from '../errors.ts'
import { noMeter } from '../meter.ts'
import type { Store } from '../store/open-store.ts'
import { type ClaimedMessage, markDead, markRetry, markSent } from '../store/outbox.ts'
import { wasSentAfter } from '../store/outbox-order.ts'
import { backOffMs } from './back-off.ts'
import { cardOf } from './card-of.ts'
import type { DeliveryParts } from './delivery-parts.ts'

/** Three quarters of an hour. */
const maxAttempts = 12
/** A day. */
const maxAttemptsInSilence = 105

/** Leaves it for the administrator, or for a later attempt. */
export async function settleFailure(
  { store, clock, pace, log, meter = noMeter }: DeliveryParts,
  message: ClaimedMessage,
  error: unknown,
): Promise<void> {
  const { id: outboxId, platform, attempts, cause } = message
  const reason = error instanceof AppError ? error.message : 'unexpected'
  const refused = error instanceof PlatformRefused ? error : undefined
  // The platform lets nothing of ours in, whatever the message: it is sent once that is put right.
  const isShut = refused?.isOfHouse === true
  if (!(error instanceof AppError)) log.error({ outboxId, cause, err: error }, 'delivery failed unexpectedly')
  if (refused && !isShut && cardOf(message).isQuiet) {
    // Nobody waits for it: what it would have changed is gone.
    log.info({ outboxId, platform, cause, reason }, 'what was left behind stays as it is')
    await markSent(store, message, undefined, clock.now())
    return
  }
  const mayPass = isShut || error instanceof RateLimited
  const isOver = refused ? !isShut : !mayPass && (await isHopeless(store, message))
  if (isOver) {
    log.warn({ outboxId, platform, cause, reason }, 'message given up')
    meter.count('sendFailures', { platform, outcome: 'dead', reason: reasonOf(error) })
    await markDead(store, message, reason, refused?.kind)
    return
  }
  const waitMs = error instanceof RateLimited ? error.retryAfterMs : backOffMs(attempts)
  if (error instanceof RateLimited && error.scope === 'platform') await pace.hold(platform, waitMs)
  log.info({ outboxId, platform, cause, attempts, reason, waitMs }, 'message will be sent again')
  meter.count('sendFailures', { platform, outcome: 'again', reason: reasonOf(error) })
  await markRetry(store, message, {
    nextAt: new Date(clock.now().getTime() + waitMs),
    error: reason,
    refusal: refused?.kind,
    // A look that was refused for now leaves open what it was to find out.
    uncertain: message.uncertain || error instanceof PlatformUnreachable,
  })
}

/**
 * It was tried often enough, and it is the message: the platform has taken another one since. Where nothing gets
 * through it is the platform, which may be away for hours; after a day it is given up all the same.
 */
const isHopeless = async (store: Store, message: ClaimedMessage): Promise<boolean> =>
  message.attempts >= maxAttempts &&
  (message.attempts >= maxAttemptsInSilence || (await wasSentAfter(store, message)))

/** The platform's own words are many; what kind of failure it was is one of a few. */
const reasonOf = (error: unknown) =>
  error instanceof PlatformRefused
    ? (error.kind ?? error.code)
    : error instanceof AppError
      ? error.code
      : 'unexpected'
