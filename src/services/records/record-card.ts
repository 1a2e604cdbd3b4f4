import type { Actor } from '../../access/actor.ts'
import type { Button, Card } from '../../forms/card.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { factLabelOf, labelOf } from '../../records/build-form.ts'
import { actionFields, type RecordType } from '../../records/record-type.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { listActions, type State } from '../../workflow/workflow.ts'
import { type Lateness, showLateness } from '../duties/read-lateness.ts'
import type { Names } from './names.ts'
import { findNextStep, isTaken } from './next-step.ts'
import { periodLabel } from './period-label.ts'
import { firstDayOf } from './refuse-too-early.ts'
import { showMeasured } from './show-value.ts'
import { halfOf, spanFacts } from './span-facts.ts'

/** What the last decision said, shown with the state it led to. */
export interface LastNote {
  action: string
  by: string
  /** Null for the house itself. */
  byId: string | null
  /** Empty where nothing was said. */
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
  { note, late }: { note?: LastNote | undefined; late?: Lateness | undefined } = {},
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
  if (late)
    facts.push({
      label: t('duties.late'),
      value: t('duties.lateBy', { time: showLateness(late, language) }),
    })
  const later: { label: string; value: string }[] = []
  const sections: { heading?: string; text: string }[] = []
  const halves = type.span ? [type.span.fromHalf, type.span.toHalf] : []
  for (const [name, field] of Object.entries(type.fields)) {
    if (field.sensitive || type.offCard?.includes(name) || halves.includes(name)) continue
    const show = (of: string) => showMeasured(type, of, record.values[of] ?? null, { language, names })
    const half = halfOf(type.span, name)
    const shown = [show(name), ...(half ? [show(half)] : [])].join(' ').trim()
    if (shown === '') continue
    const isLong = field.input.shape === 'rows' || field.input.shape === 'lines'
    if (isLong) sections.push({ heading: labelOf(type, name, language), text: shown })
    else {
      const fact = { label: factLabelOf(type, name, language), value: shown }
      // What the latest step filled in is what is decided on next: it leads, as the cost before who is paid for.
      if (field.filledBy === undefined) facts.push(fact)
      else later.unshift(fact)
    }
    if (name === type.span?.to) facts.push(...spanFacts(type.span, record.values, language))
  }
  const sealed = Object.entries(type.fields).filter(([name, f]) => f.sensitive && record.sealed.has(name))
  if (sealed.length > 0)
    facts.push({ label: t('cards.sealedAnswers'), value: t('cards.sealedCount', { count: sealed.length }) })
  const hint = hintFor(type, record, reader, names)
  if (hint !== undefined) sections.push({ text: hint })
  // Why it stands as it does, before what was filed: a card cut short shows its beginning.
  if (note?.text) sections.unshift({ ...headingOf(type, record, note, language), text: note.text })
  // Who decided without a word; whose record it is has no need to be told what they did themself.
  else if (note && note.by !== '' && note.byId !== record.ownerId)
    facts.push({ label: t('cards.lastStep'), value: noteHeading(type, note, language) })
  return {
    title: `${texts.label} ${record.number}`,
    badge: { text: texts.states[record.status] ?? record.status, tone: toneOf(type, record.status) },
    facts: [...later, ...facts],
    sections,
    buttons: buttonsFor(type, record, reader),
    whole: { label: t('cards.whole'), press: { do: 'show', recordId: record.id } },
  }
}

/** Nothing where it would only repeat the state, as for what the house itself has refused. */
function headingOf(
  type: RecordType,
  { status }: StoredRecord,
  note: LastNote,
  language: Language,
): { heading?: string } {
  const heading = noteHeading(type, note, language)
  return heading === type.texts[language].states[status] ? {} : { heading }
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
    const shown = showMeasured(type, name, record.values[name] ?? null, { language, names })
    isComplete &&= shown !== ''
    return shown
  })
  return isComplete ? text : undefined
}

/**
 * What is asked before an action that asks nothing itself: of what ends a record, and of what is said against it. It
 * names the record, for it may stand apart from the card, and the day before which the answer would be in vain.
 */
export function confirmOf(
  type: RecordType,
  actionId: string,
  language: Language,
  record: { number: string; values?: StoredRecord['values'] },
): { confirm?: string } {
  const action = type.workflow.actions[actionId]
  const asksNothing = Object.keys(actionFields(type, actionId)).length === 0 && !action?.edits
  if (!action || !asksNothing) return {}
  const t = speak(language)
  const { label, actions } = type.texts[language]
  const named = t('outcomes.own', { label, number: record.number })
  const what = { record: named, action: actions[actionId] ?? actionId }
  const isFinal = type.workflow.states[action.to]?.isFinal
  if (!isFinal && action.tone !== 'danger') return {}
  const question = t(isFinal ? 'cards.confirmFinal' : 'cards.confirmAction', what)
  const day = firstDayOf(type, record, actionId)
  return { confirm: day === undefined ? question : `${question}${t('cards.confirmFrom', { day })}` }
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
  const may = listActions(type.workflow, record.status, reader, record)
  // What has been done already, such as an identity that is there, may only be done again: it comes last.
  const taken = may.filter((id) => type.workflow.actions[id]?.tone === 'primary' && isTaken(type, id, record))
  const buttons: Button[] = [...may.filter((id) => !taken.includes(id)), ...taken].map((id) => {
    const action = type.workflow.actions[id]
    return {
      label: actions[id] ?? id,
      // One button leads on.
      ...(action?.tone && (action.tone !== 'primary' || id === next) ? { tone: action.tone } : {}),
      ...confirmOf(type, id, reader.language, record),
      press: { do: 'act', recordId: record.id, revision: record.revision, action: id },
    }
  })
  const mayReveal = record.sealed.size > 0 && type.access.reveal?.allows(reader, record)
  if (mayReveal)
    buttons.push({ label: t('cards.reveal'), press: { do: 'reveal', recordId: record.id, purpose: 'read' } })
  return buttons
}
