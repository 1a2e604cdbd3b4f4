import { PlatformRefused } from '../errors.ts'
import { type Card, withNews } from '../forms/card.ts'
import { pressesOf, toPlainCard } from '../forms/plain-card.ts'
import type { Language } from '../i18n/translate.ts'
import { noMeter } from '../meter.ts'
import { keepOffers } from '../store/offers.ts'
import type { ClaimedMessage } from '../store/outbox.ts'
import { isOvertaken } from '../store/outbox-order.ts'
import { findAddressee } from './addressee.ts'
import { cardOf } from './card-of.ts'
import type { DeliveryParts } from './delivery-parts.ts'
import type { Destination, Receipt } from './sender.ts'

/** Longer than what is spread over some minutes takes. */
const lateMs = 30 * 60_000

/** Without a receipt where there was nothing to send; lost to whoever claims it next. */
export type Outcome = { receipt?: Receipt } | { heldTill: Date } | { isLost: true }

/**
 * Sends one message that this process has claimed, if there still is anything to say and nobody else may be saying it.
 * @throws PlatformRefused, PlatformUnreachable, RateLimited
 */
export async function sendMessage(
  parts: DeliveryParts,
  message: ClaimedMessage,
  leaseTill: Date,
): Promise<Outcome> {
  const { store, senders, pace, meter = noMeter } = parts
  const { platform } = message
  const sender = senders.get(platform)
  if (!sender) throw new PlatformRefused(`no bot serves ${platform}`)
  const addressee = await findAddressee(store.db, message, parts.channelLanguage())
  if (!addressee)
    throw new PlatformRefused('the addressee has left or has no account on this platform', {
      kind: 'no-account',
    })
  const { destination, language, plainFor, zone } = addressee
  const kept = cardOf(message)
  const heldTill = zone === undefined ? undefined : findHold(parts, message, kept, zone)
  if (heldTill) return { heldTill }
  // Nothing stands there, or words, which cannot be changed.
  if (kept.isQuiet && (!message.sentAs || plainFor !== undefined)) return {}
  // Words cannot be changed: what is to be answered is said anew.
  const isSaidAnew = plainFor !== undefined && pressesOf(kept).length > 0 && message.sentAs !== null
  const built = isSaidAnew ? withNews(kept) : kept
  const card = plainFor === undefined ? built : await toWords(parts, platform, plainFor, built, language)
  // One message a second is the rule for new ones; an edit is not held up by it.
  if (!message.sentAs) await pace.wait(platform, paceKey(destination))
  if (isDoubtful(parts, message) && !message.sentAs) {
    const found = await sender.findSent(destination, message.dedupeKey, message.createdAt)
    if (found) return { receipt: found }
  }
  // Nobody is prompted for what they have done while the prompt waited for its turn or for us.
  if (kept.isPrompt && !message.sentAs && (await isOvertaken(store, message))) return {}
  // This process was paused, or held back by the platform: another may be sending it, or has sent it.
  if (parts.clock.now() >= leaseTill) return { isLost: true }
  const begunAt = performance.now()
  const took = () => meter.took('sending', { platform }, performance.now() - begunAt)
  const sending = sender.send({
    to: destination,
    card,
    language,
    dedupeKey: message.dedupeKey,
    ...(message.round > 0 ? { round: message.round } : {}),
    ...(message.sentAs && !isSaidAnew ? { edit: message.sentAs } : {}),
    ...(message.uncertain ? { mayHaveArrived: true } : {}),
    ...(message.thread ? { replyTo: message.thread } : {}),
    ...(message.picture ? { picture: message.picture } : {}),
  })
  const receipt = await sending.finally(took)
  return { receipt: isSaidAnew ? { ...receipt, isAnew: true } : receipt }
}

/** It may have reached the platform already. People's own deeds are new ones after a restore; jobs repeat theirs. */
const isDoubtful = ({ clock, doubtsTill }: DeliveryParts, { uncertain, cause }: ClaimedMessage): boolean =>
  uncertain || (doubtsTill !== undefined && clock.now() < doubtsTill && cause?.startsWith('job:') === true)

/**
 * When it had to wait for long, because the platform or we were away, the hour may have passed at which its reader
 * wants to be prompted. What may have arrived already is looked for at once.
 */
function findHold(
  { clock, promptAt }: DeliveryParts,
  { createdAt, sentAs, uncertain }: ClaimedMessage,
  { isPrompt }: Card,
  zone: string,
): Date | undefined {
  const now = clock.now()
  const isLate = now.getTime() - createdAt.getTime() > lateMs
  if (!isPrompt || !isLate || sentAs || uncertain) return undefined
  const welcome = promptAt?.(now, zone)
  return welcome && welcome > now ? welcome : undefined
}

/** For a client that shows no cards, with codes to type instead of pressing. */
async function toWords(
  { store, clock }: DeliveryParts,
  platform: string,
  personId: string,
  card: Card,
  language: Language,
): Promise<Card> {
  return toPlainCard(card, await keepOffers(store, { platform, personId }, card, clock.now()), language)
}

const paceKey = (to: Destination): string =>
  to.kind === 'person' ? `person:${to.platformUserId}` : `channel:${to.channel}`
