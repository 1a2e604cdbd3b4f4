import type { Actor } from '../../access/actor.ts'
import type { Card } from '../../forms/card.ts'
import { speak } from '../../i18n/translate.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import type { Change } from './announce.ts'
import { findNextStep } from './next-step.ts'
import type { LastNote } from './record-card.ts'

/**
 * One line about what somebody else did to a record: for its owner, and for whoever's turn it is now. Undefined where
 * the reader did it themself, or nothing has come to wait for them.
 */
export function buildNews(
  type: RecordType,
  record: StoredRecord,
  reader: Actor,
  { by, action, before }: Change,
  note?: LastNote,
): Card | undefined {
  if (reader.personId === by.personId || record.status === before.status) return undefined
  const next = findNextStep(type, record, reader)
  if (!next && reader.personId !== record.ownerId) return undefined
  const { language } = reader
  const t = speak(language)
  const { actions, label } = type.texts[language]
  return {
    title: t('cards.news', {
      name: by.name,
      action: actions[action] ?? action,
      label,
      number: record.number,
    }),
    sections: [
      ...(note?.action === action ? [{ text: note.text }] : []),
      ...(next ? [{ text: t('cards.yourTurn', { action: actions[next] ?? next }) }] : []),
    ],
  }
}
