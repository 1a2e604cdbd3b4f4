/**
 * The only place from which a message leaves the house. What the outbox holds is claimed, sent by the platform's
 * bot and ticked off; what failed comes again later, what can never succeed is left for the administrator.
 */
import { type ClaimedMessage, claimMessages, holdMessage, markSent } from '../store/outbox.ts'
import type { DeliveryParts } from './delivery-parts.ts'
import { type Outcome, sendMessage } from './send-message.ts'
import { settleFailure } from './settle-failure.ts'

const batchSize = 20
/** Longer than any send takes with its time-outs: a lease that runs out means that the process is gone. */
const leaseMs = 60_000

/** Sends what is ripe; how many messages were taken up. */
export async function deliverRipe(parts: DeliveryParts): Promise<number> {
  const now = parts.clock.now()
  const leaseTill = new Date(now.getTime() + leaseMs)
  const messages = await claimMessages(parts.store, {
    limit: batchSize,
    now,
    owner: parts.owner,
    leaseMs,
    notOf: [...parts.senders.values()].flatMap((each) => (each.isReady?.() === false ? [each.platform] : [])),
  })
  await Promise.all(messages.map((message) => deliver(parts, message, leaseTill)))
  return messages.length
}

async function deliver(parts: DeliveryParts, message: ClaimedMessage, leaseTill: Date): Promise<void> {
  const { id: outboxId, cause } = message
  const sending = sendMessage(parts, message, leaseTill)
  const settle = await sending.then(
    (outcome) => () => settleOutcome(parts, message, outcome),
    (error: unknown) => () => settleFailure(parts, message, error),
  )
  // It may be sent: as nothing else is noted the claim runs out, and whoever takes it up looks first.
  await settle().catch((err: unknown) =>
    parts.log.error({ outboxId, cause, err }, 'what became of a message could not be noted'),
  )
}

async function settleOutcome(
  { store, clock, log }: DeliveryParts,
  message: ClaimedMessage,
  outcome: Outcome,
): Promise<void> {
  const { id: outboxId, platform, cause } = message
  if ('isLost' in outcome) log.warn({ outboxId, cause }, 'a message was overtaken by its lease')
  else if ('heldTill' in outcome) await holdMessage(store, message, outcome.heldTill)
  else {
    await markSent(store, message, outcome.receipt, clock.now())
    // Of the receipt the chat alone: the rest may hold what a card is changed with.
    log.info({ outboxId, platform, cause, channel: outcome.receipt?.channel }, 'message sent')
  }
}
