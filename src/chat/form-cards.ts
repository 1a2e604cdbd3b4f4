import type { Actor } from '../access/actor.ts'
import type { FieldError } from '../errors.ts'
import type { Button, Card } from '../forms/card.ts'
import { type Form, type FormField, formKey } from '../forms/form.ts'
import { askFor, listOptions } from '../forms/message/ask-for.ts'
import { renderAnswers } from '../forms/message/render-template.ts'
import type { TemplateReading } from '../forms/message/template-reading.ts'
import { joinLabel } from '../i18n/join-label.ts'
import { type Language, type MessageKey, speak, type Translate } from '../i18n/translate.ts'
import type { VersionDifference } from '../services/reading/compare-versions.ts'
import { findRow } from './form-paths.ts'
import type { Meant } from './look-up.ts'
import { findTypedName } from './settle-names.ts'

interface Asked {
  form: Form
  path: string
  field: FormField
}

/** What is still open, with why it is asked, and what can be pressed for an answer. */
export function questionCard(
  { language }: Actor,
  { form, path, field }: Asked,
  { unclear, why }: { unclear?: Meant | undefined; why?: string | undefined } = {},
): Card {
  const t = speak(language)
  const { words, offered, footer } = unclear ? askWhoIsMeant(field, unclear, t) : askOpen(field, language)
  const buttons = offered.map(
    (text): Button => ({
      label: text,
      press: { do: 'answer', formKey: formKey(form.purpose), field: path, text },
    }),
  )
  const row = findRow(form, path)
  const placed = row ? t('chat.atRow', { ...row, said: words }) : words
  return {
    title: why ?? placed,
    ...(why === undefined ? {} : { sections: [{ text: placed }] }),
    ...(buttons.length > 0 ? { buttons } : {}),
    ...(footer === undefined ? {} : { footer: t(footer) }),
  }
}

interface Question {
  words: string
  /** What can be pressed for an answer. */
  offered: readonly string[]
  footer?: MessageKey
}

function askOpen(field: FormField, language: Language): Question {
  const offered = pressable(field, language)
  if (offered.length === 0) return { words: askFor(field, language), offered }
  // What stands on buttons is not said a second time.
  const words = speak(language)('messages.question', { label: field.label })
  return { words, offered, footer: 'chat.orTyped' }
}

function askWhoIsMeant(
  { required }: FormField,
  { typed: name, options, added }: Meant,
  t: Translate,
): Question {
  const offered = options.map(({ label }) => label)
  const isKnown = options.some((each) => each !== added)
  const words = t(isKnown ? 'chat.whichName' : 'chat.noName', { name })
  // Where nothing is offered another name is all that can be tried.
  if (offered.length === 0)
    return { words, offered, footer: required ? 'chat.anotherName' : 'chat.anotherNameOrNone' }
  return { words, offered, footer: required ? 'chat.orName' : 'chat.orNameOrNone' }
}

/** Of several that may be chosen together, no one of them is the answer. */
const pressable = (field: FormField, language: Language): readonly string[] => {
  const options = field.input.shape === 'some-of' ? [] : listOptions(field, language)
  return options.length <= pressableAtMost ? options : []
}

/** Two cards full; a longer list is answered by its number. */
const pressableAtMost = 12

/** Why what stands in a field cannot be. Of a name that was not found the question says it, with what can be done. */
export const sayWrong = ({ language }: Actor, field: FormField, { say }: FieldError): string | undefined => {
  const isName = say.key === 'fields.notFound' && field.input.shape === 'lookup'
  if (isName && findTypedName(field) !== undefined) return undefined
  return joinLabel(field.label, speak(language)(isName ? 'chat.anotherName' : say.key, say.params))
}

export const unreadCard = ({ language }: Actor, unread: readonly string[]): Card => ({
  title: speak(language)('chat.unread'),
  sections: [{ text: unread.join('\n') }],
})

/** Which rows stay as they are, where some were changed by their numbers, and how one is taken out. */
export const rowsStayCards = ({ language }: Actor, form: Form, { kept = [] }: TemplateReading): Card[] =>
  kept.map(({ field, rows }) => {
    const t = speak(language)
    const label = form.fields.find(({ name }) => name === field)?.label ?? ''
    return { title: t('chat.rowsStay', { label, rows: rows.join(t('chat.comma')), row: rows[0] ?? 1 }) }
  })

/** In place of what names a patient: none of its words are said again. */
export const secureCard = ({ language }: Actor): Card => ({ title: speak(language)('chat.patientOnPage') })

/** What was understood, as it will be sent. */
export function shownCard({ language }: Actor, form: Form): Card {
  const { intro: _, ...asked } = form
  const answered = { ...asked, fields: form.fields.filter(isAnswered) }
  return {
    title: titleOf(form),
    sections: [{ text: renderAnswers(answered, language) }],
    buttons: sendButtons(form, language),
    footer: speak(language)('chat.orAgain'),
  }
}

function isAnswered({ answer, input }: FormField): boolean {
  if (input.shape === 'rows') return input.rows.some((row) => row.some(isAnswered))
  return Array.isArray(answer) ? answer.length > 0 : answer !== null && answer !== ''
}

/** Stands below a template that needs nothing more. */
export const readyCard = ({ language }: Actor, form: Form): Card => ({
  title: speak(language)('chat.asItStands'),
  buttons: sendButtons(form, language),
})

/** What stands now beside what was typed; sent from here, it is put on top of `revision`. */
export function overtakenCard(
  { language }: Actor,
  form: Form,
  revision: number,
  differences: readonly VersionDifference[],
): Card {
  const t = speak(language)
  return {
    title: t('errors.staleRevision'),
    sections: differences.map(({ label, now, typed }) => ({
      heading: label,
      text: `${t('forms.standsNow', { value: now })}\n${t('forms.youTyped', { value: typed })}`,
    })),
    buttons: sendButtons(form, language, revision),
  }
}

function sendButtons({ purpose, submitLabel }: Form, language: Language, over?: number): Button[] {
  const key = formKey(purpose)
  const send = { do: 'send-draft', formKey: key, ...(over === undefined ? {} : { over }) } as const
  return [
    { label: submitLabel, tone: 'primary', press: send },
    { label: speak(language)('chat.onPage'), press: { do: 'on-page', formKey: key } },
  ]
}

export const titleOf = ({ title, heading }: Form) => (heading === undefined ? title : `${title} ${heading}`)
