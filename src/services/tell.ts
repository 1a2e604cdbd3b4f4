import type { Card } from '../forms/card.ts'
import type { Tx } from '../store/open-store.ts'
import { enqueue } from '../store/outbox.ts'
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
  return enqueue(tx, { ...message, target: targetOf(to) }, office.clock.now())
}
