import { type Language, speak } from '../../i18n/translate.ts'
import type { RecordType } from '../../records/record-type.ts'

/** What an event of a record was, in words. */
export function sayEvent(type: RecordType, kind: string, language: Language): string {
  const t = speak(language)
  const texts = type.texts[language]
  if (kind === 'record.filed') return t('web.history.filed')
  if (kind === 'record.proposed') return t('web.history.proposed')
  if (kind === 'record.edited') return t('web.history.edited')
  if (kind === 'record.revealed') return t('web.history.revealed')
  if (kind === 'subject.shown') return t('web.history.shown')
  if (kind === 'subject.forgotten') return t('web.history.forgotten')
  if (kind === 'session.opened') return t('web.history.opened')
  return texts.actions[kind.replace(/^record\.act\./, '')] ?? kind
}
