import type { Card } from '../forms/card.ts'
import type { ClaimedMessage } from '../store/outbox.ts'

/** The outbox keeps the card as it was built; its shape is ours alone. */
export const cardOf = ({ card }: ClaimedMessage) => card as unknown as Card
