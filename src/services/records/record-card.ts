import type { Actor } from '../../access/actor.ts'
import type { Button, Card } from '../../forms/card.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { labelOf } from '../../records/build-form.ts'
import { actionFields, type RecordType } from '../../records/record-type.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { listActions, type State } from '../../workflow/workflow.ts'
import type { Names } from './names.ts'
import { findNextStep } from './next-step.ts'
import { periodLabel } from './period-label.ts'
import { showValue } from './show-value.ts'

/** What the last decision said, shown with the state it led to. */
export interface LastNote {
  action: string
  by: string
  text: string
}

/**
 * The record's present state for one reader: a card says the same to everybody but for the buttons, and never
 * holds a sealed answer, only whether there is one.
 */
export function buildRecordCard(
  type: RecordType,
  record: StoredRecord,
  reader: Actor,
  names: Names,
  note?: LastNote,
): Card {
  const { language } = reader
  const t = speak(language)
  const texts = type.texts[language]
  const facts: { label: string; value: string }[] = [
    { label: texts.owner ?? t('cards.by'), value: names.of('person', record.ownerId) ?? t('cards.unnamed') },
    ...(record.periodKey && type.period
      ? [{ label: t('cards.period'), value: periodLabel(record.periodKey, language) }]
      : []),
  ]
  const sections: { heading?: string; text: string }[] = []
  for (const [name, field] of Object.entries(type.fields)) {
    const label = labelOf(type, name, language)
    if (field.sensitive) {
      if (record.sealed.has(name)) facts.push({ label, value: t('cards.sealed') })
      continue
    }
    if (type.offCard?.includes(name)) continue
    const shown = showValue(type, name, record.values[name] ?? null, { language, names })
    if (shown === '') continue
    const isLong = field.input.shape === 'rows' || field.input.shape === 'lines'
    if (isLong) sections.push({ heading: label, text: shown })
    else facts.push({ label, value: shown })
  }
  const hint = hintFor(type, record, reader, names)
  if (hint !== undefined) sections.push({ text: hint })
  if (note) sections.push({ heading: noteHeading(type, note, language), text: note.text })
  return {
    title: `${texts.label} ${record.number}`,
    badge: { text: texts.states[record.status] ?? record.status, tone: toneOf(type, record.status) },
    facts,
    sections,
    buttons: buttonsFor(type, record, reader),
    footer: t('cards.revision', { revision: record.revision }),
  }
}

/** Who decided what; the house itself has no name. */
export function noteHeading(type: RecordType, note: LastNote, language: Language): string {
  const action = type.texts[language].actions[note.action] ?? ''
  return note.by === '' ? action : speak(language)('cards.noteBy', { name: note.by, action })
}

function hintFor(type: RecordType, record: StoredRecord, reader: Actor, names: Names): string | undefined {
  const { language } = reader
  const hints = type.texts[language].stateHints?.[record.status]
  const hint = reader.personId === record.ownerId ? hints?.owner : hints?.others
  let isComplete = hint !== undefined
  const text = hint?.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const shown = showValue(type, name, record.values[name] ?? null, { language, names })
    isComplete &&= shown !== ''
    return shown
  })
  return isComplete ? text : undefined
}

/** What is asked before an action that asks nothing itself: of what ends a record, and of what is said against it. */
export function confirmOf(type: RecordType, actionId: string, language: Language): { confirm?: string } {
  const action = type.workflow.actions[actionId]
  const asksNothing = Object.keys(actionFields(type, actionId)).length === 0 && !action?.edits
  if (!action || !asksNothing) return {}
  const t = speak(language)
  if (type.workflow.states[action.to]?.isFinal) return { confirm: t('cards.confirmFinal') }
  const label = type.texts[language].actions[actionId] ?? actionId
  return action.tone === 'danger' ? { confirm: t('cards.confirmAction', { action: label }) } : {}
}

function toneOf(type: RecordType, status: string): NonNullable<State['tone']> {
  const declared = type.workflow.states[status]?.tone
  if (declared) return declared
  const leads = Object.values(type.workflow.actions).filter((a) => a.to === status && !a.edits)
  if (leads.some((a) => a.tone === 'primary')) return 'good'
  if (leads.some((a) => a.tone === 'danger')) return 'bad'
  return 'neutral'
}

function buttonsFor(type: RecordType, record: StoredRecord, reader: Actor): Button[] {
  const { actions } = type.texts[reader.language]
  const t = speak(reader.language)
  const next = findNextStep(type, record, reader)
  const buttons: Button[] = listActions(type.workflow, record.status, reader, record).map((id) => {
    const action = type.workflow.actions[id]
    return {
      label: actions[id] ?? id,
      // One button leads on; what has been done already, such as an identity that is there, may only be done again.
      ...(action?.tone && (action.tone !== 'primary' || id === next) ? { tone: action.tone } : {}),
      ...confirmOf(type, id, reader.language),
      press: { do: 'act', recordId: record.id, revision: record.revision, action: id },
    }
  })
  const mayReveal = record.sealed.size > 0 && type.access.reveal?.allows(reader, record)
  if (mayReveal)
    buttons.push({ label: t('cards.reveal'), press: { do: 'reveal', recordId: record.id, purpose: 'read' } })
  return buttons
}
