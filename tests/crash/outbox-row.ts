import type { Card } from '../../src/forms/card.ts'
import type { Store } from '../../src/store/open-store.ts'

/** A row of the outbox with its card. */
export type Row = Omit<Awaited<ReturnType<Store['db']['outbox']['findMany']>>[number], 'card'> & {
  card: Card
}

export interface Place {
  channel: string
  ts: string
}

/** Where the message of a row's slot stands, as we say. */
export type FindPlace = (row: Row) => Place | undefined

/** How a complaint about a row begins. */
export const nameRow = ({ id, dedupeKey }: Row) => `message ${id} (${dedupeKey}) is ticked off`
