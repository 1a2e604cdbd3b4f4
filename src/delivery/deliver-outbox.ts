/**
 * The only place from which a message leaves the house. What the outbox holds is claimed, sent by the platform's
 * bot and ticked off; what failed comes again later, what can never succeed is left for the administrator.
 */
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { AppError, PlatformRefused, PlatformUnreachable, RateLimited } from '../errors.ts'
import type { Card } from '../forms/card.ts'
import type { Language } from '../i18n/translate.ts'
import type { Store } from '../store/open-store.ts'
import { type ClaimedMessage, claimMessages, markDead, markRetry, markSent } from '../store/outbox.ts'
import { findAddressee } from './addressee.ts'
import { backOffMs } from './back-off.ts'
import type { Pace } from './pace.ts'
import type { Destination, OutgoingMessage, Receipt, Sender } from './sender.ts'

const batchSize = 20
/** Longer than any send takes with its time-outs: a lease that runs out means that the process is gone. */
const leaseMs = 60_000
const maxAttempts = 12

export interface DeliveryParts {
  store: Store
  clock: Clock
  senders: ReadonlyMap<string, Sender>
  pace: Pace
  log: Logger
  /** The language of channels, as the policy in force has it. */
  channelLanguage(): Language
  /** Names this process among several. */
  owner: string
}

/** Sends what is ripe; how many messages were taken up. */
export async function deliverRipe(parts: DeliveryParts): Promise<number> {
  const messages = await claimMessages(parts.store, {
    limit: batchSize,
    now: parts.clock.now(),
    owner: parts.owner,
    leaseMs,
  })
  await Promise.all(messages.map((message) => deliver(parts, message)))
  return messages.length
}

async function deliver(parts: DeliveryParts, message: ClaimedMessage): Promise<void> {
  const { store, clock, log } = parts
  try {
    const receipt = await send(parts, message)
    await markSent(store, message, receipt, clock.now())
  } catch (error) {
    const isLast = message.attempts >= maxAttempts
    const reason = error instanceof AppError ? error.message : 'unexpected'
    if (!(error instanceof AppError))
      log.error({ outboxId: message.id, err: error }, 'delivery failed unexpectedly')
    if (error instanceof PlatformRefused || (isLast && !(error instanceof RateLimited))) {
      log.warn({ outboxId: message.id, platform: message.platform, reason }, 'message given up')
      await markDead(store, message, reason)
      return
    }
    const waitMs = error instanceof RateLimited ? error.retryAfterMs : backOffMs(message.attempts)
    if (error instanceof RateLimited) parts.pace.hold(message.platform, waitMs)
    log.info(
      { outboxId: message.id, platform: message.platform, attempts: message.attempts, reason, waitMs },
      'message will be sent again',
    )
    await markRetry(store, message, {
      nextAt: new Date(clock.now().getTime() + waitMs),
      error: reason,
      // A look that was refused for now leaves open what it was to find out.
      uncertain: message.uncertain || error instanceof PlatformUnreachable,
    })
  }
}

async function send(parts: DeliveryParts, message: ClaimedMessage): Promise<Receipt> {
  const sender = parts.senders.get(message.platform)
  if (!sender) throw new PlatformRefused(`no bot serves ${message.platform}`)
  const addressee = await findAddressee(parts.store.db, message, parts.channelLanguage())
  if (!addressee) throw new PlatformRefused('the addressee has left or has no account on this platform')
  const { destination, language } = addressee
  // One message a second is the rule for new ones; an edit is not held up by it.
  if (!message.sentAs) await parts.pace.wait(message.platform, paceKey(destination))
  if (message.uncertain && !message.sentAs) {
    const found = await sender.findSent(destination, message.dedupeKey, message.createdAt)
    if (found) return found
  }
  const outgoing: OutgoingMessage = {
    to: destination,
    // The outbox keeps the card as it was built; its shape is ours alone.
    card: message.card as unknown as Card,
    language,
    dedupeKey: message.dedupeKey,
    ...(message.sentAs ? { edit: message.sentAs } : {}),
    ...(message.thread ? { replyTo: message.thread } : {}),
    ...(message.picture ? { picture: message.picture } : {}),
  }
  return sender.send(outgoing)
}

const paceKey = (to: Destination): string =>
  to.kind === 'person' ? `person:${to.platformUserId}` : `channel:${to.channel}`
