import type { Card } from '../forms/card.ts'
import type { Tx } from '../store/open-store.ts'
import { enqueue, enqueueAll, type NewMessage } from '../store/outbox.ts'
import type { Office } from './office.ts'

export interface Telling {
  platform: string
  to: { personId: string } | { channel: string }
  card: Card
  /** The same key is told once. */
  dedupeKey: string
  /** Messages of one slot are one message, edited in place. */
  slotKey?: string
  threadOf?: string
  picture?: { name: string; png: Uint8Array }
}

export const targetOf = (to: Telling['to']): string =>
  'personId' in to ? `person:${to.personId}` : `channel:${to.channel}`

/** Records a message in the transaction that gives cause to it; delivery sends it. */
export async function tell(office: Office, tx: Tx, telling: Telling): Promise<boolean> {
  const { to, ...message } = telling
  const now = office.clock.now()
  return enqueue(tx, atEase(office, { ...message, target: targetOf(to) }, now), now)
}

/** The same for many without pictures; how many of them were new. */
export async function tellAll(
  office: Office,
  tx: Tx,
  messages: readonly Omit<NewMessage, 'picture'>[],
): Promise<number> {
  const now = office.clock.now()
  const toPrompt = asSharedPrompts<NewMessage['card']>()
  return enqueueAll(
    office.store,
    tx,
    messages.map((message) => atEase(office, message, now, toPrompt)),
    now,
  )
}

/** What a job says may wait a little, what somebody's act brings about may not. */
const atEase = <Message extends { platform: string; target: string; card: object }>(
  { unhurried }: Office,
  message: Message,
  now: Date,
  toPrompt: (card: Message['card']) => Message['card'] = asPrompt,
): Message =>
  unhurried ? { ...message, card: toPrompt(message.card), sendAt: unhurried(message, now) } : message

const asPrompt = <Said extends object>(card: Said): Said => ({ ...card, isPrompt: true })

/** Those that share a card go on sharing it, so that it travels once. */
function asSharedPrompts<Said extends object>(): (card: Said) => Said {
  const known = new Map<Said, Said>()
  return (card) => {
    const prompt = known.get(card) ?? asPrompt(card)
    known.set(card, prompt)
    return prompt
  }
}
