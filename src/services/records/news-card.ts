import type { Actor } from '../../access/actor.ts'
import type { Card } from '../../forms/card.ts'
import { speak } from '../../i18n/translate.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import type { Change } from './announce.ts'
import { findNextStep } from './next-step.ts'
import type { LastNote } from './record-card.ts'

/** A line of its own below the card, and the same as it stands on the card where that is sent anew. */
interface News {
  line: Card
  onCard: string
}

/**
 * One line about what somebody else did to a record: for its owner, for whoever's turn it is now or is no more, and for
 * whoever had decided what it undoes. Undefined where the reader did it themself, or it concerns none of that.
 */
export function buildNews(
  type: RecordType,
  record: StoredRecord,
  reader: Actor,
  { by, action, before, deciderId }: Change & { deciderId?: string | undefined },
  note?: LastNote,
): News | undefined {
  if (reader.personId === by.personId || record.status === before.status) return undefined
  const next = findNextStep(type, record, reader)
  const isTheirs = [record.ownerId, deciderId].includes(reader.personId)
  if (!next && !isTheirs && !isHeldUp(type, { before, record }, { by, reader })) return undefined
  const { language } = reader
  const t = speak(language)
  const { actions, label } = type.texts[language]
  const title = t('cards.news', {
    name: by.name,
    action: actions[action] ?? action,
    label,
    number: record.number,
  })
  const step = next && { action: actions[next] ?? next }
  return {
    line: {
      title,
      sections: [
        ...(note?.text && note.action === action ? [{ text: note.text }] : []),
        ...(step ? [{ text: t('cards.yourTurnAbove', step) }] : []),
      ],
    },
    // The note stands on the card already.
    onCard: [title, ...(step ? [t('cards.yourTurn', step)] : [])].join('\n'),
  }
}

/**
 * Whether what waited for the reader waits for something else first, as a cost that is disputed before it is confirmed.
 * What a colleague answered in their place, and what is over, they see on the card.
 */
function isHeldUp(
  type: RecordType,
  { before, record }: Record<'before' | 'record', StoredRecord>,
  { by, reader }: Record<'by' | 'reader', Actor>,
): boolean {
  if (type.workflow.states[record.status]?.isFinal) return false
  return findNextStep(type, before, reader) !== undefined && findNextStep(type, before, by) === undefined
}
