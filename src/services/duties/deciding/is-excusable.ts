import type { Card } from '../../../forms/card.ts'
import { pressesOf } from '../../../forms/plain-card.ts'

/** Whether the duty of this card can still be excused: nobody is asked for a reason that changes nothing. */
export const isExcusable = (card: Card): boolean =>
  pressesOf(card).some(({ press }) => press.do === 'duty' && press.decision === 'excuse')
